import { StringDecoder } from 'node:string_decoder';
import type { ServerChannel, Session } from 'ssh2';
import type { SshSetup } from '../presets/preset';
import type { World } from '../world';
import { Keyboard } from './keyboard';
import { shellOf } from './run-line';
import { typingTerminal, type Terminal } from './terminal';
import { typeIn } from './type-in';

/** Serves what a signed-in user asks for: one command, or a shell to type in. */
export function serveSession(world: World, setup: SshSetup, user: string, session: Session): void {
  let hasTerminal = false;
  const shellAt = (terminal: Terminal): ReturnType<typeof shellOf> =>
    shellOf({ world, setup, user, terminal });
  session.on('pty', (accept) => {
    hasTerminal = true;
    accept();
  });
  session.on('window-change', (accept) => {
    // Asked for without wanting an answer there is nothing to accept.
    (accept as (() => void) | undefined)?.();
  });
  session.on('exec', (accept, _reject, { command }) => {
    const channel = accept();
    const shell = shellAt(terminalOf(channel, hasTerminal));
    void shell.run(shell, command).then((code) => end(channel, code));
  });
  session.on('shell', (accept) => {
    const channel = accept();
    void typeIn(shellAt(terminalOf(channel, true))).then((code) => end(channel, code));
  });
}

function end(channel: ServerChannel, code: number): void {
  if (channel.destroyed) return;
  channel.exit(code);
  channel.end();
}

/** What is typed and shown by the channel; without a terminal nothing can be typed. */
function terminalOf(channel: ServerChannel, hasTerminal: boolean): Terminal {
  const keyboard = new Keyboard();
  const decoder = new StringDecoder('utf8');
  channel.on('data', (chunk: Buffer) => keyboard.feed(decoder.write(chunk)));
  channel.on('close', () => keyboard.close());
  channel.on('error', () => undefined); // told by its close
  if (hasTerminal) return typingTerminal(keyboard, (text) => channel.write(text));
  return {
    out: (text) => keyboard.isClosed || channel.write(text),
    error: (text) => keyboard.isClosed || channel.stderr.write(text),
    gone: () => keyboard.isClosed,
  };
}
