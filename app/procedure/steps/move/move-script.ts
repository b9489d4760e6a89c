import { connectionLost, Failure, toWizardError } from '../../../domain/failure';
import { commandOf } from '../../../domain/script-recipe';
import { openingPassword } from '../../connection';
import type { KeptScript, ScriptEnd, ScriptRun, SshSession, SshTerminal } from '../../ports';
import { loginText, openSsh, sshLineOf, type RootLine } from '../../ssh-line';
import { said, type StepContext } from '../../step';
import { cloudOf } from './cloud-pbx';
import { scriptIntent } from '../../../domain/move/stage';

/** So wide that no prompt is folded, and no wider than tmux and a window take. */
const size = { cols: 200, rows: 50 };

/** Pauses before the line is tried again, in milliseconds; the last one again and again, for as long as it takes. */
const pauses = [1_000, 2_000, 5_000, 10_000, 20_000];

type Ended = (outcome: 'done' | 'failed') => Promise<void>;

/** Starts the vendor's script on the old PBX and stays with it to its end. The intent is on the disk before. */
export async function runNew(context: StepContext): Promise<void> {
  const line = sshLineOf(context.job());
  const cloud = cloudOf(context).address ?? '';
  const command = commandOf(context.ports.move.recipe(), cloud);
  if (command === null) throw new Failure('input-missing', { field: 'scriptCommand' });
  const isKept = context.job().facts.inventory?.keeper === 'tmux';
  const session = isKept ? context.ports.move.kept.newName() : '';
  const root = await openSsh(context, line);
  const params = { command, login: loginText(line), cloud, session };
  const ended = await context.intent(scriptIntent, params);
  try {
    const terminal = await started(context, root, command, session).catch(async (thrown: unknown) => {
      await notStarted(context, ended, thrown);
      throw thrown;
    });
    await watch(context, { root, terminal, session, ended, resumed: false });
  } finally {
    root.session.end();
  }
}

/** Only what says that it was not started ends the intent: after a lost line nobody knows. */
async function notStarted(context: StepContext, ended: Ended, thrown: unknown): Promise<void> {
  if (!context.signal.aborted && !isLost(thrown)) await ended('failed');
}

function isLost(thrown: unknown): boolean {
  return connectionLost.includes(toWizardError(thrown).code);
}

/** A script that was left: another line to it, and on to its end. */
export async function runAgain(context: StepContext, session: string, ended: Ended): Promise<void> {
  const root = await openSsh(context, sshLineOf(context.job()));
  try {
    const terminal = await context.ports.move.kept.attach(
      root.session,
      { ...kept(root, session), size },
      context.signal,
    );
    await context.evidence(said('script-attached'), 'observed', 'SSH');
    await watch(context, { root, terminal, session, ended, resumed: true });
  } finally {
    root.session.end();
  }
}

/** Whether a script that was left is still there. */
export async function isThere(context: StepContext, session: string): Promise<boolean> {
  const root = await openSsh(context, sshLineOf(context.job()));
  try {
    return await context.ports.move.kept.isThere(root.session, kept(root, session), context.signal);
  } finally {
    root.session.end();
  }
}

function kept({ asRoot }: RootLine, name: string): KeptScript {
  return { name, asRoot };
}

async function started(
  context: StepContext,
  root: RootLine,
  command: string,
  session: string,
): Promise<SshTerminal> {
  const { kept: keeper } = context.ports.move;
  const { signal } = context;
  if (session === '') return root.session.terminal({ ...size, ...root.asRoot, command }, signal);
  const script = { ...kept(root, session), size };
  await keeper.start(root.session, { ...script, command }, signal);
  return keeper.attach(root.session, script, signal);
}

interface Watched {
  root: RootLine;
  terminal: SshTerminal;
  session: string;
  ended: Ended;
  /** It was left before. */
  resumed: boolean;
}

