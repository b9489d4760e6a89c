import { acceptCode, numberToType } from '../domain/accept';
import type { Params } from '../domain/error';
import { everySecretName, keptIn, secretsLeft } from '../domain/every-secret';
import { Failure } from '../domain/failure';
import { foldAll } from '../domain/fold';
import {
  isEnded,
  type SecretName,
  stepOf,
  type HandedFrom,
  type JobId,
  type JobKind,
  type JobState,
  type Said,
  type SecretInfo,
  type StepId,
  type Way,
} from '../domain/job';
import type { Choice } from '../domain/licensing/why';
import { membersOf } from '../domain/network-state';
import { generatePassword } from '../domain/password';
import { warningOf } from '../domain/preflight';
import { stepIdsOf, stepsOf } from './jobs';
import type { OpenJournal, Ports } from './ports';
import { Runner } from './runner';
import { opensByHttps, type Connection } from './connection';
import { refusalOf, type Refusal } from './secret-check';
import { confirmedField } from './step';
import { whereReached } from './steps/deploy';
import { lastRun, typesBefore } from './steps/licence-run';
import { memberConnection, memberJob } from './steps/network/member-job';
import { endToken, owesToken, tokenName } from './token';

/** A job as it is open here. */
export interface OpenJob {
  runner: Runner;
  journal: OpenJournal;
  readOnly: Said | null;
}

/** A job as Home lists it, from its journal alone. */
export interface ListedJob {
  state: JobState;
  readOnly: Said | null;
}

/** The installer's word on a warning or certificate that was shown. */
export interface Acceptance {
  /** By domain/accept.ts. */
  code: string;
  reason: string;
  /** Where a number had to be typed. */
  typed?: string | undefined;
}

export interface AppFacts {
  version: string;
  electron: string;
  platform: string;
  pid: number;
}

/**
 * The jobs of this computer: made, opened, moved and ended here. The window's calls land on these methods; each changes
 * the job through its runner and is journalled before anything else happens.
 */
export class Manager {
  private readonly opened = new Map<JobId, Promise<OpenJob>>();
  private readonly leaving = new Map<JobId, Promise<void>>();

  constructor(
    private readonly ports: Ports,
    private readonly app: AppFacts,
    /** Called after every change of an open job. */
    private readonly changed: (id: JobId) => void,
  ) {}

  async create(kind: JobKind, preset: string | null, handedFrom?: HandedFrom): Promise<JobId> {
    if (!stepsOf(kind)) throw new Failure('not-now', { kind });
    const id = this.newId(kind);
    const { version, electron, platform } = this.app;
    const journal = await this.ports.journals.create({
      type: 'job-created',
      id,
      kind,
      steps: stepIdsOf(kind),
      preset,
      app: { version, electron, platform },
      ...(handedFrom ? { handedFrom } : {}),
    });
    await journal.close();
    return id;
  }

  /** Opens a job, or gives the one that is open already. */
  open(id: JobId): Promise<OpenJob> {
    const known = this.opened.get(id);
    if (known) return known;
    const opening = this.whenLeft(id).then(() => this.load(id));
    this.opened.set(id, opening);
    opening.catch(() => {
      if (this.opened.get(id) === opening) this.opened.delete(id);
    });
    return opening;
  }

  /** However its end went: opening it tells what is wrong. */
  private async whenLeft(id: JobId): Promise<void> {
    await this.leaving.get(id)?.catch(() => undefined);
  }

  /** The job if it is open here; null: it is not, or could not be opened. */
  async ifOpen(id: JobId): Promise<OpenJob | null> {
    return (await this.opened.get(id)?.catch(() => null)) ?? null;
  }

  /** Stops what runs and lets another process have the job. */
  async leave(id: JobId): Promise<void> {
    const opening = this.opened.get(id);
    if (!opening) return this.leaving.get(id);
    // From here on it is opened anew: a job on its way out must be given to nobody.
    this.opened.delete(id);
    const left: Promise<void> = this.letGo(opening).finally(() => {
      // It may have been opened and left once more meanwhile.
      if (this.leaving.get(id) === left) this.leaving.delete(id);
    });
    this.leaving.set(id, left);
    return left;
  }

