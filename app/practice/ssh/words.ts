/** A word, in the pieces it is put together from when its command is run. */
export type Word = readonly Piece[];
type Piece = string | { variable: string };

/** Where a stream of a command goes to or comes from. `to` is `&1` for another stream. */
export interface Redirect {
  stream: number;
  how: '<' | '<>' | '>' | '>>';
  to: Word;
}

/** A command of a line, and when it is run: always, or as the one before it ended. */
export interface Step {
  when: ';' | '&&' | '||';
  words: Word[];
  redirects: Redirect[];
}

/** Why a line cannot be read. */
export interface Unreadable {
  problem: string;
}

/**
 * A command line as a shell reads it, as far as this one goes: commands apart by `;`, `&&` and `||`, words apart by blanks, single and
 * double quotes, the backslash, `$?` and `$NAME`, and redirections.
 */
export function readLine(line: string): Step[] | Unreadable {
  const written = new Written();
  for (let at = 0; at < line.length;) {
    const found = firstFit(line, at, written);
    if (!found) return { problem: problemAt(line.charAt(at)) };
    at += found;
  }
  return written.end();
}

/** The word as it is, with what the variables stand for. */
export function spell(word: Word, value: (variable: string) => string): string {
  return word.map((piece) => (typeof piece === 'string' ? piece : value(piece.variable))).join('');
}

const VARIABLE = /\$(?:\{(\?|\w+)\}|(\?|[A-Za-z_]\w*))/y;

/** What may begin at a place, and what is made of it. The first that fits counts. */
const FORMS: readonly (readonly [RegExp, (written: Written, found: RegExpExecArray) => void])[] = [
  [/\s+/y, (written) => written.endWord()],
  [/;|&&|\|\|/y, (written, [between]) => written.endStep(between as Step['when'])],
  [/'([^']*)'/y, (written, [, text = '']) => written.add(text)],
  [/"((?:[^"\\]|\\[^])*)"/y, (written, [, text = '']) => written.add(...inDoubleQuotes(text))],
  [/\\([^])/y, (written, [, sign = '']) => written.add(sign)],
  [VARIABLE, (written, [, braced, plain]) => written.add({ variable: braced ?? plain ?? '' })],
  [/(\d?)(<>|>>|<|>)(&\d)?/y, (written, [, stream = '', how, other]) => written.lead(stream, how, other)],
  [/[^'"\\|&`]/y, (written, [sign]) => written.add(sign)],
];

/** How many signs were taken; 0 where nothing fits. */
function firstFit(line: string, at: number, written: Written): number {
  for (const [form, take] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(line);
    // A digit at the end of a word is no stream.
    if (!found || (form.source.startsWith('(\\d?)') && found[1] !== '' && written.inWord)) continue;
    take(written, found);
    return found[0].length;
  }
  return 0;
}

function problemAt(sign: string): string {
  return /['"\\]/.test(sign) ? 'a quote is not closed' : `"${sign}" is not known to this practice shell`;
}

function inDoubleQuotes(text: string): Piece[] {
  const pieces: Piece[] = [''];
  for (let at = 0; at < text.length;) {
    VARIABLE.lastIndex = at;
    const variable = VARIABLE.exec(text);
    const escaped = /^\\[\\"$`]/.test(text.slice(at, at + 2));
    if (variable) pieces.push({ variable: variable[1] ?? variable[2] ?? '' });
    else pieces.push(text.charAt(escaped ? at + 1 : at));
    at += variable?.[0].length ?? (escaped ? 2 : 1);
  }
  return pieces;
}

/** The line as far as it was read. */
class Written {
  private steps: Step[] = [];
  private step: Step = { when: ';', words: [], redirects: [] };
  private word: Piece[] | null = null;
  /** A redirection whose other end comes next. */
  private leading: Omit<Redirect, 'to'> | null = null;

  get inWord(): boolean {
    return this.word !== null;
  }

  add(...pieces: Piece[]): void {
    this.word = [...(this.word ?? []), ...pieces];
  }

  lead(stream: string, how = '', other = ''): void {
    this.endWord();
    const standard = how.startsWith('<') ? 0 : 1;
    this.leading = { stream: stream === '' ? standard : Number(stream), how: how as Redirect['how'] };
    if (other === '') return;
    this.add(other);
    this.endWord();
  }

  endWord(): void {
    const { word, leading, step } = this;
    if (!word) return;
    if (leading) step.redirects.push({ ...leading, to: word });
    else step.words.push(word);
    this.word = null;
    this.leading = null;
  }

  endStep(next: Step['when']): void {
    this.endWord();
    const { words, redirects } = this.step;
    if (words.length + redirects.length > 0) this.steps.push(this.step);
    this.step = { when: next, words: [], redirects: [] };
  }

  end(): Step[] | Unreadable {
    this.endStep(';');
    return this.leading ? { problem: 'a redirection leads nowhere' } : this.steps;
  }
}
