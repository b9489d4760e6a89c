import { afterEach, describe, expect, it } from 'vitest';
import { tryPractice, type Tried } from '../testing';
import { visit, type Visitor } from './testing';

let tried: Tried;
const visitors: Visitor[] = [];
afterEach(async () => {
  for (const visitor of visitors.splice(0)) visitor.cut();
  await tried.end();
});

async function on(preset: string, user = 'root'): Promise<Visitor> {
  tried = await tryPractice({ preset });
  return signIn(user);
}

async function signIn(user = 'root'): Promise<Visitor> {
  const { ssh } = tried.practice.info();
  if (!ssh) throw new Error('this PBX has no SSH');
  const visitor = await visit(ssh, user, { password: ssh.users[user] ?? '' });
  visitors.push(visitor);
  return visitor;
}

const outOf = async (visitor: Visitor, line: string): Promise<string> => (await visitor.run(line)).out;
const codeOf = async (visitor: Visitor, line: string): Promise<number | null> =>
  (await visitor.run(line)).code;

describe('what a look over SSH finds', () => {
  it('on a PBX with SQLite3', async () => {
    const root = await on('old-4.01-sqlite');
    expect(await outOf(root, 'df -Pk /')).toMatch(/\n\/dev\/sda1 +20971520 5242880 15728640 25% \/\n$/);
    const { wall } = { wall: tried.practice.clock().wall() };
    expect(await outOf(root, 'date +%s')).toBe(`${Math.floor(wall / 1000)}\n`);
    expect(await outOf(root, 'hostname')).toBe('example\n');
    expect(await outOf(root, 'uname -a')).toMatch(/^Linux example .*x86_64 GNU\/Linux\n$/);
    expect(await outOf(root, 'command -v screen tmux')).toBe('/usr/bin/tmux\n');
    expect((await outOf(root, 'ps -e -o comm=')).split('\n')).not.toContain('mysqld');
    const path = '/var/lib/practice/pbx.db';
    expect(await outOf(root, `stat -c %s ${path}`)).toBe('734003200\n');
    expect(await outOf(root, `ls -l ${path}`)).toMatch(
      /^-rw-r----- 1 wms wms 734003200 .* \/var\/lib\/practice\/pbx\.db\n$/,
    );
    expect(await outOf(root, 'cat /etc/hostname /etc/debian_version')).toBe('example\n9.13\n');
    expect(await codeOf(root, '[ -x /root/practice-move/to-cloud.sh ]')).toBe(0);
    expect(await root.run('ls -l /nowhere')).toEqual({
      code: 1,
      out: '',
      errors: "ls: cannot access '/nowhere': No such file or directory\n",
    });
  });

  it('on one with MySQL and without tmux', async () => {
    const root = await on('old-4.01-mysql');
    expect((await outOf(root, 'ps -e -o comm=')).split('\n')).toContain('mysqld');
    expect(await root.run('command -v tmux')).toEqual({ code: 1, out: '', errors: '' });
    expect(await codeOf(root, 'tmux -V')).toBe(127);
    expect(await outOf(root, 'du -sk /var/lib/mysql/pbx')).toMatch(/^1887437\t/);
  });

  it('on one with a large database', async () => {
    const root = await on('old-big-db');
    expect(await outOf(root, 'stat -c %s /var/lib/practice/pbx.db')).toBe('6800000000\n');
  });

  it('for the user who is not root', async () => {
    const admin = await on('old-4.01-sqlite', 'admin');
    expect(await outOf(admin, 'id -u; hostname')).toBe('1000\nexample\n');
    expect((await admin.run('cat /root/practice-move/to-cloud.sh')).errors).toContain('Permission denied');
  });

  it('of the cloud PBX, by TCP', async () => {
    const root = await on('old-4.01-sqlite');
    const port = String(tried.practice.info().cloud?.ssh?.port);
    const tries = [`timeout 5 bash -c '</dev/tcp/127.0.0.1/${port}'`, `nc -z -w 5 127.0.0.1 ${port}`];
    for (const line of tries) expect(await codeOf(root, line)).toBe(1);
    expect((await root.run(tries[0] ?? '')).errors).toContain('Connection refused');
    await tried.control('POST', '/cloud/ssh', { open: true });
    for (const line of tries) expect(await codeOf(root, line)).toBe(0);
    // Nothing but this computer is asked.
    expect((await root.run('nc -vz -w 5 192.0.2.1 22')).errors).toContain('Network is unreachable');
  });
});

describe('a line', () => {
  it('goes on by how its commands end, and writes where it is told', async () => {
    const root = await on('old-4.01-sqlite');
    expect(await outOf(root, 'false; echo $?; false || echo or; false && echo and; true && echo then')).toBe(
      '1\nor\nthen\n',
    );
    expect(await outOf(root, 'sh -c "exit 3"; echo "it was $?" > /tmp/how; cat /tmp/how')).toBe('it was 3\n');
    expect(await outOf(root, 'ls /nowhere > /tmp/all 2>&1; echo more >> /tmp/all; cat /tmp/all')).toMatch(
      /cannot access.*\nmore\n$/,
    );
    expect(await root.run('ls /nowhere 2>/dev/null')).toEqual({ code: 1, out: '', errors: '' });
    expect(await outOf(root, 'rm -f /tmp/how; test -e /tmp/how || echo gone')).toBe('gone\n');
    expect(await root.run('ps | grep x')).toMatchObject({ code: 2 });
    expect(await codeOf(root, 'timeout 0.1 sleep 10')).toBe(124);
  });

  it('can be typed', async () => {
    const root = await on('old-4.01-sqlite');
    const terminal = await root.typeAt('bash');
    await terminal.answer('root@example:~# ', 'ech\u007fho $?; false');
    await terminal.until('\r\n0\r\n');
    await terminal.answer('# ', 'echo $?');
    await terminal.until('\r\n1\r\n');
    terminal.type('exit\r');
    expect(await terminal.ended).toBe(0);
  });

  it('of su can be typed at too', async () => {
    const admin = await on('old-4.01-sqlite', 'admin');
    const terminal = await admin.typeAt('su -');
    await terminal.answer('Password: ', 'Practice-Root-4');
    await terminal.answer('root@example:~# ', 'whoami');
    await terminal.until('\r\nroot\r\n');
    expect(terminal.shown).not.toContain('Practice-Root-4');
  });
});