  private async letGo(opening: Promise<OpenJob>): Promise<void> {
    const { runner, journal } = await opening;
    await runner.stop();
    await journal.close();
  }

  async leaveAll(): Promise<void> {
    const all = [...this.opened.keys(), ...this.leaving.keys()];
    await Promise.allSettled(all.map((id) => this.leave(id)));
  }

  /** Ends the job for good and forgets its secrets. */
  async close(id: JobId): Promise<void> {
    const { runner } = await this.writable(id);
    if (runner.progress()?.cancellable === false) throw new Failure('busy', { step: runner.job().current });
    runner.mayLeave();
    await this.end(id, runner);
  }

  private async end(id: JobId, runner: Runner): Promise<void> {
    await runner.stop();
    await this.endToken(runner);
    for (const name of secretsLeft(runner.job())) await runner.forgetSecret(name);
    const done = runner.job().steps.every(({ state }) => isEnded(state));
    await runner.record({ type: 'closed', outcome: done ? 'done' : 'left-open' });
    await this.leave(id);
  }

  /** Jobs that the wizard is at work on now. */
  async atWork(): Promise<Set<JobId>> {
    const open = await Promise.allSettled(this.opened.values());
    const busy = open.flatMap((one) => (one.status === 'fulfilled' ? [one.value.runner] : []));
    return new Set(busy.filter((runner) => runner.isBusy()).map((runner) => runner.job().id));
  }

  /**
   * Makes a job ready to be deleted: its token on the PBX is deleted where the PBX can be reached, and all its secrets are
   * forgotten, also those that a broken journal does not tell of. `busy` while it is at work, `journal-locked` while another
   * process has it.
   */
  async giveUp(id: JobId): Promise<void> {
    const { runner, readOnly } = await this.open(id);
    if (runner.isBusy()) throw new Failure('busy', { step: runner.job().current });
    if (readOnly?.code === 'read-only.journal-locked') {
      await this.leave(id);
      throw new Failure('journal-locked', readOnly.params);
    }
    if (readOnly || runner.job().closed) await this.leave(id);
    // Deleting is a decision of its own: what a step still needs is no reason against it.
    else await this.end(id, runner);
    for (const name of everySecretName(runner.job().kind))
      await this.ports.secrets.forget(id, name, keptIn(runner.job(), name));
  }

  async input(id: JobId, step: StepId, field: string, value: string): Promise<void> {
    const { runner } = await this.writable(id);
    if (stepOf(runner.job(), step).inputs[field] === value) return;
    await runner.record({ type: 'input', step, field, value });
    await runner.replan(step);
  }

  async confirm(id: JobId, step: StepId, code: string, note: string): Promise<void> {
    const { runner } = await this.writable(id);
    await runner.record({ type: 'input', step, field: confirmedField(code), value: note });
    await runner.replan(step);
  }

  async accept(id: JobId, step: StepId, { code, reason, typed }: Acceptance): Promise<void> {
    const { runner } = await this.writable(id);
    const { plan, state } = stepOf(runner.job(), step);
    const shown = [...plan, ...listed(runner.job(), step)].find((item) => acceptCode(item) === code);
    if (!shown) throw new Failure('not-now', { code });
    if (shown.code.startsWith('warn.') && reason.trim() === '')
      throw new Failure('input-missing', { field: 'reason' });
    const asked = numberToType(shown);
    if (asked !== null && typed?.trim() !== asked)
      throw new Failure('acknowledge-differs', { number: asked });
    const at = this.ports.clock.now().toISOString();
    const params = shown.params === undefined ? {} : { params: shown.params };
    const warning = {
      code,
      reason: reason.trim(),
      at,
      ...params,
      ...(asked === null ? {} : { typed: asked }),
    };
    await runner.record({ type: 'warning-accepted', step, warning });
    // A warning of the list beside a step that has ended changes nothing about it.
    if (isEnded(state)) return;
    if (runner.canReplan(step)) await runner.replan(step);
    else runner.look(step);
  }

