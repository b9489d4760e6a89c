import type { Keyboard } from './keyboard';

/** Where a command reads and writes. */
export interface Terminal {
  out: (text: string) => void;
  error: (text: string) => void;
  /** What a person types; missing where there is no terminal. */
  keyboard?: Keyboard;
  /** True when nobody listens any more. */
  gone: () => boolean;
}

/** A terminal with a keyboard: line ends are two signs, and errors stand among the rest. */
export function typingTerminal(keyboard: Keyboard, write: (text: string) => void): Terminal {
  const put = (text: string): void => {
    if (!keyboard.isClosed) write(text.replaceAll('\n', '\r\n'));
  };
  return { out: put, error: put, keyboard, gone: () => keyboard.isClosed };
}

/**
 * Shows the prompt and reads a line, shown as it is typed or not. Null when none will come: the line is gone, or it was called
 * off by Ctrl+C or Ctrl+D.
 */
export async function readTyped(
  { out, keyboard }: Terminal,
  prompt: string,
  shown: boolean,
): Promise<string | null> {
  if (!keyboard) return null;
  out(prompt);
  let line = '';
  for (;;) {
    const sign = await keyboard.next();
    if (sign === null) return null;
    if (sign === '\r' || sign === '\n') {
      out('\n');
      return line;
    }
    if (sign === '\u0003' || sign === '\u0004') {
      out(sign === '\u0003' ? '^C\n' : '\n');
      return null;
    }
    if (sign === '\u007f') {
      if (shown && line !== '') out('\b \b');
      line = Array.from(line).slice(0, -1).join('');
    } else {
      if (shown) out(sign);
      line += sign;
    }
  }
}
