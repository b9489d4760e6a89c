import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cookieOf, FIRST, tryPractice, type Tried } from '../testing';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-6' });
});
afterEach(() => tried.end());

const NEW_PASSWORD = 'Another-Passw0rd';

async function status(sending: Parameters<Tried['api']>[2], path = '/personal/info'): Promise<number> {
  return (await tried.api('GET', path, sending)).status;
}

async function newToken(expireTime: number, pbxUser = 'admin'): Promise<string> {
  const json = { name: 'a test', pbxUser, expireTime };
  await tried.api('POST', '/pbx/applications/simpletoken/', { login: FIRST, json });
  const { result } = (await tried.api('GET', '/pbx/applications/simpletoken')).json();
  return (result as { records: { secret: string }[] }).records.at(-1)?.secret ?? '';
}

function changePassword(id: string, password: string): Promise<unknown> {
  return tried.api('PUT', `/PBX/Colleagues/${id}`, { login: FIRST, json: { password } });
}

describe('signing in', () => {
  it('works by Basic, and the new WEB password counts at once', async () => {
    expect(await status({ login: FIRST })).toBe(200);
    await changePassword('1048576', NEW_PASSWORD);
    expect(await status({ login: FIRST })).toBe(401);
    expect(await status({ login: ['admin', NEW_PASSWORD] })).toBe(200);
  });

  it('works by session login and its cookie', async () => {
    const form = { login: 'admin', password: 'wildix' };
    const answer = await tried.api('POST', '/personal/login', { form });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^PHPSESSID=\w+; .*HttpOnly; Secure/);
    expect(await status({ cookie: cookieOf(answer) })).toBe(200);
    const wrong = await tried.api('POST', '/personal/login', { form: { login: 'admin', password: 'x' } });
    expect(wrong.status).toBe(401);
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('works by a Simple Token, in the header or in the query, until it expires', async () => {
    const soon = Math.floor(Date.now() / 1000) + 3600;
    const bearer = await newToken(soon);
    expect(bearer).toMatch(/^access_/);
    expect(await status({ bearer })).toBe(200);
    expect(await status({}, `/personal/info?token=${bearer}`)).toBe(200);
    expect(await status({ bearer: 'access_wrong' })).toBe(401);
    tried.setWall((soon + 1) * 1000);
    expect(await status({ bearer })).toBe(401);
  });

  it('refuses a token that would be over already, and renames and deletes the others', async () => {
    const json = { name: 'x', pbxUser: 'admin', expireTime: 1 };
    const past = await tried.api('POST', '/pbx/applications/simpletoken', { login: FIRST, json });
    expect(past.status).toBe(400);
    const bearer = await newToken(Math.floor(Date.now() / 1000) + 3600);
    const path = '/pbx/applications/simpletoken/1/';
    await tried.api('PUT', path, { login: FIRST, json: { name: 'renamed' } });
    const { result } = (await tried.api('GET', '/pbx/applications/simpletoken')).json();
    expect(result).toHaveProperty('records.0.name', 'renamed');
    await tried.api('DELETE', path);
    expect(await status({ bearer })).toBe(401);
  });

  it('knows no Simple Tokens on version 4', async () => {
    const old = await tryPractice({ preset: 'virtual-4.01' });
    expect((await old.api('GET', '/pbx/applications/simpletoken')).status).toBe(404);
    await old.end();
  });

  it('lets users who are no admins see but not change', async () => {
    await changePassword('1048577', NEW_PASSWORD);
    const login = ['101', NEW_PASSWORD] as const;
    expect(await status({ login })).toBe(200);
    expect(await status({ login }, '/Colleagues')).toBe(200);
    expect(await status({ login }, '/PBX/Colleagues')).toBe(403);
    const put = await tried.api('PUT', '/PBX/Colleagues/1048576', {
      login,
      json: { password: NEW_PASSWORD },
    });
    expect(put.status).toBe(403);
  });

  it('refuses a WEB password that is too short', async () => {
    const json = { password: 'short' };
    expect((await tried.api('PUT', '/PBX/Colleagues/1048576', { login: FIRST, json })).status).toBe(400);
    expect(await status({ login: FIRST })).toBe(200);
  });
});

describe('wrong passwords', () => {
  const wrong = { login: ['admin', 'not-it'] } as const;

  async function tryWrong(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) expect(await status(wrong)).toBe(401);
  }

  it('five in a row block the login for ten minutes, also with the right password', async () => {
    await tryWrong(5);
    expect(await status({ login: FIRST })).toBe(403);
    tried.wait(10 * 60_000 - 1);
    expect(await status({ login: FIRST })).toBe(403);
    tried.wait(1);
    expect(await status({ login: FIRST })).toBe(200);
  });

  it('four do not, and a right one starts the count again', async () => {
    await tryWrong(4);
    expect(await status({ login: FIRST })).toBe(200);
    await tryWrong(4);
    expect(await status({ login: FIRST })).toBe(200);
  });

  it('do not block tokens, nor other logins', async () => {
    const bearer = await newToken(Math.floor(Date.now() / 1000) + 3600);
    await changePassword('1048577', NEW_PASSWORD);
    await tryWrong(5);
    expect(await status({ bearer })).toBe(200);
    expect(await status({ login: ['101', NEW_PASSWORD] })).toBe(200);
  });

  it('are counted, by login', async () => {
    await tryWrong(2);
    await status({ login: FIRST });
    await status({ login: ['nobody', 'x'] });
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ failedSignIns: { admin: 2, nobody: 1 }, passwordAttempts: 4 });
  });
});