  async way(id: JobId, step: StepId, way: Way): Promise<void> {
    const { runner } = await this.writable(id);
    const option = stepOf(runner.job(), step).ways.find((one) => one.way === way);
    if (!option?.possible) throw new Failure('not-now', { way });
    await runner.record({ type: 'way-chosen', step, way });
    // Another way is another plan, and looks at other things.
    runner.look(step);
  }

  async skip(id: JobId, step: StepId, reason: string): Promise<void> {
    if (reason.trim() === '') throw new Failure('input-missing', { field: 'reason' });
    const { runner } = await this.writable(id);
    await runner.skip(step, reason.trim());
  }

  /** The type chosen for each of these users; null: leave as is. */
  async choose(id: JobId, set: Readonly<Record<string, Choice | null>>): Promise<void> {
    const { runner } = await this.writable(id);
    const { state } = stepOf(runner.job(), 'licences');
    // What is being written is what was shown; another choice would read as if the PBX had not kept it.
    if (state === 'applying' || state === 'verifying') throw new Failure('busy', { step: 'licences' });
    const all = Object.entries(set);
    if (all.length === 0) return;
    const why = all.flatMap(([user, choice]) =>
      choice && choice.why.by !== 'hand' ? [[user, choice.why] as const] : [],
    );
    await runner.record({
      type: 'assignment',
      set: Object.fromEntries(all.map(([user, choice]) => [user, choice?.type ?? null])),
      ...(why.length > 0 ? { why: Object.fromEntries(why) } : {}),
    });
    await runner.replan('licences');
  }

  /** Chooses for each user of the last run what it had before it; `nothing-to-undo` where there is none. */
  async undoRun(id: JobId): Promise<void> {
    const { runner } = await this.writable(id);
    const run = lastRun(stepOf(runner.job(), 'licences'));
    const users = runner.users();
    if (!users) throw new Failure('licences-not-read');
    const types = run ? typesBefore(run, users) : new Map<string, string>();
    if (types.size === 0) throw new Failure('nothing-to-undo');
    const why = { by: 'undo' as const };
    await this.choose(id, Object.fromEntries([...types].map(([user, type]) => [user, { type, why }])));
  }

  /** Takes a secret into the keychain, or says why it is plainly not what is asked for. */
  async putSecret(
    id: JobId,
    name: SecretName,
    value: string,
    origin: SecretInfo['origin'],
  ): Promise<Refusal | { length: number }> {
    const { runner } = await this.writable(id);
    const old = name === 'admin-password-new' ? await this.ports.secrets.get(id, 'admin-password-old') : null;
    const checked = refusalOf(name, value, old);
    if ('not' in checked) return checked;
    const kept = await this.ports.secrets.put(id, name, checked.value);
    const at = this.ports.clock.now().toISOString();
    await runner.record({
      type: 'secret',
      secret: { name, kept, at, origin: checked.factory ? 'factory' : origin },
    });
    if (kept === 'memory') await this.noticeOnce(runner, 'keychain-missing');
    if (opensByHttps(name)) runner.connection.drop();
    await this.forgetWord(runner, name);
    await runner.replan(runner.job().current);
    return { length: checked.value.length };
  }

  async generateSecret(id: JobId, name: SecretName): Promise<Refusal | { length: number }> {
    return this.putSecret(
      id,
      name,
      generatePassword((below) => this.ports.pick(below)),
      'generated',
    );
  }

  async secret(id: JobId, name: SecretName): Promise<string> {
    const value = await this.ports.secrets.get(id, name);
    if (value === null) throw new Failure('secret-missing', { name });
    return value;
  }

  /** Takes the session of the page that the installer signed in on, and signs in with it. It is kept in memory only. */
  async signInByPage(id: JobId): Promise<void> {
    const { runner } = await this.writable(id);
    const cookie = await this.ports.page(id).session();
    if (cookie === null) throw new Failure('page-not-signed-in', { way: 'page' });
    runner.connection.takePage(cookie, this.ports.clock.now().toISOString());
    runner.apply('sign-in');
  }

