import { showOtp } from '../pbx/otp';
import { complain, say, type Commands, type Shell } from './shell';
import { readTyped } from './terminal';
import { typeIn } from './type-in';

/** Who one is, and what only root may. */
export const ACCOUNT: Commands = {
  '/usr/sbin/get_admin_otp': printOtp,
  whoami: (shell) => say(shell, `${shell.user}\n`),
  id: (shell, [flag = '']) => say(shell, `${identity(shell, flag)}\n`),
  su: becomeUser,
};

function identity({ user }: Shell, flag: string): string {
  const number = user === 'root' ? 0 : 1000;
  if (flag === '-u') return String(number);
  return flag === '-un' ? user : `uid=${number}(${user}) gid=${number}(${user})`;
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
    if (!terminal.keyboard) return complain(shell, 'su: must be run from a terminal', 1);
    if ((await readTyped(terminal, 'Password: ', false)) !== right) {
      world.store.change(({ counters }) => (counters.suWrongPasswords += 1));
      return complain(shell, 'su: Authentication failure', 1);
    }
  }
  const there = { ...shell, user };
  if (line !== undefined) return shell.run(there, line);
  return terminal.keyboard ? typeIn(there) : 0;
}
