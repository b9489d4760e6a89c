import { connectionLost, Failure, toWizardError } from '../../../domain/failure';
import { Keeper } from '../../../domain/move/facts';
import { scriptIntent, type Kept } from '../../../domain/move/stage';
import { commandOf } from '../../../domain/script-recipe';
import { openingPassword } from '../../connection';
import type { ScriptEnd, ScriptMemory, ScriptRun, SshTerminal } from '../../ports';
import { loginText, openSsh, sshLineOf, withSsh, type RootLine } from '../../ssh-line';
import { said, type StepContext } from '../../step';
import { cloudOf } from './cloud-pbx';

/** So wide that no prompt is folded, and no wider than tmux and a window take. */
const size = { cols: 200, rows: 50 };

/** Pauses before the line is tried again, in milliseconds; the last one again and again, for as long as it takes. */
const pauses = [1_000, 2_000, 5_000, 10_000, 20_000];

type Ended = (outcome: 'done' | 'failed') => Promise<void>;
type Shown = ReturnType<StepContext['ports']['move']['terminal']['open']>;

/** What is watched from the start of a script to its end, over however many lines. */
interface Watched {
  /** Null: it ends with its line. */
  kept: Kept | null;
  ended: Ended;
  memory: ScriptMemory;
}

/** Starts the vendor's script on the old PBX and stays with it to its end. The intent is on the disk before. */
export async function runNew(context: StepContext): Promise<void> {
  const line = sshLineOf(context.job());
  const cloud = cloudOf(context).address ?? '';
  const command = commandOf(context.ports.move.recipe(), cloud);
  if (command === null) throw new Failure('input-missing', { field: 'scriptCommand' });
  const keeper = context.job().facts.inventory?.keeper ?? null;
  await withSsh(context, line, async (root) => {
    await mustBeAlone(context, root);
    const kept = keeper && { name: context.ports.move.kept.newName(), keeper };
    const shown = openTerminal(context, kept !== null);
    const place = kept ? { session: kept.name, keeper: kept.keeper } : { session: '' };
    const ended = await orNotStarted(shown, async () => {
      const ended = await context.intent(scriptIntent, { command, login: loginText(line), cloud, ...place });
      if (kept) await startKept(context, root, { command, kept, ended });
      return ended;
    });
    const watched = { kept, ended, memory: { answered: [], stopped: false, hidden: [] } };
    await unknownUnlessTold(watch(context, root, watched, { shown, command }));
  });
}

/** What is shown beside the error must not say that a script runs which never began. */
async function orNotStarted<T>({ view }: Shown, begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (thrown) {
    view.state({ phase: 'not-started', error: toWizardError(thrown) });
    throw thrown;
  }
}

/**
 * Another start of whatever job or laptop is still there, kept by whichever program: two scripts at once would move into each
 * other.
 */
async function mustBeAlone(context: StepContext, root: RootLine): Promise<void> {
  for (const keeper of Keeper.options) {
    const [name] = await namesThere(context, root, keeper);
    if (name === undefined) continue;
    const look = keeper === 'tmux' ? `tmux -L pbx-move attach -t ${name}` : `screen -x ${name}`;
    throw new Failure('script-there-already', { name, keeper, look });
  }
}

function namesThere(context: StepContext, { session, asRoot }: RootLine, keeper: Keeper): Promise<string[]> {
  return context.ports.move.kept.list(session, { keeper, asRoot }, context.signal);
}

/** Only where the server says that it was not started has the intent ended: after anything else nobody knows. */
async function startKept(
  context: StepContext,
  { session: line, asRoot }: RootLine,
  { command, kept, ended }: { command: string; kept: Kept; ended: Ended },
): Promise<void> {
  try {
    await context.ports.move.kept.start(line, { ...kept, asRoot, size, command }, context.signal);
  } catch (thrown) {
    if (toWizardError(thrown).code === 'script-not-started') await ended('failed');
    throw thrown;
  }
}

