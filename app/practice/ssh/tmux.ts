import { attach } from './attach';
import { Screen } from './screen';
import { complain, say, type Command, type Commands, type Shell } from './shell';
import { typeIn } from './type-in';

/** What of tmux is here: enough to leave a program running, to look at it and to come back to it. */
export const TMUX: Commands = { tmux };

/** One call, which may hold several commands apart by `;`. */
async function tmux(shell: Shell, words: readonly string[]): Promise<number> {
  if (words[0] === '-V') return say(shell, 'tmux 3.3a (practice)\n');
  let code = 0;
  for (const command of commandsIn(words)) {
    code = await one(shell, command);
    if (code !== 0) break;
  }
  return code;
}

function commandsIn(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === ';') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands;
}

/** Settings of the program as a whole, which come before its command; those with a value take it along. */
const GLOBAL = /^-[2Cluv]+$/;
const GLOBAL_WITH_VALUE = /^-[LSfT]$/;

async function one(shell: Shell, [first = 'new-session', ...rest]: readonly string[]): Promise<number> {
  if (GLOBAL.test(first)) return one(shell, rest);
  if (GLOBAL_WITH_VALUE.test(first)) return one(shell, rest.slice(1));
  const name = SHORT[first] ?? first;
  const command = Object.hasOwn(SUB, name) ? SUB[name] : undefined;
  return command ? command(shell, rest) : complain(shell, `unknown command: ${first}`, 1);
}

const SHORT: Readonly<Record<string, string>> = {
  new: 'new-session',
  a: 'attach-session',
  attach: 'attach-session',
  has: 'has-session',
  ls: 'list-sessions',
  lsp: 'list-panes',
  detach: 'detach-client',
  send: 'send-keys',
  capturep: 'capture-pane',
  display: 'display-message',
  set: 'set-option',
};

const SUB: Commands = {
  'new-session': newSession,
  'attach-session': onScreen((shell, screen) => attach(shell, screen)),
  'has-session': onScreen(() => 0),
  'list-sessions': listSessions,
  'list-panes': onScreen((shell, screen, options) =>
    say(shell, `${formed(screen, options.get('F') ?? '0: [200x50]')}\n`),
  ),
  'display-message': onScreen((shell, screen, _options, [form = '']) =>
    say(shell, `${formed(screen, form)}\n`),
  ),
  'kill-session': onScreen((shell, screen) => {
    screensOf(shell).delete(keyOf(shell, screen.name));
    screen.end(137);
    return 0;
  }),
  'kill-server': (shell) => {
    for (const screen of [...screensOf(shell).values()]) screen.end(137);
    screensOf(shell).clear();
    return 0;
  },
  'capture-pane': onScreen((shell, screen) => say(shell, `${printedLines(screen)}\n`)),
  'detach-client': onScreen((_shell, screen) => {
    screen.dismiss();
    return 0;
  }),
  'send-keys': onScreen((_shell, screen, _options, keys) => {
    screen.keyboard.feed(keys.map((key) => KEYS[key] ?? key).join(''));
    return 0;
  }),
  'set-option': setOption,
};

const KEYS: Readonly<Record<string, string>> = { Enter: '\r', 'C-c': '\u0003', 'C-d': '\u0004', Space: ' ' };

/** Options that take a value, of all commands alike. */
const WITH_VALUE = 'tsxynFcS';

/** Options by letter, and the other words. What comes after the first other word is none of ours. */
function read(words: readonly string[]): { options: Map<string, string>; others: string[] } {
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

/** `NAME`, also as `=NAME` and with a window and a pane behind a colon. */
function nameIn(target: string): string {
  return target.replace(/^=/, '').split(':')[0] ?? '';
}

function screensOf({ world }: Shell): Map<string, Screen> {
  return world.live.screens;
}

/** Everybody has screens of their own. */
function keyOf({ user }: Shell, name: string): string {
  return `${user} ${name}`;
}

function mine(shell: Shell): Screen[] {
  return [...screensOf(shell)]
    .filter(([key]) => key.startsWith(keyOf(shell, '')))
    .map(([, screen]) => screen);
}

/** Blanks at the ends of lines are none of what a screen shows. */
function printedLines(screen: Screen): string {
  return screen
    .shown()
    .map((line) => line.trimEnd())
    .join('\n');
}

type OnScreen = (
  shell: Shell,
  screen: Screen,
  options: Map<string, string>,
  others: string[],
) => number | Promise<number>;

/** A command on the screen that `-t` names, else on the newest. */
function onScreen(work: OnScreen): Command {
  return (shell, words) => {
    const { options, others } = read(words);
    const target = options.get('t');
    const screen =
      target === undefined ? mine(shell).at(-1) : screensOf(shell).get(keyOf(shell, nameIn(target)));
    if (screen) return work(shell, screen, options, others);
    if (mine(shell).length === 0) return noServer(shell);
    return complain(shell, `can't find session: ${nameIn(target ?? '')}`, 1);
  };
}

function noServer(shell: Shell): number {
  return complain(shell, `no server running on /tmp/tmux-${shell.user === 'root' ? 0 : 1000}/default`, 1);
}

function listSessions(shell: Shell, words: readonly string[]): number {
  const form = read(words).options.get('F') ?? '#{session_name}: 1 windows';
  const lines = mine(shell).map((screen) => `${formed(screen, form)}\n`);
  return lines.length === 0 ? noServer(shell) : say(shell, lines.join(''));
}

function formed({ name, exit, watched }: Screen, form: string): string {
  const values: Record<string, string> = {
    session_name: name,
    session_attached: String(watched),
    pane_dead: exit === null ? '0' : '1',
    pane_dead_status: exit === null ? '' : String(exit),
  };
  return form.replaceAll('#S', name).replaceAll(/#\{(\w+)\}/g, (_all, key: string) => values[key] ?? '');
}

/** Only `remain-on-exit` does anything here. */
function setOption(shell: Shell, words: readonly string[]): number {
  const { options, others } = read(words);
  const target = options.get('t');
  const screen =
    target === undefined ? mine(shell).at(-1) : screensOf(shell).get(keyOf(shell, nameIn(target)));
  if (screen && others[0] === 'remain-on-exit') screen.remains = others[1] === 'on';
  return 0;
}

function newSession(shell: Shell, words: readonly string[]): number | Promise<number> {
  const { options, others } = read(words);
  const name = options.get('s') ?? String(mine(shell).length);
  const known = screensOf(shell).get(keyOf(shell, name));
  if (known)
    return options.has('A') ? attach(shell, known) : complain(shell, `duplicate session: ${name}`, 1);
  if (!options.has('d') && !shell.terminal.keyboard)
    return complain(shell, 'open terminal failed: not a terminal', 1);
  const screen = new Screen(name);
  screensOf(shell).set(keyOf(shell, name), screen);
  void runOn(screen, shell, others);
  return options.has('d') ? 0 : attach(shell, screen);
}

/** Runs what it was made for, whatever becomes of who made it. */
async function runOn(screen: Screen, from: Shell, words: readonly string[]): Promise<void> {
  const shell = { ...from, terminal: screen.terminal };
  // What was asked for in the same call is settled before it begins.
  await new Promise((resolve) => setImmediate(resolve));
  const [line = ''] = words;
  const work =
    words.length > 1 ? shell.call(shell, words) : line === '' ? typeIn(shell) : shell.run(shell, line);
  const code = await work.catch(() => 1);
  if (screen.exit !== null) return;
  if (screen.remains) {
    screen.stay(code);
    return;
  }
  screen.end(code);
  screensOf(from).delete(keyOf(from, screen.name));
}
