import { randomBytes } from 'node:crypto';
import type { ClientChannel, ExecOptions } from 'ssh2';
import { Failure } from '../domain/failure';
import type { SshOutput, SshRun } from '../procedure/ports';
import { Bounded } from './bounded';
import { placeOf, sshFailure } from './failures';
import type { Line } from './line';
import { asksForPassword, promptAtEnd } from './prompts';
import type { Limits } from './settings';

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

/**
 * As another user, by `su` in a terminal. A mark that only the other user's shell prints tells that the password was taken,
 * whatever words `su` has for it; what stands before the mark (the prompt above all) is none of the output.
 */
async function runAs(
  line: Line,
  command: string,
  { user, password }: NonNullable<SshRun['as']>,
  limits: Limits,
  signal: AbortSignal,
): Promise<SshOutput> {
  const mark = `as-${user}-${randomBytes(8).toString('hex')}`;
  // Messages in English need fewer words known; `env` is there whatever the shell is.
  const su = `env LC_ALL=C su ${user} -c ${quoted(`echo ${mark}; ${command}`)}`;
  const asked = { answered: false, last: '' };
  const answer = (shown: string, channel: ClientChannel): void => {
    if (shown.includes(mark)) return;
    asked.last = promptAtEnd(shown);
    if (asked.answered || !asksForPassword(asked.last)) return;
    asked.answered = true;
    channel.write(`${password}\n`);
  };
  const work = perform(line, su, terminal, limits, answer);
  const done = await line.within(limits.commandMs, signal, work).catch((error: unknown) => {
    throw askedInVain(error, asked) ? new Failure('ssh-asks', { asks: asked.last }) : error;
  });
  const place = done.output.indexOf(mark);
  if (place < 0) throw new Failure('su-refused', { user, address: placeOf(line.address) });
  return { ...done, output: done.output.slice(place + mark.length).replace(/^\n/, '') };
}

/** It waits for an answer that we do not have, or for a second one. */
function askedInVain(error: unknown, asked: { last: string }): boolean {
  return error instanceof Failure && error.error.code === 'timeout' && asked.last !== '';
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

/** As one word for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
