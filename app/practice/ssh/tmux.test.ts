import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ENGLISH } from '../move/wording';
import { tryPractice, type Tried } from '../testing';
import { visit, type Visitor } from './testing';

let tried: Tried;
let root: Visitor;
const visitors: Visitor[] = [];
beforeEach(async () => {
  tried = await tryPractice({ preset: 'old-4.01-sqlite' });
  root = await signIn();
});
afterEach(async () => {
  for (const visitor of visitors.splice(0)) visitor.cut();
  await tried.end();
});

async function signIn(user = 'root'): Promise<Visitor> {
  const { ssh } = tried.practice.info();
  const visitor = await visit(ssh ?? { host: '', port: 0 }, user, { password: ssh?.users[user] ?? '' });
  visitors.push(visitor);
  return visitor;
}

const codeOf = async (line: string): Promise<number | null> => (await root.run(line)).code;
const outOf = async (line: string): Promise<string> => (await root.run(line)).out;

describe('tmux', () => {
  it('keeps sessions by name, each user’s own', async () => {
    expect(await outOf('tmux -V')).toMatch(/^tmux 3/);
    expect((await root.run('tmux list-sessions')).errors).toBe('no server running on /tmp/tmux-0/default\n');
    expect(await codeOf('tmux new-session -d -s one cat')).toBe(0);
    expect(await codeOf("tmux new-session -d -x 200 -y 50 -s two 'sleep 100'")).toBe(0);
    expect((await root.run('tmux new-session -d -s two true')).errors).toBe('duplicate session: two\n');
    expect(await codeOf('tmux has-session -t two')).toBe(0);
    expect(await codeOf('tmux has-session -t =two:0')).toBe(0);
    expect((await root.run('tmux has-session -t three')).errors).toBe("can't find session: three\n");
    expect(await outOf("tmux list-sessions -F '#{session_name} #{session_attached}'")).toContain('two 0\n');
    expect((await (await signIn('admin')).run('tmux has-session -t two')).code).toBe(1);
    expect(await codeOf('tmux kill-session -t two')).toBe(0);
    expect(await codeOf('tmux has-session -t two')).toBe(1);
  });

  it('ends a session with its program, unless it is to remain', async () => {
    await root.run("tmux new-session -d -s short 'echo done'");
    await vi.waitFor(async () => expect(await codeOf('tmux has-session -t short')).toBe(1), 15_000);
    await root.run(
      "tmux new-session -d -s kept 'echo done; exit 3' \\; set-option -t kept remain-on-exit on",
    );
    const dead = "tmux display-message -p -t kept '#{pane_dead} #{pane_dead_status}'";
    await vi.waitFor(async () => expect(await outOf(dead)).toBe('1 3\n'), 15_000);
    expect(await outOf('tmux capture-pane -p -t kept')).toBe('done\nPane is dead (status 3)\n');
  });

  it('lets a person look on, type, leave by Ctrl+B d, and come back to the screen as it is', async () => {
    await root.run('tmux new-session -d -s work bash');
    const first = await root.typeAt('tmux attach -t work');
    await first.answer('root@example:~# ', 'echo hello');
    await first.until('\r\nhello\r\n');
    first.type('\u0002d');
    await first.until('[detached (from session work)]');
    expect(await first.ended).toBe(0);
    const second = await root.typeAt('tmux attach-session -t work');
    await second.until('\u001b[2J');
    await second.until('echo hello\r\nhello\r\nroot@example:~#');
    second.type('exit\r');
    await second.until('[exited]');
    expect(await codeOf('tmux has-session -t work')).toBe(1);
    expect(await codeOf('tmux attach -t work')).toBe(1);
  });

  it('keeps a bounded part of what was written', async () => {
    await root.run("tmux new-session -d -s much 'yes 1234567890'");
    await vi.waitFor(
      async () => expect((await outOf('tmux capture-pane -p -t much')).split('\n')).toHaveLength(51),
      15_000,
    );
    await root.run('tmux kill-session -t much');
  });

  it('writes all that is shown into a file, and shows what went by', async () => {
    await root.run('tmux new-session -d -s work bash');
    await root.run("tmux pipe-pane -t work 'cat >> /tmp/work.log'");
    await root.run('tmux send-keys -t work "echo hello" Enter');
    await vi.waitFor(
      async () => expect(await outOf('cat /tmp/work.log')).toContain('echo hello\r\nhello\r\n'),
      15_000,
    );
    expect(await outOf('tail -c +6 /tmp/work.log')).toMatch(/^hello\r\nhello\r\nroot@/);
    expect(await outOf('tmux capture-pane -p -S - -t work')).toContain(
      '# echo hello\nhello\nroot@example:~#\n',
    );
    expect(await codeOf('tmux pipe-pane -t work "tee /tmp/x"')).toBe(1);
  });

  it('goes when the PBX reboots', async () => {
    await root.run('tmux new-session -d -s work bash');
    await tried.control('POST', '/reboot');
    tried.wait(60_000);
    root = await signIn();
    expect(await codeOf('tmux has-session -t work')).toBe(1);
  });
});

it('the script goes on when the line is cut, and a new line finds it where it is', async () => {
  const { cloud } = tried.practice.info();
  await tried.control('POST', '/cloud/ssh', { open: true });
  const command = `/root/practice-move/to-cloud.sh 127.0.0.1:${String(cloud?.ssh?.port)}`;
  await root.run(`tmux new-session -d -s move '${command}; echo "ended with $?" > /tmp/how'`);
  const first = await root.typeAt('tmux attach -t move');
  await first.answer(ENGLISH.password, cloud?.pbx.password ?? '');
  await first.answer(ENGLISH.move('users and licences'), 'y');
  await first.until('0%');
  root.cut();
  await first.ended;

  root = await signIn();
  expect(await outOf('tmux capture-pane -p -t move')).toMatch(/\nusers and licences +\[-{24}\] +0%\n$/);
  tried.wait(4_000);
  const second = await root.typeAt('tmux attach -t move');
  for (const kind of ['recordings', 'voicemail', 'call history', 'phonebooks', 'sounds'])
    await second.answer(ENGLISH.move(kind), 'n');
  await second.until(ENGLISH.done);
  await second.until('[exited]');
  expect(await outOf('cat /tmp/how')).toBe('ended with 0\n');
  expect((await tried.control('GET', '/state')).json()).toMatchObject({
    counters: { movesBegun: 1, movesDone: 1 },
  });
});
