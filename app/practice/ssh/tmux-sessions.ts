import type { Screen } from './screen';
import { complain, type Command, type Shell } from './shell';

/** Options of a tmux command by letter, and its other words. */
export interface Asked {
  options: Map<string, string>;
  others: string[];
}

/** Options that take a value, of all commands alike. */
const WITH_VALUE = 'tsxynFcSE';

/** What comes after the first other word is no option of ours. */
export function readAsked(words: readonly string[]): Asked {
  const options = new Map<string, string>();
  let at = 0;
  for (; words[at]?.startsWith('-'); at++) {
    const letters = words[at]?.slice(1) ?? '';
    const last = letters.at(-1) ?? '';
    for (const letter of letters) options.set(letter, '');
    if (last !== '' && WITH_VALUE.includes(last)) options.set(last, words[++at] ?? '');
  }
  return { options, others: words.slice(at) };
}

/** The sessions of a user: everybody has their own. The newest is the last. */
export function mine({ world, user }: Shell): Screen[] {
  return [...world.live.screens].filter(([key]) => key.startsWith(`${user} `)).map(([, screen]) => screen);
}

/** The session that `-t` names (`NAME`, `=NAME`, with a window and a pane behind a colon), else the newest. */
export function named(shell: Shell, { options }: Asked): Screen | undefined {
  const target = options.get('t');
  return target === undefined ? mine(shell).at(-1) : mine(shell).find(({ name }) => name === nameIn(target));
}

export function keep({ world, user }: Shell, screen: Screen): void {
  world.live.screens.set(`${user} ${screen.name}`, screen);
}

export function forget({ world, user }: Shell, screen: Screen): void {
  world.live.screens.delete(`${user} ${screen.name}`);
}

type OnScreen = (shell: Shell, screen: Screen, asked: Asked) => number | Promise<number>;

/** A command on a session; complains where there is none. */
export function onScreen(work: OnScreen): Command {
  return (shell, words) => {
    const asked = readAsked(words);
    const screen = named(shell, asked);
    if (screen) return work(shell, screen, asked);
    if (mine(shell).length === 0) return noServer(shell);
    return complain(shell, `can't find session: ${nameIn(asked.options.get('t') ?? '')}`, 1);
  };
}

/** There is nothing at all. */
export function noServer(shell: Shell): number {
  return complain(shell, `no server running on /tmp/tmux-${shell.user === 'root' ? 0 : 1000}/default`, 1);
}

function nameIn(target: string): string {
  return target.replace(/^=/, '').split(':')[0] ?? '';
}
