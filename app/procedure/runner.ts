import type { Params, WizardError } from '../domain/error';
import { keptIn } from '../domain/every-secret';
import { connectionLost, Failure, toWizardError } from '../domain/failure';
import { fold } from '../domain/fold';
import {
  isEnded,
  stepOf,
  type JobState,
  type Said,
  type SecretName,
  type StepId,
  type StepRecord,
  type StepState,
} from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import type { PbxUser } from '../domain/pbx';
import type { AssistedRun } from '../domain/recipe';
import { AssistControl } from './assist-control';
import { Connection } from './connection';
import type { OpenJournal, Ports } from './ports';
import {
  said,
  type Look,
  type ProgressLine,
  type ProgressOptions,
  type Step,
  type StepContext,
} from './step';

/** What is true of a running act and lives in memory only. */
export interface LiveProgress {
  step: StepId;
  doing: Said;
  fraction: number | null;
  since: string;
  slow: boolean;
  cancellable: boolean;
  paused?: boolean;
  assisted?: AssistedRun;
  lines?: readonly ProgressLine[];
}

/** Errors after which nobody knows how far the PBX got: the step is `unknown` until it is looked at again. */
const lostSight: ReadonlySet<string> = new Set([
  ...connectionLost,
  'pbx-did-not-return',
  'script-end-unseen',
  'upgrade-end-unseen',
  'cancelled',
]);

/**
 * Takes one job through its steps: one act at a time, every move a journal event before anything else happens. The state
 * is only ever changed by folding such an event.
 */
export class Runner {
  private state: JobState;
  private running: { step: StepId; abort: AbortController; end: Promise<void> } | null = null;
  private live: LiveProgress | null = null;
  /** Ends the wait after which what is shown counts as slow. */
  private watch = new AbortController();
  private cachedUsers: readonly PbxUser[] | null = null;
  private cachedDevices: ReadonlyMap<string, readonly string[]> | null = null;
  private actions = 0;
  private readonly looked = new Set<StepId>();
  /** Why the chosen way got no further in the run at hand. */
  private fellBack: WizardError | null = null;
  readonly connection: Connection;
  readonly assist = new AssistControl();

  constructor(
    state: JobState,
    private readonly steps: readonly Step[],
    private readonly journal: OpenJournal,
    private readonly ports: Ports,
    private readonly changed: () => void,
  ) {
    this.state = state;
    this.connection = new Connection(ports, () => this.state);
  }

  job(): JobState {
    return this.state;
  }

  progress(): LiveProgress | null {
    return this.live;
  }

  isBusy(): boolean {
    return this.running !== null;
  }

  users(): readonly PbxUser[] | null {
    return this.cachedUsers;
  }

  devices(): ReadonlyMap<string, readonly string[]> | null {
    return this.cachedDevices;
  }

  /** Writes an event to the disk, then lets it be true. */
  async record(event: JournalEvent): Promise<void> {
    const timed = await this.journal.append(event);
    this.state = fold(this.state, timed);
    this.changed();
  }

  /** Opens a step; one that can begin and was not looked at in this process is looked at now. */
  async go(id: StepId): Promise<void> {
    if (this.state.current !== id) await this.record({ type: 'went-to', step: id });
    const unseen = !isEnded(stepOf(this.state, id).state) && !this.looked.has(id);
    if (unseen && this.mayBegin(id) && !this.running && !this.journal.readOnly && !this.state.closed)
      this.look(id);
  }

  /** Probes and shows the plan. Returns at once; the state tells the rest. */
  look(id: StepId): void {
    this.run(id, async (step, context) => {
      await this.settleOn(step, context, await this.probe(step, context));
    });
  }

  /** Probe, apply, verify. Returns at once; the state tells the rest. */
  apply(id: StepId): void {
    this.run(id, async (step, context) => {
      const look = await this.probe(step, context);
      if (look.verdict !== 'changes') {
        await this.settleOn(step, context, look);
        return;
      }
      await this.move(id, 'applying', { plan: look.plan });
      await step.apply(context);
      // Called off: whatever the act made of that, nobody has looked, so it cannot end well here.
      context.signal.throwIfAborted();
      await this.move(id, 'verifying');
      context.progress(said(`verifying.${id}`));
      await this.settleOn(step, context, await step.verify(context), true);
    });
  }