/** To its end, over as many lines as it takes where the script outlives them. */
async function watch(context: StepContext, watched: Watched): Promise<void> {
  let { terminal, resumed } = watched;
  const lines: SshSession[] = [];
  try {
    for (;;) {
      const shown = openTerminal(context);
      const end = await seen(context, terminal, shown, { isKept: watched.session !== '', resumed });
      if (end !== 'lost') {
        await judge(context, watched, end, shown.file, lines.at(-1) ?? watched.root.session);
        return;
      }
      const again = await reopened(context, watched.session);
      lines.push(again.session);
      ({ terminal } = again);
      resumed = true;
    }
  } finally {
    for (const line of lines) line.end();
  }
}

type Shown = ReturnType<StepContext['ports']['move']['terminal']['open']>;

function openTerminal(context: StepContext): Shown {
  return context.ports.move.terminal.open(context.job().id, (failure) => {
    void context.evidence(
      said('transcript-cut', { code: failure.code }),
      'observed',
      'the disk of this computer',
    );
  });
}

/** One line's part of it. `lost`: the line broke, and the script goes on without it. */
async function seen(
  context: StepContext,
  terminal: SshTerminal,
  { transcript, view }: Shown,
  { isKept, resumed }: { isKept: boolean; resumed: boolean },
): Promise<ScriptEnd | 'lost'> {
  // Without tmux to stop watching would be to stop the script: only the person in the terminal does that.
  context.progress(said('applying.script'), { usualMs: 30 * 60_000, cancellable: isKept });
  const run: ScriptRun = await context.ports.move.scripts.run(
    terminal,
    {
      recipe: context.ports.move.recipe(),
      choices: choicesOf(context.record().inputs),
      secret: (name) => secretFor(context, name),
      policy: context.record().inputs.scriptPolicy === 'run' ? 'run' : 'ask-before-each',
      resumed,
      transcript,
      onOutput: (bytes) => view.output(bytes),
      onState: (state) => view.state(state),
      clock: context.ports.clock,
    },
    context.signal,
  );
  view.bind(run);
  try {
    return await run.ended;
  } catch (thrown) {
    context.signal.throwIfAborted();
    if (!isKept || !isLost(thrown)) throw thrown;
    return 'lost';
  }
}

/** What the installer chose to take along, by kind of data. */
export function choicesOf(inputs: Readonly<Record<string, string>>): Record<string, boolean> {
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

/** The same script over a new line, tried until it is there: the cable comes back when it comes back. */
async function reopened(
  context: StepContext,
  session: string,
): Promise<{ session: SshSession; terminal: SshTerminal }> {
  await context.evidence(said('script-line-lost'), 'observed', 'SSH');
  for (let attempt = 1; ; attempt += 1) {
    context.progress(said('applying.script-line', { attempt }), { usualMs: 60_000 });
    await context.ports.clock.sleep(pauses[Math.min(attempt, pauses.length) - 1] ?? 0, context.signal);
    try {
      return await attachedOnce(context, session);
    } catch (thrown) {
      context.signal.throwIfAborted();
      if (!isLost(thrown)) throw thrown;
    }
  }
}

async function attachedOnce(
  context: StepContext,
  name: string,
): Promise<{ session: SshSession; terminal: SshTerminal }> {
  const root = await openSsh(context, sshLineOf(context.job()));
  try {
    const script = { ...kept(root, name), size };
    // Gone while nobody looked: the server was restarted, or somebody ended it.
    if (!(await context.ports.move.kept.isThere(root.session, script, context.signal)))
      throw new Failure('script-end-unseen');
    const terminal = await context.ports.move.kept.attach(root.session, script, context.signal);
    await context.evidence(said('script-attached'), 'observed', 'SSH');
    return { session: root.session, terminal };
  } catch (thrown) {
    root.session.end();
    throw thrown;
  }
}

/** By the exit code, and by what the recipe says that it printed. */
async function judge(
  context: StepContext,
  { root, session, ended }: Watched,
  { exit, said: told }: ScriptEnd,
  file: string,
  line: SshSession,
): Promise<void> {
  if (exit === null) throw new Failure('script-end-unseen');
  const well = exit === 0 && told !== 'failed';
  await context.evidence(said('script-ended', { exit, file }), 'observed', 'SSH');
  await ended(well ? 'done' : 'failed');
  if (session !== '') await context.ports.move.kept.end(line, kept(root, session), context.signal);
  if (!well) throw new Failure('script-failed', { exit });
}
