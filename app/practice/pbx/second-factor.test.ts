import { afterEach, describe, expect, it } from 'vitest';
import { within } from '@testing-library/dom';
import {
  bodyOf,
  cookieOf,
  FIRST,
  otpOf,
  tryPractice,
  upgradeFully,
  type Answer,
  type Tried,
} from '../testing';

let tried: Tried;
afterEach(() => tried.end());

async function start(preset: string): Promise<void> {
  tried = await tryPractice({ preset });
}

const PASSWORD = { login: FIRST[0], password: FIRST[1] };

function alarmOf(answer: Answer): string | null {
  return within(bodyOf(answer)).getByRole('alert').textContent;
}

function post(path: string, form: Record<string, string>, cookie?: string): Promise<Answer> {
  return tried.page('POST', path, { form, cookie });
}

async function opens(cookie: string): Promise<boolean> {
  return (await tried.page('GET', '/users', { cookie })).status === 200;
}

async function counters(): Promise<unknown> {
  return (await tried.control('GET', '/state')).json()['counters'];
}

function wrongOf(otp: string): string {
  return otp === '000000' ? '000001' : '000000';
}

describe('a PBX that asks for the OTP after the password', () => {
  it('lets nobody in before it', async () => {
    await start('virtual-7-2fa');
    const page = within(bodyOf(await tried.page('GET', '/login')));
    expect(page.queryByLabelText('One-time password')).toBeNull();
    const first = await post('/login', PASSWORD);
    expect([first.status, first.headers['location']]).toEqual([303, '/login/otp']);
    const cookie = cookieOf(first);
    expect(await opens(cookie)).toBe(false);
    expect((await tried.api('GET', '/personal/info', { cookie })).status).toBe(401);
    const asks = within(bodyOf(await tried.page('GET', '/login/otp', { cookie })));
    expect(asks.getByLabelText('One-time password').getAttribute('name')).toBe('otp');
    expect(asks.getByRole('button', { name: 'Confirm' })).toBeTruthy();
    const second = await post('/login/otp', { otp: await otpOf(tried) }, cookie);
    expect(second.headers['location']).toBe('/users');
    expect(await opens(cookieOf(second))).toBe(true);
    expect((await tried.api('GET', '/personal/info', { cookie: cookieOf(second) })).status).toBe(200);
    expect(await opens(cookie)).toBe(false);
  });

  it('goes back to the password when there was none', async () => {
    await start('virtual-7-2fa');
    expect((await tried.page('GET', '/login/otp')).headers['location']).toBe('/login');
    expect((await post('/login/otp', { otp: await otpOf(tried) })).headers['location']).toBe('/login');
    expect(await counters()).toMatchObject({ otpAttempts: 0 });
  });
});

describe('a PBX whose upgrade brings the second factor', () => {
  it('takes Basic before, and neither offers nor looks at it afterwards', async () => {
    await start('crossing-2fa');
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
    expect((await tried.api('GET', '/PBX/version', {})).headers['www-authenticate']).toMatch(/^Basic /);
    await upgradeFully(tried);
    const refused = await tried.api('GET', '/PBX/version');
    expect(refused.status).toBe(401);
    expect(refused.headers).not.toHaveProperty('www-authenticate');
    for (let time = 0; time < 6; time += 1) {
      const wrong = await tried.api('GET', '/PBX/version', { login: ['admin', 'not-it'] });
      expect([wrong.status, wrong.text]).toEqual([401, refused.text]);
    }
    expect(await counters()).toMatchObject({ failedSignIns: {}, basicRefused: { admin: 7 } });
  });

  it('asks for password and OTP in one page, from then on', async () => {
    await start('crossing-2fa');
    const label = 'One-time password';
    expect(within(bodyOf(await tried.page('GET', '/login'))).queryByLabelText(label)).toBeNull();
    await upgradeFully(tried);
    expect(within(bodyOf(await tried.page('GET', '/login'))).getByLabelText(label)).toBeTruthy();
    expect(alarmOf(await post('/login', PASSWORD))).toContain('one-time password');
    expect(await counters()).toMatchObject({ otpAttempts: 0, failedSignIns: {} });
    const answer = await post('/login', { ...PASSWORD, otp: await otpOf(tried) });
    expect(await opens(cookieOf(answer))).toBe(true);
  });

  it('goes on taking Simple Tokens that were made before, and users who are no root admins by Basic', async () => {
    await start('crossing-2fa');
    const expireTime = Math.floor(Date.now() / 1000) + 3600;
    const json = { name: 'before', pbxUser: 'admin', expireTime };
    await tried.api('POST', '/pbx/applications/simpletoken', { login: FIRST, json });
    const { result } = (await tried.api('GET', '/pbx/applications/simpletoken')).json();
    const bearer = (result as { records: { secret: string }[] }).records[0]?.secret ?? '';
    const password = 'Another-Passw0rd';
    await tried.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json: { password } });
    await upgradeFully(tried);
    expect((await tried.api('GET', '/PBX/version', { bearer })).status).toBe(200);
    expect((await tried.api('GET', '/personal/info', { login: ['101', password] })).status).toBe(200);
    await tried.api('DELETE', '/pbx/applications/simpletoken/1', { bearer });
    expect((await tried.api('GET', '/PBX/version', { bearer })).status).toBe(401);
    expect(await counters()).toMatchObject({ tokensMade: 1, tokensDeleted: 1, unknownTokens: 1 });
  });
});

