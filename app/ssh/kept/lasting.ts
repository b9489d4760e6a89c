import { randomBytes } from 'node:crypto';
import { shellWord } from '../../domain/shell-word';
import { Failure } from '../../domain/failure';

/** What tmux and screen have in common: how a script is run so that its end can be read later. */

export interface Size {
  cols: number;
  rows: number;
}

/** How it is called on the server: a name per job and start, without a sign that means anything to a shell. */
export function newSessionName(): string {
  return `pbx-move-${randomBytes(5).toString('hex')}`;
}

/** Ends the line that says how the script ended; the session's own name makes it one that no script prints. */
export const endMark = (name: string): string => `${name} ended`;

/** How long the session stays after the script has ended, in seconds: a week, so that its end can still be read. */
const staysFor = 7 * 24 * 3_600;

/** The script, the line that tells its end, and a wait behind it; one line for a shell. */
export function lastingCommand(name: string, command: string): string {
  return [
    // Ctrl+C is for the script alone: what stands here must still tell how that ended.
    'trap : INT QUIT',
    // In a shell of its own, so that what it leaves unfinished does not swallow what follows; and in the PBX's own language.
    `sh -c ${shellWord(`unset LC_ALL; ${command}`)}`,
    `printf '\\n%s %s\\n' ${shellWord(endMark(name))} $?`,
    `exec sleep ${String(staysFor)}`,
  ].join('; ');
}

/** The line's own end without the script's is a loss of sight: nobody knows how the script ended, or whether it has. */
export function lostSight(): never {
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

/**
 * Cuts the wizard's own mark out of what is shown, also where it comes in pieces: a line that begins as the mark does waits
 * for what follows. A line end never waits: what stands without one may be taken for a prompt.
 */
export class MarkCut {
  private kept = '';
  private atStart = true;
  private over = false;

  constructor(private readonly mark: string) {}

  /** What of it may be shown now. After the mark nothing is. */
  push(bytes: Uint8Array): Buffer {
    if (this.over) return Buffer.alloc(0);
    const all = this.kept + Buffer.from(bytes).toString('latin1');
    const found = this.markIn(all);
    this.over = found >= 0;
    const shown = this.over ? all.slice(0, found).replace(/\r?\n$/, '') : this.upToMark(all);
    this.kept = this.over ? '' : all.slice(shown.length);
    if (shown !== '') this.atStart = shown.endsWith('\n');
    return Buffer.from(shown, 'latin1');
  }

  private markIn(all: string): number {
    if (this.atStart && all.startsWith(`${this.mark} `)) return 0;
    const at = all.indexOf(`\n${this.mark} `);
    return at < 0 ? -1 : at + 1;
  }

  /** Without a last line that may be the beginning of the mark. */
  private upToMark(all: string): string {
    const start = all.lastIndexOf('\n') + 1;
    const last = all.slice(start);
    const isWhole = start > 0 || this.atStart;
    return isWhole && last !== '' && `${this.mark} `.startsWith(last) ? all.slice(0, start) : all;
  }
}