/** A script that was left: another line to it, and on to its end. */
export async function runAgain(context: StepContext, kept: Kept, ended: Ended): Promise<void> {
  await withSsh(context, sshLineOf(context.job()), async (root) => {
    const shown = openTerminal(context, true);
    await context.evidence(said('script-attached'), 'observed', 'SSH');
    // Begun by a process that is gone: nobody knows what was answered.
    const watched = { kept, ended, memory: { answered: [], stopped: true, hidden: [] } };
    await unknownUnlessTold(watch(context, root, watched, { shown, command: null }));
  });
}

/** Whether a script that was left is still there: it runs, or its end can still be read. */
export function isThere(context: StepContext, { name, keeper }: Kept): Promise<boolean> {
  return withSsh(context, sshLineOf(context.job()), async (root) => {
    return (await namesThere(context, root, keeper)).includes(name);
  });
}

const told: ReadonlySet<string> = new Set(['script-failed', 'script-not-started', 'script-end-unseen']);

/** After the start whatever goes wrong says nothing about the script: it is not known how that ended, and never "failed". */
async function unknownUnlessTold(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    const { code, details } = toWizardError(thrown);
    if (told.has(code) || isLost(thrown)) throw thrown;
    throw new Failure('script-end-unseen', undefined, `${code}: ${details ?? ''}`);
  }
}

function isLost(thrown: unknown): boolean {
  return connectionLost.includes(toWizardError(thrown).code);
}

/**
 * To its end, over as many lines as it takes where the script outlives them.
 * @param start the first terminal, and the command where the script begins with it
 */
async function watch(
  context: StepContext,
  first: RootLine,
  watched: Watched,
  start: { shown: Shown; command: string | null },
): Promise<void> {
  let root = first;
  let { shown } = start;
  // A line that slept may be dead and not know it: where the script is kept, a new one tells at once.
  const tellNoMore = context.ports.move.onWake(() => {
    if (!watched.kept) return;
    void context.evidence(said('woke'), 'observed', 'this computer');
    root.session.end();
  });
  try {
    for (;;) {
      const end = await seenOn(context, root, watched, { shown, command: start.command });
      if (end !== 'lost') {
        await judge(context, root, watched, end, shown.file);
        return;
      }
      if (root !== first) root.session.end();
      if (!watched.kept) throw new Failure('script-end-unseen');
      root = await reopened(context, watched.kept);
      shown = openTerminal(context, true);
    }
  } finally {
    tellNoMore();
    if (root !== first) root.session.end();
  }
}

function terminalOf(
  context: StepContext,
  { session: line, asRoot }: RootLine,
  { kept }: Watched,
  command: string | null,
): Promise<SshTerminal> {
  if (!kept) return line.terminal({ ...size, ...asRoot, command }, context.signal);
  return context.ports.move.kept.attach(line, { ...kept, asRoot, size }, context.signal);
}

function openTerminal(context: StepContext, outlives: boolean): Shown {
  return context.ports.move.terminal.open(context.job().id, outlives, ({ code }) => {
    void context.evidence(said('transcript-cut', { code }), 'observed', 'the disk of this computer');
  });
}

/** One line's part of it. `lost`: the line broke, and the script goes on without it. */
async function seenOn(
  context: StepContext,
  root: RootLine,
  watched: Watched,
  { shown, command }: { shown: Shown; command: string | null },
): Promise<ScriptEnd | 'lost'> {
  try {
    const terminal = await orLost(shown, terminalOf(context, root, watched, command));
    return await seen(context, terminal, shown, watched);
  } catch (thrown) {
    context.signal.throwIfAborted();
    // `cancelled`, where nobody cancelled, is the line that was ended because this computer had slept.
    const isOver = isLost(thrown) || toWizardError(thrown).code === 'cancelled';
    if (!watched.kept || !isOver) throw thrown;
    return 'lost';
  }
}

/** Nothing is seen of it any more. */
async function orLost<T>({ view }: Pick<Shown, 'view'>, begun: Promise<T>): Promise<T> {
  return begun.catch((thrown: unknown) => {
    view.state({ phase: 'lost', error: toWizardError(thrown) });
    throw thrown;
  });
}

