/*
 * tmux's control mode, as its manual has it: lines of text, `%output` with what a pane printed, and the answers to our
 * commands between `%begin` and `%end` or `%error`.
 */

/** Something that tmux told. */
export type Told =
  /** What the pane printed, byte for byte. */
  | { what: 'output'; bytes: Buffer }
  /** The whole answer to one command. */
  | { what: 'answer'; ok: boolean; lines: Buffer[] }
  /** tmux ends this line: the session is gone, or somebody ended it. */
  | { what: 'exit' };

/** A line longer than this is none of tmux's. */
const longestLine = 4_000_000;

/** Makes sense of what comes from tmux, in whatever pieces it comes. */
export class ControlReader {
  private rest = Buffer.alloc(0);
  private answer: Buffer[] | null = null;

  /** What these bytes complete. */
  read(bytes: Uint8Array): Told[] {
    const told: Told[] = [];
    let data = Buffer.concat([this.rest, bytes]);
    for (let end = data.indexOf(0x0a); end >= 0; end = data.indexOf(0x0a)) {
      const line = data.subarray(0, end);
      data = data.subarray(end + 1);
      const one = this.line(line.at(-1) === 0x0d ? line.subarray(0, -1) : line);
      if (one) told.push(one);
    }
    this.rest = Buffer.from(data.length > longestLine ? data.subarray(-longestLine) : data);
    return told;
  }

  private line(line: Buffer): Told | null {
    // `tmux -CC` opens with an escape sequence, and closes with one.
    const text = line.toString('latin1').replace(/^\u001bP1000p/, '');
    if (this.answer) return this.inAnswer(text, line);
    if (text.startsWith('%begin ')) this.answer = [];
    if (text.startsWith('%exit')) return { what: 'exit' };
    const output = /^%output %\d+ /.exec(text);
    return output ? { what: 'output', bytes: unescaped(text.slice(output[0].length)) } : null;
  }

  private inAnswer(text: string, line: Buffer): Told | null {
    const lines = this.answer ?? [];
    if (!/^%(end|error) \d+ \d+ \d+$/.test(text)) {
      lines.push(Buffer.from(line));
      return null;
    }
    this.answer = null;
    return { what: 'answer', ok: text.startsWith('%end'), lines };
  }
}

/** Signs below a blank, and the backslash, come as three octal digits. */
function unescaped(latin1: string): Buffer {
  return Buffer.from(
    latin1.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    'latin1',
  );
}

/** What is typed, as the numbers that `send-keys -H` takes: no sign in it means anything to tmux. */
export function hexKeys(text: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
