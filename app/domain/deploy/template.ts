import { deployValues, type DeployValue } from './values';

export type Shell = 'sh' | 'powershell';

/** `{name}`, but not `${name}`, which is the shell's own. */
const placeholder = /(?<!\$)\{([a-z]+)\}/g;

function isValue(name: string): name is DeployValue {
  return Object.hasOwn(deployValues, name);
}

/** The values that a line asks for. */
export function valuesIn(line: string): DeployValue[] {
  return [...line.matchAll(placeholder)].map(([, name = '']) => name).filter(isValue);
}

/** The values a profile asks for, each once, in the order of its lines. */
export function valuesOf({ lines }: { lines: readonly string[] }): DeployValue[] {
  return [...new Set(lines.flatMap(valuesIn))];
}

/** The line with every value put in by `put`. */
export function filled(line: string, put: (value: DeployValue) => string): string {
  return line.replaceAll(placeholder, (whole, name: string) => (isValue(name) ? put(name) : whole));
}

/**
 * Why a line cannot be filled in safely, in words; null where it can. A value is quoted when it is put in, so it must not stand in
 * quotes already, nor in a comment; in PowerShell it must be a word of its own, since quotes within a word mean something else there.
 */
export function problemOfLine(line: string, shell: Shell): string | null {
  if (/[\r\n\0]/.test(line)) return 'a command is one line';
  for (const match of line.matchAll(placeholder)) {
    const [whole, name = ''] = match;
    if (!isValue(name)) return `there is no value {${name}}`;
    const before = line.slice(0, match.index);
    if (isQuoted(before, shell))
      return `{${name}} stands in quotes: leave them away, the value brings its own`;
    if (/(^|\s)#/.test(unquoted(before))) return `{${name}} stands in a comment`;
    if (shell === 'powershell' && !isWord(before, line.slice(match.index + whole.length), name))
      return `{${name}} must be a word of its own`;
    if (shell === 'sh' && before.endsWith('\\')) return `{${name}} stands behind a backslash`;
  }
  return null;
}

/** Whether a quote is open after this much of a line. The sign that escapes is `\` in a POSIX shell, a backtick in PowerShell. */
function isQuoted(before: string, shell: Shell): boolean {
  const escape = shell === 'sh' ? '\\' : '`';
  let open: string | null = null;
  for (let place = 0; place < before.length; place++) {
    const sign = before.charAt(place);
    if (sign === escape && open !== "'") place++;
    else if (open === null && (sign === "'" || sign === '"')) open = sign;
    else if (sign === open) open = null;
  }
  return open !== null;
}

function unquoted(text: string): string {
  return text.replaceAll(/'[^']*'|"[^"]*"/g, '""');
}

function isWord(before: string, after: string, name: DeployValue): boolean {
  const rest = deployValues[name] === 'number' ? after.replace(/^(MB|GB)/, '') : after;
  return /(^|[\s(,])$/.test(before) && /^($|[\s),;|])/.test(rest);
}
