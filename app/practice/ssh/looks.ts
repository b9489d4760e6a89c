import { fileAt, mayLook, type Seen } from './files';
import { complain, say, type Command, type Commands, type Shell } from './shell';

/** Commands that only look. */
export const LOOKS: Commands = {
  df: (shell) => say(shell, freeSpace(shell)),
  date: (shell, words) =>
    say(
      shell,
      `${dateAs(
        shell,
        words.find((word) => word.startsWith('+')),
      )}\n`,
    ),
  hostname: (shell) => say(shell, `${shell.world.store.state.hostname}\n`),
  uname: (shell, [flag]) => say(shell, `${system(shell, flag)}\n`),
  ps: (shell, words) => say(shell, processes(shell, words.join(' ').includes('='))),
  ls: eachFile('ls', (shell, path, seen) => say(shell, `${line(shell, path, seen)}\n`)),
  stat: status,
  du: eachFile('du', (shell, path, { bytes }, flags) =>
    say(shell, `${flags.includes('b') ? bytes : Math.ceil(bytes / 1024)}\t${path}\n`),
  ),
  cat: eachFile('cat', read),
  tail: tail,
  test: (shell, words) => tested(shell, words),
  '[': (shell, words) => tested(shell, words.slice(0, -1)),
  rm: (shell, words) => remove(shell, words),
};

function freeSpace({ world }: Shell): string {
  const { size, used } = world.preset.machine.root;
  const percent = Math.ceil((used / size) * 100);
  return `Filesystem     1024-blocks     Used Available Capacity Mounted on\n/dev/sda1      ${size} ${used} ${size - used} ${percent}% /\n`;
}

/** In the zone of Greenwich, whatever the PBX's settings are. */
function dateAs({ world }: Shell, form = '+%Y-%m-%d %H:%M:%S UTC'): string {
  const now = new Date(world.clock.wall());
  const [date = '', time = ''] = now.toISOString().split(/[T.]/);
  const parts: Record<string, string> = {
    F: date,
    T: time,
    s: String(Math.floor(now.getTime() / 1000)),
    Z: 'UTC',
    z: '+0000',
  };
  for (const [index, sign] of ['Y', 'm', 'd'].entries()) parts[sign] = date.split('-')[index] ?? '';
  for (const [index, sign] of ['H', 'M', 'S'].entries()) parts[sign] = time.split(':')[index] ?? '';
  return form.slice(1).replaceAll(/%(\w)/g, (all, sign: string) => parts[sign] ?? all);
}

function system({ world }: Shell, flag = '-s'): string {
  const parts = { s: 'Linux', n: world.store.state.hostname, r: '4.9.0-19-amd64', m: 'x86_64' };
  if (flag === '-a') return `${parts.s} ${parts.n} ${parts.r} #1 SMP Debian ${parts.m} GNU/Linux`;
  return parts[flag.slice(1) as keyof typeof parts];
}

function processes({ world }: Shell, bare: boolean): string {
  const { machine } = world.preset;
  const names = ['systemd', 'cron', 'sshd', 'ntpd', 'nginx', 'php-fpm'];
  if (machine.database.engine === 'mysql') names.push('mysqld');
  if (world.live.screens.size > 0) names.push('tmux: server');
  return `${bare ? '' : 'COMMAND\n'}${names.join('\n')}\n`;
}

type Look = (shell: Shell, path: string, seen: Seen, flags: string) => number;

/** For each path of the command, which complains where there is nothing. */
function eachFile(name: string, look: Look): Command {
  return (shell, words) => {
    const flags = words.filter((word) => word.startsWith('-')).join('');
    let code = 0;
    for (const path of words.filter((word) => !word.startsWith('-'))) {
      const seen = mayLook(shell, path) ? fileAt(shell, path) : undefined;
      const why = mayLook(shell, path) ? 'No such file or directory' : 'Permission denied';
      const cannot = name === 'ls' || name === 'du' ? `cannot access '${path}'` : path;
      code = seen
        ? Math.max(code, look(shell, path, seen, flags))
        : complain(shell, `${name}: ${cannot}: ${why}`, 1);
    }
    return code;
  };
}

function line({ world }: Shell, path: string, { isFolder, mode, owner, bytes }: Seen): string {
  const made = new Date(world.clock.wall()).toUTCString().slice(5, 11).split(' ').reverse().join(' ');
  return `${isFolder ? 'd' : '-'}${mode} 1 ${owner} ${owner} ${bytes} ${made} 04:00 ${path}`;
}

/** `stat -c FORMAT PATH...`. */
function status(shell: Shell, words: readonly string[]): number | Promise<number> {
  const place = words.indexOf('-c');
  if (place < 0) return complain(shell, 'stat: only -c is known here', 1);
  const form = words[place + 1] ?? '';
  const show = eachFile('stat', (_shell, path, { bytes, isFolder }) => {
    const kind = isFolder ? 'directory' : 'regular file';
    const parts: Record<string, string> = { s: String(isFolder ? 4096 : bytes), n: path, F: kind };
    return say(shell, `${form.replaceAll(/%(\w)/g, (all, sign: string) => parts[sign] ?? all)}\n`);
  });
  return show(shell, words.toSpliced(place, 2));
}

function read(shell: Shell, path: string, { text, isFolder }: Seen): number {
  if (text !== undefined) return say(shell, text);
  return complain(shell, `cat: ${path}: ${isFolder ? 'Is a directory' : 'Is not for a person to read'}`, 1);
}

/** `tail -c +N FILE`: from the nth byte on; `tail -n N FILE`: the last lines, 10 if left out. */
function tail(shell: Shell, words: readonly string[]): number | Promise<number> {
  const place = words.findIndex((word) => word === '-c' || word === '-n');
  const count = place < 0 ? '10' : (words[place + 1] ?? '');
  const show = eachFile('tail', (_shell, path, seen) => {
    const { text } = seen;
    if (text === undefined) return read(shell, path, seen);
    if (words[place] === '-c' && count.startsWith('+'))
      return say(
        shell,
        Buffer.from(text)
          .subarray(Number(count) - 1)
          .toString('utf8'),
      );
    return say(
      shell,
      text
        .split('\n')
        .slice(-Number(count) - 1)
        .join('\n'),
    );
  });
  return show(shell, place < 0 ? words : words.toSpliced(place, 2));
}

/** `-e`, `-f`, `-d`, `-s`, `-r`, `-x` and a path; `-n`, `-z` and a text; `=` between two. */
function tested(shell: Shell, words: readonly string[]): number {
  const [first = '', second = '', third] = words;
  if (third !== undefined) return (second === '=') === (first === third) ? 0 : 1;
  if (first === '-n') return second === '' ? 1 : 0;
  if (first === '-z') return second === '' ? 0 : 1;
  const seen = mayLook(shell, second) ? fileAt(shell, second) : undefined;
  if (!seen) return 1;
  if (first === '-d') return seen.isFolder ? 0 : 1;
  if (first === '-x') return seen.mode.includes('x') ? 0 : 1;
  return first === '-f' && seen.isFolder ? 1 : 0;
}

/** Only what was written here can be removed. */
function remove(shell: Shell, words: readonly string[]): number {
  const paths = words.filter((word) => !word.startsWith('-'));
  const kept = paths.filter((path) => !shell.world.live.files.delete(path) && fileAt(shell, path));
  for (const path of kept) complain(shell, `rm: cannot remove '${path}': Operation not permitted`, 1);
  return kept.length === 0 ? 0 : 1;
}
