import { shellWord } from '../../domain/shell-word';
import type { SshTerminal } from '../../procedure/ports';
import { ControlReader, hexKeys } from './control';
import { endMark, EndWatch, lastingCommand, lostSight, MarkCut, type Size } from './lasting';

/**
 * A script that runs inside tmux on the server, and the line to it: when the line breaks, the script goes on, and another
 * line comes back to it. Read by tmux's control mode, so what arrives is what the script printed and not a drawing of it.
 */

/**
 * A tmux server of our own: no settings of root's, no other sessions, nothing of what is typed in its message log (which would
 * keep each key), and as much of the past as a long line away needs.
 */
const tmux = 'tmux -u -L pbx-move -f /dev/null';
const settings = 'set-option -g history-limit 50000 \\; set-option -s message-limit 0';

/** Starts the script in a session of its own, with nobody watching yet. */
export function startCommand(name: string, command: string, { cols, rows }: Size): string {
  const inside = shellWord(lastingCommand(name, command));
  const session = `new-session -d -s ${name} -x ${String(cols)} -y ${String(rows)} ${inside}`;
  return `${tmux} start-server \\; ${settings} \\; ${session}`;
}

/** Names of the sessions that are there, one a line; ends with 1 where there are none. */
export const listCommand = `${tmux} list-sessions -F '#{session_name}'`;
export const endCommand = (name: string): string => `${tmux} kill-session -t ${name}`;
export const attachCommand = (name: string): string => `${tmux} -CC attach -t ${name}`;

/** What the screen shows, with as much as was there before as tmux has kept. */
const capture = (name: string): string => `capture-pane -p -J -S - -t ${name}`;

/** Turns a terminal in which {@link attachCommand} runs into the terminal of the script. */
export function keptTerminal(line: SshTerminal, name: string): SshTerminal {
  return new Kept(line, name);
}

class Kept implements SshTerminal {
  readonly ended: SshTerminal['ended'];
  private readonly reader = new ControlReader();
  private readonly watch: EndWatch;
  private readonly cut: MarkCut;
  private listener: ((bytes: Uint8Array) => void) | null = null;
  /** What came before anybody listened. */
  private readonly waiting: Buffer[] = [];
  private caughtUp = false;
  private asked = false;
  /** Commands from before the screen was told: their answers would be taken for it. */
  private readonly held: string[] = [];
  private settle: (end: { exit: number | null; signal: string | null }) => void = () => undefined;

  constructor(
    private readonly line: SshTerminal,
    private readonly name: string,
  ) {
    this.watch = new EndWatch(endMark(name));
    this.cut = new MarkCut(endMark(name));
    const told = new Promise<{ exit: number | null; signal: string | null }>((resolve) => {
      this.settle = resolve;
    });
    // The line's own end without the script's is a loss of sight: nobody knows how the script ended, or whether it has.
    this.ended = Promise.race([told, line.ended.then(lostSight)]);
    this.ended.catch(() => undefined); // told to whoever waits
    line.onData((bytes) => this.take(bytes));
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
    for (const bytes of this.waiting.splice(0)) listener(bytes);
  }

  write(text: string): void {
    for (const part of text.match(/[^]{1,200}/gu) ?? [])
      this.tell(`send-keys -t ${this.name} -H ${hexKeys(part)}`);
  }

  resize(cols: number, rows: number): void {
    this.tell(`refresh-client -C ${String(cols)}x${String(rows)}`);
  }

  pause(): void {
    this.line.pause();
  }

  resume(): void {
    this.line.resume();
  }

  /** Leaves the script alone: only the line to it ends. */
  end(): void {
    this.line.end();
  }

  private tell(command: string): void {
    if (this.caughtUp) this.line.write(`${command}\n`);
    else this.held.push(command);
  }

  private take(bytes: Uint8Array): void {
    for (const told of this.reader.read(bytes)) {
      if (told.what === 'output' && this.caughtUp) this.give(told.bytes);
      if (told.what === 'answer') this.answered(told.ok ? told.lines : []);
    }
  }

  /** The first answer is tmux's own greeting; the second one the screen, with which everything before is told. */
  private answered(lines: Buffer[]): void {
    if (!this.asked) {
      this.asked = true;
      this.line.write(`${capture(this.name)}\n`);
      return;
    }
    if (this.caughtUp) return;
    this.caughtUp = true;
    const text = lines.map((line) => line.toString('utf8')).join('\r\n');
    const shown = text.replace(/(\r\n)+$/, '');
    // The line of the mark ended, though what follows on the screen is empty.
    this.give(Buffer.from(shown.includes(endMark(this.name)) ? `${shown}\r\n` : shown));
    for (const command of this.held.splice(0)) this.tell(command);
  }

  private give(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const shown = this.cut.push(bytes);
    if (this.listener) this.listener(shown);
    else this.waiting.push(shown);
    const exit = this.watch.see(bytes);
    if (exit !== null) this.settle({ exit, signal: null });
  }
}