  /** An open job that may be written to. */
  async writable(id: JobId): Promise<OpenJob> {
    const job = await this.open(id);
    if (job.runner.job().closed) throw new Failure('job-closed');
    if (job.readOnly) throw new Failure('journal-broken', { why: job.readOnly.code });
    return job;
  }

  /** "The new password is kept" was said of the one before. */
  private async forgetWord(runner: Runner, name: SecretName): Promise<void> {
    if (name !== 'admin-password-new') return;
    for (const field of ['password-kept', 'password-set', 'password-works'].map(confirmedField)) {
      if (stepOf(runner.job(), 'admin-password').inputs[field] === undefined) continue;
      await runner.record({ type: 'input', step: 'admin-password', field, value: null });
    }
  }

  /**
   * A job closed without its report step, or whose token could not be deleted there: the best that can be done now. Where
   * it is left behind, the journal names it.
   */
  private async endToken(runner: Runner): Promise<void> {
    const job = runner.job();
    const all = membersOf(job).map(({ number, name }) => ({
      own: memberJob(job, number),
      connection: memberConnection(runner.connection, this.ports, () => runner.job(), number),
      whose: { member: number, pbx: name },
    }));
    const owing = [{ own: job, connection: runner.connection, whose: {} }, ...all].filter(({ own }) =>
      owesToken(own),
    );
    // All at once: each may be away, and takes its time to be found so.
    await Promise.all(
      owing.map(({ own, connection, whose }) => this.endTokenAt(runner, connection, own, whose)),
    );
  }

  private async endTokenAt(
    runner: Runner,
    connection: Connection,
    job: JobState,
    whose: Params,
  ): Promise<void> {
    const end = await endToken(connection, job, new AbortController().signal);
    const at = this.ports.clock.now().toISOString();
    const params = { name: tokenName(job), ...whose };
    await runner.record({ type: 'notice', notice: { code: `token-${end}`, params, at } });
  }

  private async noticeOnce(runner: Runner, code: string): Promise<void> {
    if (runner.job().notices.some((one) => one.code === code)) return;
    await runner.record({ type: 'notice', notice: { code, at: this.ports.clock.now().toISOString() } });
  }

  private async load(id: JobId): Promise<OpenJob> {
    const journal = await this.ports.journals.open(id);
    const state = foldAll(journal.events);
    if (!state) {
      await journal.close();
      throw new Failure('job-not-found', { id });
    }
    const steps = stepsOf(state.kind) ?? [];
    const runner = new Runner(state, steps, journal, this.ports, () => {
      this.changed(id);
    });
    const readOnly = journal.readOnly;
    const job: OpenJob = { runner, journal, readOnly };
    if (!readOnly) await this.begin(job, journal);
    return job;
  }

  /** From here on this process holds the job: what was in flight is unknown until it is looked at. */
  private async begin({ runner }: OpenJob, journal: OpenJournal): Promise<void> {
    for (const notice of journal.notices) await runner.record({ type: 'notice', notice });
    await runner.record({ type: 'opened', pid: this.app.pid });
    await this.missOut(runner);
  }

  /** What only a process that is gone had in memory is to be given again: steps ask for what the job has not. */
  private async missOut(runner: Runner): Promise<void> {
    const { id, secrets } = runner.job();
    for (const { name, kept } of secrets)
      if (kept === 'memory' && (await this.ports.secrets.get(id, name)) === null)
        await runner.record({ type: 'secret-forgotten', name, from: 'memory' });
  }

  private newId(kind: JobKind): JobId {
    const day = this.ports.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
    const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
    const tail = Array.from({ length: 6 }, () => letters.charAt(this.ports.pick(letters.length))).join('');
    return `${kind}-${day}-${tail}`;
  }
}

/** Warnings of the pre-flight list, which can be accepted at any time. */
function listed(job: JobState, step: StepId): Said[] {
  if (step !== whereReached(job)) return [];
  const { facts } = job;
  const lines = [...(facts.preflight?.lines ?? []), ...(facts.vendorHosts?.lines ?? [])];
  return lines.flatMap((line) => warningOf(line) ?? []);
}
