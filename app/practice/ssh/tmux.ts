import { attach } from './attach';
import { controlMode } from './control-mode';
import type { Screen } from './screen';
import { complain, say, type Command, type Commands, type Shell } from './shell';
import { newSession } from './tmux-new';
import { forget, mine, named, noServer, onScreen, readAsked } from './tmux-sessions';

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
  if (GLOBAL.test(first)) return one(first.includes('C') ? { ...shell, control: true } : shell, rest);
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
  pipep: 'pipe-pane',
  display: 'display-message',
  set: 'set-option',
};

const SUB: Readonly<Record<string, Command>> = {
  'new-session': newSession,
  'attach-session': onScreen((shell, screen) => (shell.control ? controlMode : attach)(shell, screen)),
  'has-session': onScreen(() => 0),
  'list-sessions': listSessions,
  'list-panes': onScreen((shell, screen, { options }) =>
    say(shell, `${formed(screen, options.get('F') ?? '0: [200x50]')}\n`),
  ),
  'display-message': onScreen((shell, screen, { others }) =>
    say(shell, `${formed(screen, others[0] ?? '')}\n`),
  ),
  'kill-session': onScreen(kill),
  'kill-server': (shell) => Math.max(0, ...mine(shell).map((screen) => kill(shell, screen))),
  'capture-pane': onScreen((shell, screen, { options }) =>
    say(shell, `${printed(options.get('S') === '-' ? screen.all() : screen.shown())}\n`),
  ),
  'pipe-pane': onScreen((shell, screen, { others }) => pipe(shell, screen, others[0])),
  'detach-client': onScreen((_shell, screen) => {
    screen.dismiss();
    return 0;
  }),
  'send-keys': onScreen((_shell, screen, { others }) => {
    screen.keyboard.feed(others.map((key) => KEYS[key] ?? key).join(''));
    return 0;
  }),
  'set-option': setOption,
  // It is there as soon as it is asked for.
  'start-server': () => 0,
};

const KEYS: Readonly<Record<string, string>> = {
  Enter: '\r',
  'C-c': '\u0003',
  'C-d': '\u0004',
  Space: ' ',
};

function kill(shell: Shell, screen: Screen): number {
  forget(shell, screen);
  screen.end(137);
  return 0;
}

/** Blanks at the ends of lines are none of what a screen shows. */
function printed(lines: readonly string[]): string {
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** `cat >> FILE` from now on, or nothing any more. */
function pipe(shell: Shell, screen: Screen, line: string | undefined): number {
  const path = /^cat >>? ?(\S+)$/.exec(line ?? '')?.[1];
  if (line !== undefined && path === undefined)
    return complain(shell, 'pipe-pane: only "cat >> FILE" is known here', 1);
  screen.pipe = path === undefined ? null : (text) => shell.world.live.append(path, text);
  return 0;
}

function listSessions(shell: Shell, words: readonly string[]): number {
  const form = readAsked(words).options.get('F') ?? '#{session_name}: 1 windows';
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
  const asked = readAsked(words);
  const screen = named(shell, asked);
  const [option, value] = asked.others;
  if (screen && option === 'remain-on-exit') screen.remains = value === 'on';
  return 0;
}