  /**
   * Something done beside the steps, shown under the name of one: no step moves, yet one thing at a time still holds.
   * Rejects with what the act throws.
   */
  async aside<T>(id: StepId, doing: Said, act: (context: StepContext) => Promise<T>): Promise<T> {
    this.mustBeIdle();
    this.assist.set('acting');
    const abort = new AbortController();
    const acting = act(this.contextOf(this.find(id), abort.signal))
      .catch((thrown: unknown) => {
        this.connection.lost(toWizardError(thrown));
        throw thrown;
      })
      .finally(() => {
        this.nothingRuns();
      });
    this.running = { step: id, abort, end: acting.then(nothing, nothing) };
    this.show(id, doing, {});
    return acting;
  }

  private nothingRuns(): void {
    this.running = null;
    this.live = null;
    this.watch.abort();
    this.changed();
  }

  /** Asks the running act to stop; resolves when it has. */
  async cancel(id: StepId): Promise<void> {
    if (this.running?.step !== id) return;
    if (this.live?.cancellable === false) throw new Failure('not-now', { step: id });
    this.running.abort.abort(new Failure('cancelled'));
    await this.running.end;
  }

  /** Lets what runs wait after what it has in hand, or go on; nothing where it cannot wait. */
  pause(id: StepId, on: boolean): void {
    if (this.running?.step !== id || this.live?.paused === undefined) return;
    this.assist.set(on ? 'paused' : 'acting');
    this.live = { ...this.live, paused: on };
    this.changed();
  }

  /** Ends whatever runs without judging it: the next opening finds it `unknown`. */
  async stop(): Promise<void> {
    this.running?.abort.abort(new Failure('cancelled'));
    await this.running?.end;
  }

  async skip(id: StepId, reason: string): Promise<void> {
    this.mustBeIdle();
    this.mustBegin(id);
    this.mayLeave(id);
    await this.record({ type: 'step', step: id, state: 'skipped', reason });
  }

  /** Throws where a step, or this one, must not be left as it stands. */
  mayLeave(only?: StepId): void {
    for (const step of this.steps) {
      const isMeant = only === undefined || only === step.id;
      const failure = isMeant ? step.whyNotLeave?.(stepOf(this.state, step.id)) : null;
      if (failure) throw failure;
    }
  }

  canReplan(id: StepId): boolean {
    return this.find(id).replan !== undefined;
  }

  /** After something was typed, confirmed, accepted or chosen: the plan anew, where that needs no network. */
  async replan(id: StepId): Promise<void> {
    const step = this.find(id);
    const { state } = stepOf(this.state, id);
    const shows = state === 'ready' || state === 'needs-person' || state === 'failed';
    if (!step.replan || this.running || !shows) return;
    const look = await step.replan(this.contextOf(step, new AbortController().signal));
    if (look.verdict === 'satisfied') return;
    await this.move(id, look.verdict === 'person' ? 'needs-person' : 'ready', withError(look));
  }

  private find(id: StepId): Step {
    const step = this.steps.find((one) => one.id === id);
    if (!step) throw new Failure('bad-request', undefined, `this job has no step ${id}`);
    return step;
  }

  private mayBegin(id: StepId): boolean {
    const place = this.state.steps.findIndex((step) => step.id === id);
    return this.state.steps.slice(0, place).every((step) => isEnded(step.state));
  }

  private mustBegin(id: StepId): void {
    if (!this.mayBegin(id)) throw new Failure('not-now', { step: id });
  }

  private mustBeIdle(): void {
    if (this.running) throw new Failure('busy', { step: this.running.step });
    if (this.journal.readOnly) throw new Failure('journal-broken');
    if (this.state.closed) throw new Failure('job-closed');
  }

