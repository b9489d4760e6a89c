import { afterEach, describe, expect, it } from 'vitest';
import type { PracticeInfo, PracticeOptions } from '../practice';
import { visit, type Typed, type Visitor } from '../ssh/testing';
import { FIRST, send, tryPractice, type Tried } from '../testing';
import { KINDS } from './script-words';
import { ENGLISH, GERMAN } from './wording';

/** The practice script, over SSH as a person runs it. Inside time runs fast, so that nobody waits for its bars. */

let tried: Tried;
const visitors: Visitor[] = [];
afterEach(async () => {
  for (const visitor of visitors.splice(0)) visitor.cut();
  await tried.end();
});

async function practise(options: Omit<PracticeOptions, 'directory'> = {}): Promise<void> {
  tried = await tryPractice({ preset: 'old-4.01-sqlite', wall: Date.now, speed: 400, ...options });
}

async function signIn(user = 'root'): Promise<Visitor> {
  const { ssh } = tried.practice.info();
  if (!ssh) throw new Error('this PBX has no SSH');
  const visitor = await visit(ssh, user, { password: ssh.users[user] ?? '' });
  visitors.push(visitor);
  return visitor;
}

function cloud(): NonNullable<PracticeInfo['cloud']> {
  const info = tried.practice.info().cloud;
  if (!info) throw new Error('there is no cloud PBX');
  return info;
}

const command = (): string => `/root/practice-move/to-cloud.sh 127.0.0.1:${String(cloud().ssh?.port)}`;
const openDoor = (): Promise<unknown> => tried.control('POST', '/cloud/ssh', { open: true });

async function state(): Promise<{ counters: Record<string, number>; cloud: { holds: object } }> {
  return (await tried.control('GET', '/state')).json() as Awaited<ReturnType<typeof state>>;
}

async function users(of = '/users'): Promise<Record<string, string>[]> {
  return JSON.parse((await tried.control('GET', of)).text) as Record<string, string>[];
}

/** Whether the cloud PBX lets this password in. */
async function takes(password: string): Promise<boolean> {
  const { url, fingerprint256 } = cloud().pbx;
  const answer = await send(
    'GET',
    `${url}/api/v1/PBX/version`,
    { login: ['admin', password] },
    fingerprint256,
  );
  return answer.status === 200;
}

async function answerAll(terminal: Typed, words = ENGLISH, no: readonly string[] = []): Promise<void> {
  for (const kind of words.order)
    await terminal.answer(
      words.move(words.kinds[kind]),
      no.includes(kind) ? (words.no[0] ?? '') : (words.yes[0] ?? ''),
    );
}

async function started(line = command()): Promise<Typed> {
  await openDoor();
  return (await signIn()).typeAt(line);
}

