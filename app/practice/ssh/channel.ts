import type { ServerChannel, Session } from 'ssh2';
import type { SshSetup } from '../presets/preset';
import type { World } from '../world';
import { runLine, type Terminal } from './shell';

/** Serves what a signed-in user asks for: one command, or a shell to type in. */
export function serveSession(world: World, setup: SshSetup, user: string, session: Session): void {
  let hasTerminal = false;
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
    const input = new Input(channel, hasTerminal);
    void runLine({ world, setup, user, terminal: input.terminal() }, command).then((code) => {
      end(channel, code);
    });
  });
  session.on('shell', (accept) => {
    const channel = accept();
    void typeIn(world, setup, user, channel, new Input(channel, true));
  });
}

/** Line by line until the user leaves. */
async function typeIn(
  world: World,
  setup: SshSetup,
  user: string,
  channel: ServerChannel,
  input: Input,
): Promise<void> {
  const terminal = input.terminal();
  for (;;) {
    const line = await input.line(`${user}@pbx:~${user === 'root' ? '#' : '$'} `, true);
    if (line === null || line.trim() === 'exit') break;
    await runLine({ world, setup, user, terminal }, line);
  }
  end(channel, 0);
}

function end(channel: ServerChannel, code: number): void {
  if (channel.destroyed) return;
  channel.exit(code);
  channel.end();
}

/** What comes in by the channel, as lines; with a terminal it is also shown and line ends are two signs. */
class Input {
  private typed = '';
  private wake: () => void = () => undefined;
  private closed = false;

  constructor(
    private readonly channel: ServerChannel,
    private readonly hasTerminal: boolean,
  ) {
    channel.on('data', (chunk: Buffer) => {
      this.typed += chunk.toString('utf8');
      this.wake();
    });
    channel.on('close', () => {
      this.closed = true;
      this.wake();
    });
    channel.on('error', () => undefined); // told by its close
  }

  terminal(): Terminal {
    const { channel, hasTerminal } = this;
    const ends = (text: string): string => (hasTerminal ? text.replaceAll('\n', '\r\n') : text);
    const write = (to: { write(text: string): unknown }, text: string): void => {
      if (!this.closed) to.write(ends(text));
    };
    return {
      out: (text) => write(channel, text),
      error: (text) => write(hasTerminal ? channel : channel.stderr, text),
      gone: () => this.closed,
      ...(hasTerminal ? { secret: async (prompt: string) => (await this.line(prompt, false)) ?? '' } : {}),
    };
  }

  /** The next line, shown as it is typed or not; null when there will be none. */
  async line(prompt: string, shown: boolean): Promise<string | null> {
    this.channel.write(prompt);
    let line = '';
    for (;;) {
      if (this.closed) return null;
      const sign = this.typed.charAt(0);
      this.typed = this.typed.slice(1);
      if (sign === '') {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      } else if (sign === '\r' || sign === '\n') {
        this.channel.write('\r\n');
        return line;
      } else if (sign === '\u0004' || sign === '\u0003') {
        return null;
      } else if (sign === '\u007f') {
        if (shown && line !== '') this.channel.write('\b \b');
        line = line.slice(0, -1);
      } else {
        if (shown) this.channel.write(sign);
        line += sign;
      }
    }
  }
}