  private run(id: StepId, act: (step: Step, context: StepContext) => Promise<void>): void {
    this.mustBeIdle();
    this.mustBegin(id);
    const step = this.find(id);
    this.looked.add(id);
    this.fellBack = null;
    this.assist.set('acting');
    const abort = new AbortController();
    const end = this.guarded(step, act, abort.signal).finally(() => {
      this.nothingRuns();
    });
    this.running = { step: id, abort, end };
    // From the first moment on: nobody should see a step that was pressed and does nothing.
    this.show(id, said(`probing.${id}`), {});
  }

  /** Whatever an act throws becomes a state with an error value; only a journal that cannot be written escapes to the log. */
  private async guarded(
    step: Step,
    act: (step: Step, context: StepContext) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await act(step, this.contextOf(step, signal));
    } catch (thrown) {
      const error = signal.aborted ? new Failure('cancelled').error : toWizardError(thrown);
      this.connection.lost(error);
      await this.fail(step.id, error);
    }
  }

  private async fail(id: StepId, error: WizardError): Promise<void> {
    const { state } = stepOf(this.state, id);
    const acted = state === 'applying' || state === 'verifying';
    const lost = (acted || error.code === 'cancelled') && lostSight.has(error.code);
    // Another certificate is a question to the installer, after an upgrade above all.
    const next = lost ? 'unknown' : error.code === 'certificate-changed' ? 'needs-person' : 'failed';
    const plan = acted ? await this.planLeft(id) : null;
    try {
      await this.move(id, next, { error, ...(plan ? { plan } : {}) });
    } catch (journalError) {
      // The disk refused even this. The state in memory says so; the journal still holds the truth up to here.
      this.state = fold(this.state, {
        at: this.ports.clock.now().toISOString(),
        event: { type: 'step', step: id, state: 'unknown', error: toWizardError(journalError) },
      });
    }
  }

  /** What is still to be done of the plan, where that is known without the network. */
  private async planLeft(id: StepId): Promise<Said[] | null> {
    const step = this.find(id);
    try {
      const look = await step.replan?.(this.contextOf(step, new AbortController().signal));
      return look && look.verdict !== 'satisfied' ? look.plan : null;
    } catch {
      return null; // the error at hand is the one to tell
    }
  }

  private async probe(step: Step, context: StepContext): Promise<Look> {
    const ways = step.ways(this.state, this.ports);
    const way = ways.find(({ possible }) => possible)?.way ?? 'guided';
    const chosen = stepOf(this.state, step.id);
    const keep = chosen.ways.length > 0 && ways.some((one) => one.way === chosen.way && one.possible);
    await this.move(step.id, 'probing', { ways, way: keep ? chosen.way : way });
    context.progress(said(`probing.${step.id}`));
    return step.probe(context);
  }

  /** `already-done` only when this step never did or asked anything: the PBX was as it should be. */
  private async settleOn(step: Step, context: StepContext, look: Look, applied = false): Promise<void> {
    if (look.verdict === 'satisfied') {
      const { actions, way } = context.record();
      const acted = applied || actions.some(({ outcome }) => outcome === 'done');
      await this.move(step.id, acted || way === 'guided' ? 'done' : 'already-done');
      return;
    }
    const error = look.error ?? this.fellBack;
    const shown = error ? { ...look, error } : look;
    await this.move(step.id, look.verdict === 'person' ? 'needs-person' : 'ready', withError(shown));
  }

  private async move(
    id: StepId,
    state: StepState,
    more: Partial<Pick<StepRecord, 'way' | 'ways' | 'plan'>> & { error?: WizardError } = {},
  ): Promise<void> {
    await this.record({ type: 'step', step: id, state, ...more });
  }

  private contextOf(step: Step, signal: AbortSignal): StepContext {
    const id = step.id;
    return {
      ports: this.ports,
      connection: this.connection,
      signal,
      job: () => this.state,
      record: () => stepOf(this.state, id),
      users: () => this.cachedUsers,
      keepUsers: (users) => {
        this.cachedUsers = users;
      },
      keepDevices: (devices) => {
        this.cachedDevices = devices;
      },
      mayGoOn: async () => {
        while (this.assist.mode !== 'acting') await this.assist.changed(signal);
      },
      progress: (doing, options) => {
        this.show(id, doing, options ?? {});
      },
      facts: (facts, source) => this.record({ type: 'facts', facts, source }),
      evidence: (what, proof, source) => this.addEvidence(id, what, proof, source),
      verdict: (what, proof, source) => this.recordEvidence(id, what, proof, source),
      intent: (code, params) => this.addIntent(id, code, params),
      keepSecret: (name, value) => this.keepSecret(name, value),
      forgetSecret: (name) => this.forgetSecret(name),
      settle: (action, outcome) => this.record({ type: 'outcome', step: id, action, outcome }),
      assist: this.assist,
      fallBack: async (error) => {
        this.fellBack = error;
        await this.record({ type: 'way-chosen', step: id, way: 'guided' });
      },
    };
  }

  private async keepSecret(name: SecretName, value: string): Promise<void> {
    const kept = await this.ports.secrets.put(this.state.id, name, value);
    const at = this.ports.clock.now().toISOString();
    await this.record({ type: 'secret', secret: { name, kept, at, origin: 'made-on-pbx' } });
  }

  async forgetSecret(name: SecretName): Promise<void> {
    await this.ports.secrets.forget(this.state.id, name, keptIn(this.state, name));
    await this.record({ type: 'secret-forgotten', name });
  }

  /** The same thing seen again in a step is one piece of evidence, not many. */
  private async addEvidence(
    id: StepId,
    what: Said,
    proof: 'read-back' | 'observed' | 'person',
    source: string,
  ): Promise<void> {
    const last = stepOf(this.state, id).evidence.findLast(
      ({ said }) => said.code === what.code && said.params?.member === what.params?.member,
    );
    if (last?.proof === proof && JSON.stringify(last.said) === JSON.stringify(what)) return;
    await this.recordEvidence(id, what, proof, source);
  }

  private async recordEvidence(
    id: StepId,
    what: Said,
    proof: 'read-back' | 'observed' | 'person',
    source: string,
  ): Promise<void> {
    const at = this.ports.clock.now().toISOString();
    await this.record({ type: 'evidence', step: id, evidence: { at, said: what, proof, source } });
  }

  private async addIntent(
    id: StepId,
    code: string,
    params?: Params,
  ): Promise<(outcome: 'done' | 'failed') => Promise<void>> {
    const taken = this.state.steps.reduce((sum, step) => sum + step.actions.length, 0);
    this.actions = Math.max(this.actions, taken) + 1;
    const action = `a${String(this.actions)}`;
    await this.record({ type: 'intent', step: id, action, code, ...(params ? { params } : {}) });
    return (outcome) => this.record({ type: 'outcome', step: id, action, outcome });
  }

  private show(step: StepId, doing: Said, options: ProgressOptions): void {
    const same = this.live?.doing.code === doing.code;
    const now = this.ports.clock.now().toISOString();
    const since = same && this.live ? this.live.since : now;
    this.live = {
      step,
      doing,
      fraction: options.fraction ?? null,
      since,
      slow: same && this.live ? this.live.slow : false,
      cancellable: options.cancellable ?? true,
      ...(options.pausable ? { paused: this.assist.mode !== 'acting' } : {}),
      ...(options.assisted ? { assisted: options.assisted } : {}),
      ...(options.lines ? { lines: options.lines } : {}),
    };
    if (!same) this.watchSlowness(this.live, options.usualMs ?? 20_000);
    this.changed();
  }

  private watchSlowness(shown: LiveProgress, usualMs: number): void {
    this.watch.abort();
    this.watch = new AbortController();
    void this.ports.clock
      .sleep(usualMs, this.watch.signal)
      .then(() => {
        if (this.live?.doing.code !== shown.doing.code || this.live.since !== shown.since) return;
        this.live = { ...this.live, slow: true };
        this.changed();
      })
      .catch(() => undefined); // over, or something else is shown
  }
}

function nothing(): void {
  // Whoever began it is told.
}

function withError(look: Look): { plan: Said[]; error?: WizardError } {
  return { plan: look.plan, ...(look.error ? { error: look.error } : {}) };
}