describe('the practice script', () => {
  it('moves what is said yes to, and the cloud PBX then has the old PBX’s password', async () => {
    await practise();
    await tried.api('PUT', '/PBX/Colleagues/1048576', {
      login: FIRST,
      json: { password: 'Old-Pbx-Passw0rd' },
    });
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await answerAll(terminal, ENGLISH, ['voicemail']);
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown).toMatch(/\rrecordings {15}\[#{24}\] 100%\r\nMoved: recordings \(412\)/);
    expect(terminal.shown).toContain('Not moved: voicemail');
    expect(terminal.shown).not.toContain(cloud().pbx.password);
    expect(await users('/cloud/users')).toEqual(await users());
    expect(await state()).toMatchObject({
      counters: { movesBegun: 1, movesDone: 1 },
      cloud: { holds: { recordings: 412, calls: 18_342, phonebooks: 6, sounds: 21 } },
    });
    expect((await state()).cloud.holds).not.toHaveProperty('voicemail');
    expect([await takes('Old-Pbx-Passw0rd'), await takes(cloud().pbx.password)]).toEqual([true, false]);
    await tried.practice.restart();
    expect(await users('/cloud/users')).toHaveLength(50);
    expect(await takes('Old-Pbx-Passw0rd')).toBe(true);
  });

  it('draws its bars over themselves as time goes by', async () => {
    let now = Date.now();
    await practise({ wall: () => now, speed: 1 });
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(ENGLISH.move('users and licences'), 'yes');
    await terminal.until('\rusers and licences       [------------------------]   0%');
    now += 2_000;
    await terminal.until('\rusers and licences       [############------------]  50%');
    now += 2_000;
    await terminal.until('100%');
    await terminal.until('Moved: users and licences (49)');
  });

  it('asks three times for the password, and then gives up with nothing moved', async () => {
    await practise();
    const terminal = await started();
    for (const wrong of ['one', 'two', 'three']) await terminal.answer(ENGLISH.password, wrong);
    expect(await terminal.ended).toBe(4);
    expect(terminal.shown.match(/Wrong password\./g)).toHaveLength(3);
    expect(await users('/cloud/users')).toHaveLength(1);
  });

  it('says that the cloud PBX cannot be reached while its SSH is closed, and when it closes in the middle', async () => {
    await practise();
    const closed = await (await signIn()).typeAt(command());
    expect(await closed.ended).toBe(3);
    expect(closed.shown).toContain('is SSH port 2222 of the cloud PBX open?');
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(ENGLISH.move('users and licences'), 'y');
    await terminal.until(ENGLISH.move('recordings'));
    await tried.control('POST', '/cloud/ssh', { open: false });
    terminal.type('y\r');
    expect(await terminal.ended).toBe(5);
    expect(await takes(cloud().pbx.password)).toBe(true);
  });

  it('asks again what was not answered with yes or no', async () => {
    await practise();
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(ENGLISH.move('users and licences'), 'perhaps');
    await terminal.until(ENGLISH.yesOrNo);
    await terminal.answer(ENGLISH.move('users and licences'), 'N');
    await terminal.until('Not moved: users and licences');
  });

  it('is called off by Ctrl+C, at a question and in the middle of a bar', async () => {
    await practise({ speed: 1 });
    const terminal = await started();
    await terminal.until(ENGLISH.password);
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
    const second = await started();
    await second.answer(ENGLISH.password, cloud().pbx.password);
    await second.answer(ENGLISH.move('users and licences'), 'y');
    await second.until('0%');
    second.type('\u0003');
    expect(await second.ended).toBe(130);
    expect(await users('/cloud/users')).toHaveLength(1);
  });

  it('does not move version 3 with MySQL', async () => {
    await practise({ preset: 'old-3.88-mysql' });
    const terminal = await started();
    expect(await terminal.ended).toBe(2);
    expect(terminal.shown).toContain('WMS 3.88.43102.7 can only be moved with SQLite3; this PBX uses MySQL.');
  });

  it('moves version 4 with MySQL', async () => {
    await practise({ preset: 'old-4.01-mysql' });
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await answerAll(terminal);
    expect(await terminal.ended).toBe(0);
  });

  it('is for root at a terminal, and wants to be told where to', async () => {
    await practise();
    await openDoor();
    const root = await signIn();
    expect(await root.run(command())).toMatchObject({
      code: 1,
      errors: expect.stringContaining('terminal') as string,
    });
    expect(await (await root.typeAt('/root/practice-move/to-cloud.sh')).ended).toBe(64);
    expect(await (await (await signIn('admin')).typeAt(command())).ended).toBe(126);
  });

  it('ends without an end when its line is cut', async () => {
    await practise({ speed: 1 });
    const root = await signIn();
    await openDoor();
    const terminal = await root.typeAt(command());
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(ENGLISH.move('users and licences'), 'y');
    await terminal.until('0%');
    root.cut();
    await terminal.ended;
    // The cut is seen there, too, before time goes on.
    const other = await signIn();
    await other.run('sleep 0.2');
    tried.wait(60_000);
    await other.run('sleep 0.2');
    expect(await state()).toMatchObject({ counters: { movesBegun: 1, movesDone: 0 } });
    expect(await users('/cloud/users')).toHaveLength(1);
  });
});

describe('told to do it wrong', () => {
  it('move-in-german: other words, another order', async () => {
    await practise({ faults: ['move-in-german'] });
    const terminal = await started();
    await terminal.answer(GERMAN.password, cloud().pbx.password);
    await answerAll(terminal, GERMAN);
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown.indexOf('Ansagen')).toBeLessThan(terminal.shown.indexOf('Benutzer'));
    expect([...GERMAN.order].sort()).toEqual([...KINDS].sort());
    expect(await users('/cloud/users')).toHaveLength(50);
  });

  it('move-asks-unknown: one question more', async () => {
    await practise({ faults: ['move-asks-unknown'] });
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(ENGLISH.unknown, 'year');
    await answerAll(terminal);
    expect(await terminal.ended).toBe(0);
  });

  it.each([
    ['same', ENGLISH.password],
    ['other', ENGLISH.passwordAgain],
  ])('move-asks-password-twice=%s', async (how, prompt) => {
    await practise({ faults: [`move-asks-password-twice=${how}`] });
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(prompt, 'another');
    await terminal.until(ENGLISH.differs);
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(prompt, cloud().pbx.password);
    await answerAll(terminal);
    expect(await terminal.ended).toBe(0);
  });

  it('move-dies: in the middle of the second kind, with the first one moved and the password not', async () => {
    await practise({ faults: ['move-dies'] });
    const terminal = await started();
    await terminal.answer(ENGLISH.password, cloud().pbx.password);
    await terminal.answer(ENGLISH.move('users and licences'), 'y');
    await terminal.answer(ENGLISH.move('recordings'), 'y');
    expect(await terminal.ended).toBe(139);
    expect(terminal.shown).toMatch(/\[#{12}-{12}\] {2}50%\r\nSegmentation fault\r\n$/);
    expect(await users('/cloud/users')).toHaveLength(50);
    expect(await takes(cloud().pbx.password)).toBe(true);
    expect(await state()).toMatchObject({ counters: { movesDone: 0 }, cloud: { holds: {} } });
  });

  it('cloud-not-reached: from here it is, from the PBX it is not', async () => {
    await practise({ faults: ['cloud-not-reached'] });
    await openDoor();
    const root = await signIn();
    const port = String(cloud().ssh?.port);
    expect((await root.run(`timeout 0.3 bash -c '</dev/tcp/127.0.0.1/${port}'`)).code).toBe(124);
    expect((await root.run(`nc -z -w 0.3 127.0.0.1 ${port}`)).code).toBe(1);
    const { ssh } = cloud();
    if (ssh) visitors.push(await visit(ssh, 'root', { password: ssh.users['root'] ?? '' }));
  });
});
