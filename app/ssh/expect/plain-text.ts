import { StringDecoder } from 'node:string_decoder';

/** Stands in the text where the rest of the line was erased. */
export const erased = '\u000b';
/** Stands in the text where the cursor went to another place of the screen: what comes is drawn, and no line of its own. */
export const moved = '\u000c';

type State = 'text' | 'escape' | 'sequence' | 'string' | 'string-escape';

/** Longer ones are no sequence but a mistake, and what comes is text again. */
const mostInSequence = 64;
const mostInString = 4_096;

/** All that is not shown as it stands: control signs but tab, line end, carriage return and backspace. */
const special = /[\u0000-\u0007\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * Bytes of a terminal as plain text: UTF-8 and escape sequences also where they are cut by the ends of chunks. What is left
 * besides letters is `\n`, `\r`, `\b`, `\t`, {@link erased} and {@link moved}. Keeps no text, so nothing can grow.
 */
export class PlainText {
  private readonly decoder = new StringDecoder('utf8');
  private state: State = 'text';
  /** Signs of the sequence so far, and the first of them that tell what it does. */
  private length = 0;
  private params = '';

  push(bytes: Uint8Array): string {
    return this.strip(this.decoder.write(bytes));
  }

  private strip(text: string): string {
    special.lastIndex = 0;
    if (this.state === 'text' && !special.test(text)) return text;
    let plain = '';
    let at = 0;
    while (at < text.length) {
      if (this.state === 'text') {
        special.lastIndex = at;
        const found = special.exec(text)?.index ?? text.length;
        plain += text.slice(at, found);
        at = found;
        if (at < text.length) this.begin(text.charCodeAt(at));
      } else plain += this.within(text.charAt(at), text.charCodeAt(at));
      at++;
    }
    return plain;
  }

  private begin(code: number): void {
    if (code === 0x1b) this.enter('escape');
    else if (code === 0x9b) this.enter('sequence');
    else if ([0x90, 0x98, 0x9d, 0x9e, 0x9f].includes(code)) this.enter('string');
  }

  private enter(state: State): void {
    this.state = state;
    this.length = 0;
    this.params = '';
  }

  private within(sign: string, code: number): string {
    if (sign === '\n' || (sign === '\r' && this.state !== 'string')) return this.leave(sign);
    if (code === 0x18 || code === 0x1a) return this.leave('');
    if (this.state === 'string') return this.inString(code);
    if (code >= 0x80 && code <= 0x9f) {
      this.state = 'text';
      this.begin(code);
      return '';
    }
    if (this.state === 'string-escape' && sign === '\\') return this.leave('');
    if (code === 0x1b || this.state === 'string-escape') this.enter('escape');
    return code === 0x1b
      ? ''
      : this.state === 'escape'
        ? this.inEscape(sign, code)
        : this.inSequence(sign, code);
  }

  private leave(text: string): string {
    this.state = 'text';
    return text;
  }

  private inString(code: number): string {
    if (code === 0x1b) this.state = 'string-escape';
    else if (code === 0x07 || code === 0x9c || ++this.length > mostInString) this.state = 'text';
    return '';
  }

  private inEscape(sign: string, code: number): string {
    if (sign === '[') this.enter('sequence');
    else if (']PX^_'.includes(sign)) this.enter('string');
    else if (code >= 0x20 && code <= 0x2f) {
      if (++this.length > mostInSequence) this.state = 'text';
    } else return this.leave(this.length > 0 ? '' : escapeEffect(sign, code));
    return '';
  }

  private inSequence(sign: string, code: number): string {
    if (++this.length > mostInSequence) return this.leave('');
    if (code >= 0x20 && code <= 0x3f) {
      this.params += sign;
      return '';
    }
    if (code < 0x20 || code === 0x7f) return '';
    return this.leave(code > 0x7e ? sign : effectOf(sign, this.params));
  }
}

/** What a two-letter escape does to the line; one that is none was an Escape key's sign before a letter. */
function escapeEffect(sign: string, code: number): string {
  if (code >= 0x7f) return sign;
  return sign === 'E' ? '\n' : 'DMc8'.includes(sign) ? moved : '';
}

/** Where the screen begins, and nothing is before. */
const home = /^(?:[01]?(?:;[01]?)?)$/;

/** What a control sequence does to the line that is written. */
function effectOf(final: string, params: string): string {
  const count = Number(/^\d*/.exec(params)?.[0] ?? '');
  switch (final) {
    case 'K':
      return count === 0 ? erased : `\r${erased}`;
    case 'J':
      return count === 0 ? erased : '\n';
    case 'G':
      return count <= 1 ? '\r' : '\t';
    case 'C':
      return ' ';
    case 'D':
      return '\b'.repeat(Math.min(Math.max(count, 1), 200));
    case 'H':
    case 'f':
      return home.test(params) ? '\n' : moved;
    case 'h':
    case 'l':
      return /^\?(?:47|1047|1049)$/.test(params) ? moved : '';
    default:
      return 'ABEFdLMSTru'.includes(final) ? moved : '';
  }
}
