import { randomBytes } from 'node:crypto';
import { Failure } from '../../domain/failure';
import { shellWord } from '../../domain/shell-word';
import type { SshTerminal } from '../../procedure/ports';
import { ControlReader, hexKeys } from './control';

/**
 * A script that runs inside tmux on the server, and the line to it: when the line breaks, the script goes on, and another
 * line comes back to it. Read by tmux's control mode, so what arrives is what the script printed and not a drawing of it.
 */

/** How it is called on the server: a name per job and start, without a sign that means anything to tmux or a shell. */
export function newSessionName(): string {
  return `pbx-move-${randomBytes(5).toString('hex')}`;
}

/** Ends the line that says how the script ended; the session's own name makes it one that no script prints. */
const endMark = (name: string): string => `${name} ended`;

/** How long the session stays after the script has ended, in seconds: a week, so that its end can still be read. */
const staysFor = 7 * 24 * 3_600;

/**
 * A tmux server of our own: no settings of root's, no other sessions, nothing of what is typed in its message log (which would
 * keep each key), and as much of the past as a long line away needs.
 */
const tmux = 'tmux -u -L pbx-move -f /dev/null';
const settings = 'set-option -g history-limit 50000 \\; set-option -s message-limit 0';

/** Starts the script in a session of its own, with nobody watching yet. */
export function startCommand(
  name: string,
  command: string,
  { cols, rows }: { cols: number; rows: number },
): string {
  const inside = [
    // Ctrl+C is for the script alone: what stands here must still tell how that ended.
    'trap : INT QUIT',
    // In a shell of its own, so that what it leaves unfinished does not swallow what follows; and in the PBX's own language.
    `sh -c ${shellWord(`unset LC_ALL; ${command}`)}`,
    `printf '\\n%s %s\\n' ${shellWord(endMark(name))} $?`,
    `exec sleep ${String(staysFor)}`,
  ].join('; ');
  const session = `new-session -d -s ${name} -x ${String(cols)} -y ${String(rows)} ${shellWord(inside)}`;
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
    if (this.listener) this.listener(bytes);
    else this.waiting.push(bytes);
    const exit = this.watch.see(bytes);
    if (exit !== null) this.settle({ exit, signal: null });
  }
}

function lostSight(): never {
  throw new Failure('reset', undefined, 'the line to the kept script was closed');
}

/** Finds the mark of the end, and the exit code behind it, also where it comes in pieces. */
export class EndWatch {
  private tail = '';

  constructor(private readonly mark: string) {}

  see(bytes: Uint8Array): number | null {
    this.tail += Buffer.from(bytes).toString('latin1');
    const found = new RegExp(`(?:^|\\n)${this.mark} (\\d{1,3})\\r?\\n`).exec(this.tail);
    this.tail = this.tail.slice(-(this.mark.length + 20));
    return found ? Number(found[1]) : null;
  }
}
