import type { ClientChannel, ExecOptions } from 'ssh2';
import type { SshOutput, SshRun } from '../procedure/ports';
import { Bounded } from './bounded';
import { sshFailure } from './failures';
import type { Line } from './line';
import type { Limits } from './settings';
import { Su } from './su';

/** A terminal wide enough that nothing it prints is folded. */
const terminal: ExecOptions = { pty: { term: 'dumb', cols: 1_000, rows: 50 } };

/** Runs one command to its end. More than is kept ends it: the rest would only be thrown away. */
export async function runCommand(
  line: Line,
  command: string,
  options: SshRun,
  limits: Limits,
  signal: AbortSignal,
): Promise<SshOutput> {
  const { as, withinMs = limits.commandMs } = options;
  if (!as) return line.within(withinMs, signal, perform(line, command, {}, limits));
  return runAs(line, command, as, { ...limits, commandMs: withinMs }, signal);
}

/** As another user, by `su` in a terminal. */
async function runAs(
  line: Line,
  command: string,
  { user, password }: NonNullable<SshRun['as']>,
  limits: Limits,
  signal: AbortSignal,
): Promise<SshOutput> {
  const su = new Su(user, password);
  const answer = (shown: string, channel: ClientChannel): void => {
    const typed = su.answerTo(shown);
    if (typed !== null) channel.write(typed);
  };
  const work = perform(line, su.line(command), terminal, limits, answer);
  const done = await line.within(limits.commandMs, signal, work).catch((error: unknown) => {
    throw su.failureFor(error);
  });
  const place = done.output.indexOf(su.mark);
  if (place < 0) throw su.refused(line.address);
  return { ...done, output: done.output.slice(place + su.mark.length).replace(/^\n/, '') };
}

function perform(
  line: Line,
  command: string,
  options: ExecOptions,
  limits: Limits,
  look?: (shown: string, channel: ClientChannel) => void,
): Promise<SshOutput> {
  return new Promise((resolve, reject) => {
    line.client.exec(command, options, (error, channel) => {
      if (error) reject(sshFailure(error, line.address));
      else follow(channel, limits.mostBytes, resolve, look);
    });
  });
}

function follow(
  channel: ClientChannel,
  most: number,
  done: (output: SshOutput) => void,
  look?: (shown: string, channel: ClientChannel) => void,
): void {
  const output = new Bounded(most);
  const errors = new Bounded(most);
  let exit: number | null = null;
  const finish = (): void => {
    const cut = output.full || errors.full;
    done({ exit, output: output.text(), errors: errors.text(), cut });
  };
  const take = (into: Bounded) => (chunk: Buffer) => {
    if (into.full) return;
    if (into.add(chunk)) {
      look?.(output.text(), channel);
      return;
    }
    channel.close();
    finish();
  };
  channel.on('data', take(output));
  channel.stderr.on('data', take(errors));
  channel.on('exit', (code: number | null) => {
    exit = code;
  });
  channel.on('error', () => undefined); // the line tells what is wrong with it
  channel.on('close', finish);
}
