import { moveToCloud } from '../move/script';
import { SCRIPT } from '../move/script-words';
import { ACCOUNT } from './account';
import { BASICS } from './basics';
import { fileAt } from './files';
import { LOOKS } from './looks';
import { openTcp, REACHING } from './reach';
import { complain, say, type Command, type Commands, type Shell } from './shell';
import type { Terminal } from './terminal';
import { TMUX } from './tmux';
import { readLine, spell, type Step } from './words';

const COMMANDS: Commands = {
  ...BASICS,
  ...ACCOUNT,
  ...LOOKS,
  ...REACHING,
  ...TMUX,
  command: find,
  which: find,
  [SCRIPT]: moveToCloud,
};

/** A shell of this user, at the terminal. */
export function shellOf(parts: Pick<Shell, 'world' | 'setup' | 'user' | 'terminal'>): Shell {
  return { ...parts, run: runLine, call: callWords };
}

async function runLine(shell: Shell, line: string): Promise<number> {
  const steps = readLine(line);
  if ('problem' in steps) return complain(shell, `sh: syntax error: ${steps.problem}`, 2);
  let code = shell.status ?? 0;
  for (const step of steps) {
    if ((step.when === '&&' && code !== 0) || (step.when === '||' && code === 0)) continue;
    code = await runStep({ ...shell, status: code }, step);
  }
  return code;
}

async function runStep(shell: Shell, { words, redirects }: Step): Promise<number> {
  const value = (name: string): string => variable(shell, name);
  let { terminal } = shell;
  for (const { stream, how, to } of redirects) {
    const path = spell(to, value);
    const refused = await openTcp(shell, path);
    if (typeof refused === 'string') return complain(shell, refused, 1);
    if (refused === undefined && how === '<' && path !== '/dev/null' && !fileAt(shell, path))
      return complain(shell, `sh: ${path}: No such file or directory`, 1);
    if (how === '>' || how === '>>') terminal = redirected(shell, terminal, stream, how, path);
  }
  return callWords(
    { ...shell, terminal },
    words.map((word) => spell(word, value)),
  );
}

function variable({ status = 0, user }: Shell, name: string): string {
  if (name === '?') return String(status);
  if (name === 'HOME') return user === 'root' ? '/root' : `/home/${user}`;
  return name === 'USER' ? user : '';
}

/** The same terminal with one of its streams led elsewhere: to the other one, into a file, or nowhere. */
function redirected(
  { world }: Shell,
  terminal: Terminal,
  stream: number,
  how: '>' | '>>',
  path: string,
): Terminal {
  const { live } = world;
  const isFile = !path.startsWith('&') && !path.startsWith('/dev/');
  if (isFile && how === '>') live.files.set(path, '');
  const other = path === '&1' ? terminal.out : terminal.error;
  const into = (text: string): void => {
    if (isFile) live.append(path, text);
    else if (path.startsWith('&')) other(text);
  };
  return stream === 2 ? { ...terminal, error: into } : { ...terminal, out: into };
}

async function callWords(shell: Shell, [name = '', ...words]: readonly string[]): Promise<number> {
  if (name === '') return 0;
  const command = commandOf(shell, name);
  if (command) return command(shell, words);
  const why = name.includes('/') ? 'No such file or directory' : 'not found';
  return complain(shell, `sh: ${name}: ${why}`, 127);
}

function commandOf({ world }: Shell, asked: string): Command | undefined {
  const name = asked.replace(/^\/(usr\/)?bin\//, '');
  if (name === 'tmux' && !world.preset.machine.tmux) return undefined;
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

/** `command -v NAME...`: where those are that there are; 0 if it is one at least. */
function find(shell: Shell, words: readonly string[]): number {
  const found = words.filter((word) => !word.startsWith('-') && commandOf(shell, word));
  for (const name of found) say(shell, `${name.startsWith('/') ? name : `/usr/bin/${name}`}\n`);
  return found.length > 0 ? 0 : 1;
}