describe('the session login of the API', () => {
  it('says that a second factor is needed, to a right password only, and takes none', async () => {
    await start('virtual-7-2fa');
    const otp = await otpOf(tried);
    const right = await tried.api('POST', '/personal/login', { form: { ...PASSWORD, otp } });
    expect(right.json()).toEqual({
      type: 'error',
      reason: 'Second factor required: one-time password (OTP)',
      code: 401,
    });
    expect(right.headers).not.toHaveProperty('set-cookie');
    const form = { ...PASSWORD, password: 'not-it' };
    const wrong = await tried.api('POST', '/personal/login', { form });
    expect(wrong.json()).toMatchObject({ reason: '401 Unauthorized' });
    expect(await counters()).toMatchObject({ failedSignIns: { admin: 1 }, otpAttempts: 0 });
  });

  it('takes the OTP where the preset says so', async () => {
    const profile = { format: 1 as const, version: '7.05.20251201.1', model: null, routes: [] };
    const certificate = { selfSigned: true, daysValid: 90 };
    tried = await tryPractice({ profile: { ...profile, certificate, signIn: ['session'] } });
    const otp = await otpOf(tried);
    const logIn = (code: string): Promise<Answer> =>
      tried.api('POST', '/personal/login', { form: { ...PASSWORD, otp: code } });
    expect((await logIn(wrongOf(otp))).status).toBe(401);
    const cookie = cookieOf(await logIn(otp));
    expect((await tried.api('GET', '/personal/info', { cookie })).status).toBe(200);
  });
});

describe('an OTP', () => {
  async function signIn(otp: string): Promise<Answer> {
    return post('/login/otp', { otp }, cookieOf(await post('/login', PASSWORD)));
  }

  it('has six digits, stays the same while it is young, and is good once', async () => {
    await start('virtual-7-2fa');
    const otp = await otpOf(tried);
    expect(otp).toMatch(/^\d{6}$/);
    expect(await otpOf(tried)).toBe(otp);
    expect((await signIn(otp)).status).toBe(303);
    expect(alarmOf(await signIn(otp))).toBe('Wrong or expired one-time password.');
    expect(await counters()).toMatchObject({ otpAttempts: 2, wrongOtps: 1, failedSignIns: {} });
  });

  it('is good for ten minutes, also when a younger one was shown meanwhile', async () => {
    await start('virtual-7-2fa');
    const first = await otpOf(tried);
    tried.wait(5 * 60_000 + 1);
    const second = await tried.control('GET', '/otp');
    expect(second.json()).toMatchObject({ validMs: 600_000 });
    tried.wait(5 * 60_000 - 2);
    expect((await signIn(first)).status).toBe(303);
    tried.wait(5 * 60_000 + 2);
    expect((await signIn(String(second.json()['otp']))).status).toBe(401);
  });

  it('cannot be guessed: five wrong ones block further ones, not the password', async () => {
    await start('virtual-7-2fa');
    const otp = await otpOf(tried);
    for (let time = 0; time < 5; time += 1) expect((await signIn(wrongOf(otp))).status).toBe(401);
    const blocked = await signIn(otp);
    expect([blocked.status, alarmOf(blocked)]).toEqual([403, expect.stringContaining('Too many')]);
    tried.wait(10 * 60_000);
    expect((await signIn(await otpOf(tried))).status).toBe(303);
  });

  it('is nothing to a version that asks for none, nor while the PBX is away', async () => {
    await start('crossing-2fa');
    expect((await tried.control('GET', '/otp')).status).toBe(409);
    await upgradeFully(tried);
    expect((await tried.control('GET', '/otp')).status).toBe(200);
    await tried.control('POST', '/reboot');
    expect((await tried.control('GET', '/otp')).json()).toEqual({ error: 'The PBX is rebooting.' });
  });
});
