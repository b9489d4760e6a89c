import { showOtp } from '../pbx/otp';
import type { SshSetup } from '../presets/preset';
import type { World } from '../world';
import { readLine } from './words';

/** Where a command reads and writes. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Shows the prompt and reads a line without showing it; missing where there is no terminal. */
  secret?: (prompt: string) => Promise<string>;
  /** True when nobody listens any more. */
  gone(): boolean;
}

/** The few things that can be done on a practice PBX as one of its users. */
export interface Shell {
  world: World;
  setup: SshSetup;
  user: string;
  terminal: Terminal;
}

type Command = (shell: Shell, words: readonly string[]) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  '/usr/sbin/get_admin_otp': printOtp,
  echo: (shell, words) => say(shell, `${words.join(' ')}\n`),
  whoami: (shell) => say(shell, `${shell.user}\n`),
  true: () => 0,
  false: () => 1,
  exit: (_shell, [code = '0']) => Number(code),
  exec: (shell, words) => runWords(shell, words),
  // Settings before a command have no effect here.
  env: (shell, words) => runWords(shell, words.slice(words.findIndex((word) => !/^\w+=/.test(word)))),
  su: becomeUser,
  yes: forEver,
  sleep: (shell, [seconds = '0']) => waitFor(shell, Number(seconds) * 1000),
};

/** Runs a line; gives the exit code of its last command. */
export async function runLine(shell: Shell, line: string): Promise<number> {
  const commands = readLine(line);
  if (!commands) return complain(shell, 'sh: syntax error: a quote is not closed', 2);
  let code = 0;
  for (const words of commands) code = await runWords(shell, words);
  return code;
}

async function runWords(shell: Shell, [name = '', ...words]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command(shell, words);
  return complain(
    shell,
    `sh: ${name}: ${name.includes('/') ? 'No such file or directory' : 'not found'}`,
    127,
  );
}

/** For root only, and not there before the version that has a second factor. */
function printOtp(shell: Shell): number {
  const { world, setup, user } = shell;
  const name = '/usr/sbin/get_admin_otp';
  if (user !== 'root') return complain(shell, `sh: ${name}: Permission denied`, 126);
  const shown = showOtp(world);
  if ('refused' in shown) return complain(shell, `sh: ${name}: No such file or directory`, 127);
  world.store.change(({ counters }) => (counters.otpsPrinted += 1));
  return say(shell, setup.print(shown.otp, Math.floor(shown.validMs / 1000)));
}

/** `su [-] [USER] [-c LINE]`; asks for that user's password unless root asks. */
async function becomeUser(shell: Shell, words: readonly string[]): Promise<number> {
  const place = words.indexOf('-c');
  const line = place < 0 ? undefined : words[place + 1];
  const [user = 'root'] = words.filter(
    (word, at) => !word.startsWith('-') && (place < 0 || at !== place + 1),
  );
  const { terminal, setup, world } = shell;
  const right = user === 'root' || user === 'admin' ? setup.users[user] : undefined;
  if (right === undefined) return complain(shell, `su: user ${user} does not exist`, 1);
  if (shell.user !== 'root') {
    if (!terminal.secret) return complain(shell, 'su: must be run from a terminal', 1);
    if ((await terminal.secret('Password: ')) !== right) {
      world.store.change(({ counters }) => (counters.suWrongPasswords += 1));
      return complain(shell, 'su: Authentication failure', 1);
    }
  }
  return line === undefined ? 0 : runLine({ ...shell, user }, line);
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
  while (Date.now() < until && !terminal.gone()) await new Promise((resolve) => setTimeout(resolve, 50));
  return 0;
}

function say({ terminal }: Shell, text: string): number {
  terminal.out(text);
  return 0;
}

function complain({ terminal }: Shell, text: string, code: number): number {
  terminal.error(`${text}\n`);
  return code;
}
