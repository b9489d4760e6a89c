import { complain, say, type Commands, type Shell } from './shell';
import { typeIn } from './type-in';

/** What any shell can do. */
export const BASICS: Commands = {
  echo: (shell, words) => say(shell, words[0] === '-n' ? words.slice(1).join(' ') : `${words.join(' ')}\n`),
  printf: (shell, [form = '', ...words]) => say(shell, printed(form, words)),
  true: () => 0,
  ':': () => 0,
  // There is one place only, nothing to keep, and everything may be done that can be.
  ...Object.fromEntries(
    ['cd', 'export', 'mkdir', 'chmod', 'umask', 'trap', 'unset'].map((name) => [name, () => 0]),
  ),
  false: () => 1,
  exit: (_shell, [code = '0']) => Number(code),
  exec: (shell, words) => (words.length === 0 ? 0 : shell.call(shell, words)),
  // Settings before a command have no effect here.
  env: (shell, words) => shell.call(shell, words.slice(words.findIndex((word) => !/^\w+=/.test(word)))),
  sh: another,
  bash: another,
  yes: forEver,
  sleep: (shell, [seconds = '0']) => waitFor(shell, Number(seconds) * 1000),
  timeout: withinTime,
};

/** `sh -c LINE`, `sh FILE`, or one to type in. */
async function another(shell: Shell, words: readonly string[]): Promise<number> {
  const place = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (place >= 0) return shell.run(shell, words[place + 1] ?? '');
  if (words[0]?.startsWith('/')) return shell.call(shell, words);
  return typeIn(shell);
}

function printed(form: string, words: readonly string[]): string {
  const rest = [...words];
  return form
    .replaceAll(/%[sd%]/g, (sign) => (sign === '%%' ? '%' : (rest.shift() ?? '')))
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}

async function forEver(shell: Shell, [word = 'y']: readonly string[]): Promise<number> {
  const page = `${word}\n`.repeat(512);
  while (!shell.terminal.gone()) {
    say(shell, page);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return 141;
}

async function waitFor({ terminal }: Shell, ms: number): Promise<number> {
  const until = Date.now() + ms;
  while (Date.now() < until && !terminal.gone()) {
    if (terminal.keyboard?.wasInterrupted()) return 130;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return 0;
}

/** `timeout SECONDS COMMAND`: what takes longer is left alone, and finds nobody listening any more. */
async function withinTime(shell: Shell, [time = '', ...words]: readonly string[]): Promise<number> {
  const seconds = /^(\d+(?:\.\d+)?)s?$/.exec(time)?.[1];
  if (seconds === undefined) return complain(shell, `timeout: invalid time interval '${time}'`, 125);
  let isOver = false;
  const { terminal } = shell;
  const bounded = { ...terminal, gone: () => isOver || terminal.gone() };
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<number>((resolve) => {
    timer = setTimeout(
      () => {
        isOver = true;
        resolve(124);
      },
      Number(seconds) * 1000,
    );
  });
  const code = await Promise.race([shell.call({ ...shell, terminal: bounded }, words), over]);
  clearTimeout(timer);
  return code;
}
