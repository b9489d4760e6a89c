import type { ClientChannel, PseudoTtyOptions } from 'ssh2';
import type { SshEnded, SshTerminal, SshTerminalOptions } from '../procedure/ports';
import { Bounded } from './bounded';
import { runCommand } from './command';
import { sshFailure } from './failures';
import type { Line } from './line';
import type { Limits } from './settings';
import { Su } from './su';

/** Opens a terminal on the line. `signal` calls the opening off; later, `end` does. */
export async function openTerminal(
  line: Line,
  options: SshTerminalOptions,
  limits: Limits,
  signal: AbortSignal,
): Promise<SshTerminal> {
  const { as, command } = options;
  if (!as) return terminalOf(line, await open(line, command, options, limits, signal));
  const su = new Su(as.user, as.password);
  const option = await suOption(line, limits, signal);
  // The language of `su`'s own messages is not the script's. Without a command: the shell that `su` would start.
  const inner = `unset LC_ALL; ${command ?? 'exec "${SHELL:-/bin/sh}"'}`;
  const channel = await open(line, su.line(inner, option), options, limits, signal);
  try {
    await line.within(limits.commandMs, signal, passed(su, channel, line));
  } catch (error) {
    channel.close();
    throw su.failureFor(error);
  }
  return terminalOf(line, channel);
}

/**
 * `-c` takes the terminal away from what it runs: no Ctrl-C, and what asks by `/dev/tty`, as ssh does, cannot. Where `su` is
 * too old to know the other option, it is so.
 */
async function suOption(
  line: Line,
  limits: Limits,
  signal: AbortSignal,
): Promise<'-c' | '--session-command'> {
  const help = await runCommand(line, 'su --help', {}, limits, signal);
  return /--session-command\b/.test(help.output + help.errors) ? '--session-command' : '-c';
}

function open(
  line: Line,
  command: string | null,
  { cols, rows }: SshTerminalOptions,
  limits: Limits,
  signal: AbortSignal,
): Promise<ClientChannel> {
  const pty: PseudoTtyOptions = { term: 'xterm-256color', cols, rows };
  const opened = new Promise<ClientChannel>((resolve, reject) => {
    const take = (error: Error | undefined, channel: ClientChannel): void => {
      if (error) reject(sshFailure(error, line.address));
      else resolve(channel);
    };
    if (command === null) line.client.shell(pty, take);
    else line.client.exec(command, { pty }, take);
  });
  return line.within(limits.connectMs, signal, opened);
}

/** Resolves when the other user's shell is there; what comes behind its mark is left to be read. */
function passed(su: Su, channel: ClientChannel, line: Line): Promise<void> {
  return new Promise((resolve, reject) => {
    const shown = new Bounded(64 * 1024);
    let all = Buffer.alloc(0);
    const refuse = (): void => reject(su.refused(line.address));
    const take = (chunk: Buffer): void => {
      shown.add(chunk);
      all = Buffer.concat([all, chunk]);
      const answer = su.answerTo(shown.text());
      if (answer !== null) channel.write(answer);
      const mark = all.indexOf(su.mark);
      const end = mark < 0 ? -1 : all.indexOf('\n', mark);
      if (end < 0 && !shown.full) return;
      channel.off('data', take).off('close', refuse);
      channel.pause();
      if (end < 0) {
        refuse();
        return;
      }
      const rest = all.subarray(end + 1);
      if (rest.length > 0) channel.unshift(rest);
      resolve();
    };
    channel.on('data', take).on('close', refuse);
  });
}

function terminalOf(line: Line, channel: ClientChannel): SshTerminal {
  let paused = false;
  return {
    onData: (listener) => {
      channel.on('data', listener);
      if (!paused) channel.resume();
    },
    write: (text) => {
      if (channel.writable) channel.write(text);
    },
    resize: (cols, rows) => channel.setWindow(rows, cols, 0, 0),
    pause: () => {
      paused = true;
      channel.pause();
    },
    resume: () => {
      paused = false;
      channel.resume();
    },
    ended: endOf(line, channel),
    end: () => channel.close(),
  };
}

/** A lost line is told before the channel is closed for it, so it is never taken for an end. */
function endOf(line: Line, channel: ClientChannel): Promise<SshEnded> {
  const closed = new Promise<SshEnded>((resolve) => {
    let ended: SshEnded = { exit: null, signal: null };
    channel.on('exit', (exit: number | null, signal?: string) => {
      ended = { exit, signal: signal?.replace(/^SIG/, '') ?? null };
    });
    channel.on('close', () => resolve(ended));
    channel.on('error', () => undefined); // the line tells what is wrong with it
    channel.stderr.resume(); // a terminal has one output only
  });
  const ended = Promise.race([line.over, closed]);
  ended.catch(() => undefined); // told to whoever waits
  return ended;
}