async function seen(
  context: StepContext,
  terminal: SshTerminal,
  { transcript, view }: Shown,
  { kept, memory }: Watched,
): Promise<ScriptEnd> {
  const isKept = kept !== null;
  // Without tmux or screen to stop watching would be to stop the script: only the person in the terminal does that.
  context.progress(said('applying.script'), { usualMs: 30 * 60_000, cancellable: isKept });
  const begun = context.ports.move.scripts.run(
    terminal,
    {
      recipe: context.ports.move.recipe(),
      choices: choicesOf(context.record().inputs),
      secret: (name) => secretFor(context, name),
      hidden: await allSecrets(context),
      policy: context.record().inputs.scriptPolicy === 'run' ? 'run' : 'ask-before-each',
      memory,
      transcript,
      onOutput: (bytes) => view.output(bytes),
      onState: (state) => view.state(state),
      clock: context.ports.clock,
    },
    context.signal,
  );
  const run: ScriptRun = await orLost({ view }, begun);
  view.bind(run);
  return run.ended;
}

/** What the installer chose to take along, by kind of data. */
function choicesOf(inputs: Readonly<Record<string, string>>): Record<string, boolean> {
  const kinds = Object.entries(inputs).flatMap(([field, value]) => {
    const kind = /^kind-(.+)$/.exec(field)?.[1];
    return kind !== undefined && (value === 'yes' || value === 'no')
      ? [[kind, value === 'yes'] as const]
      : [];
  });
  return Object.fromEntries(kinds);
}

async function secretFor(
  context: StepContext,
  name: 'cloud-password' | 'admin-password',
): Promise<string | null> {
  const secret = name === 'cloud-password' ? name : openingPassword(context.job());
  return secret && context.ports.secrets.get(context.job().id, secret);
}

/** Whatever the script prints: none of the job's secrets is to be seen in it. */
async function allSecrets(context: StepContext): Promise<string[]> {
  const { id, secrets } = context.job();
  const values = await Promise.all(secrets.map(({ name }) => context.ports.secrets.get(id, name)));
  return values.filter((value) => value !== null);
}

/** A new line to the same script, tried until it is there: the cable comes back when it comes back. */
async function reopened(context: StepContext, kept: Kept): Promise<RootLine> {
  await context.evidence(said('script-line-lost'), 'observed', 'SSH');
  for (let attempt = 1; ; attempt += 1) {
    context.progress(said('applying.script-line', { attempt }), { usualMs: 60_000 });
    await context.ports.clock.sleep(pauses[Math.min(attempt, pauses.length) - 1] ?? 0, context.signal);
    try {
      return await openedOnce(context, kept);
    } catch (thrown) {
      context.signal.throwIfAborted();
      if (!isLost(thrown)) throw thrown;
    }
  }
}

async function openedOnce(context: StepContext, { name, keeper }: Kept): Promise<RootLine> {
  const root = await openSsh(context, sshLineOf(context.job()));
  try {
    const names = await namesThere(context, root, keeper);
    // Gone while nobody looked: the server was restarted, or somebody ended it.
    if (!names.includes(name)) throw new Failure('script-end-unseen');
    await context.evidence(said('script-attached'), 'observed', 'SSH');
    return root;
  } catch (thrown) {
    root.session.end();
    throw thrown;
  }
}

/** By the exit code or the signal that ended it, and by what the recipe says that it printed. */
async function judge(
  context: StepContext,
  { session: line, asRoot }: RootLine,
  { kept, ended }: Watched,
  { exit, signal, said: words }: ScriptEnd,
  file: string,
): Promise<void> {
  const how = exit ?? signal;
  if (how === null) throw new Failure('script-end-unseen');
  const well = exit === 0 && words !== 'failed';
  await context.evidence(said('script-ended', { exit: how, file }), 'observed', 'SSH');
  await ended(well ? 'done' : 'failed');
  if (kept) {
    // It has ended and that is on the disk; that its session stays for a while does no harm.
    const gone = context.ports.move.kept.end(line, { ...kept, asRoot }, context.signal);
    await gone.catch(() => undefined);
  }
  if (!well) throw new Failure('script-failed', { exit: how });
}
