import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { UpgradeStatus } from '../domain/pbx';
import type { PbxSession, SignInOffer, Target } from '../procedure/ports';
import { cookieOf, signInByPage, tryPractice, upgradeFully, type Tried } from '../practice/testing';
import { startPractice, type PracticeHandle } from '../practice/practice';
import { createPbxPort } from './port';
import { failing, never } from './testing/help';

/** The adapter against the practice PBX, over real HTTPS. Each preset answers in a shape of its own. */

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const port = createPbxPort({ roots: [], limits: { pageSize: 20, checkEveryMs: 20 } });
const password = (value = 'wildix'): SignInOffer => ({ way: 'basic', login: 'admin', password: value });
const form = (value = 'wildix'): SignInOffer => ({ way: 'session', login: 'admin', password: value });

interface Still {
  tried: Tried;
  target: Target;
  session: PbxSession;
}

/** One whose time stands still. */
async function still(preset: string): Promise<Still> {
  const tried = await tryPractice({ preset });
  ends.push(() => tried.end());
  const target = await targetOf(tried.practice);
  return { tried, target, session: await port.signIn(target, [password()], never) };
}

async function targetOf(practice: PracticeHandle): Promise<Target> {
  const { host, port: number } = practice.info().pbx;
  const address = { host, port: number };
  return { address, pin: (await port.look(address, never)).certificate };
}

/** One in a hurry. */
async function fast(preset: string, faults: string[] = []): Promise<PracticeHandle> {
  const directory = mkdtempSync(join(tmpdir(), 'wms-practice-'));
  const practice = await startPractice({ directory, preset, speed: 120, faults });
  ends.push(async () => {
    await practice.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return practice;
}

const presets = ['virtual-4.01', 'virtual-6'] as const;

describe.each(presets)('%s', (preset) => {
  it('is seen as a PBX without a credential', async () => {
    const { tried, target } = await still(preset);
    tried.setWall(Date.now());
    const seen = await port.look(target.address, never);
    expect(seen.signs).toEqual(['server-header', 'api-envelope']);
    expect(seen.certificate).toMatchObject({
      fingerprint256: tried.practice.info().pbx.fingerprint256,
      selfSigned: true,
      trusted: false,
    });
    expect(Math.abs(seen.clockSkewMs ?? Infinity)).toBeLessThan(60_000);
  });

  it('tells who it is and what it can do', async () => {
    const { tried, session } = await still(preset);
    const { version, serial } = tried.practice.info().pbx;
    expect(await session.identity(never)).toEqual({ version, serial, adminId: '1048576' });
    const can = await session.capabilities(never);
    const missing = can.filter((one) => !one.works).map((one) => one.name);
    expect(missing).toEqual(preset === 'virtual-6' ? [] : ['simple-token']);
    expect(can.map((one) => one.shape).join()).not.toMatch(new RegExp(`${serial}|${version}|admin`));
  });

  it('signs in by the form too, and ends a session that is lost', async () => {
    const { tried, target } = await still(preset);
    const session = await port.signIn(target, [form()], never);
    expect(session.way).toBe('session');
    await tried.control('POST', '/reboot');
    tried.wait(120_000);
    expect((await failing(session.identity(never))).code).toBe('sign-in-lost');
  });

  it('gets a wrong password once, not twice', async () => {
    const { tried, target } = await still(preset);
    const offers = [password('Wrong-Pass-1'), form('Wrong-Pass-1')];
    expect((await failing(port.signIn(target, offers, never))).code).toBe('wrong-password');
    const { counters } = (await tried.control('GET', '/state')).json() as {
      counters: { failedSignIns: unknown };
    };
    expect(counters.failedSignIns).toEqual({ admin: 1 });
  });

  it('says when it has blocked a login', async () => {
    const { target } = await still(preset);
    for (let attempt = 0; attempt < 5; attempt++) {
      await failing(port.signIn(target, [password('Wrong-Pass-1')], never));
    }
    expect((await failing(port.signIn(target, [password()], never))).code).toBe('blocked');
  });

  it('gives all users in pages, and one', async () => {
    const { tried, session } = await still(preset);
    const told: (number | null)[] = [];
    const read = await session.users(never, (_read, total) => told.push(total));
    const there = (await tried.control('GET', '/users')).json() as unknown as { id: string }[];
    expect(read.map((one) => one.id).sort()).toEqual(there.map((one) => one.id).sort());
    expect(told).toEqual(Array(Math.ceil(read.length / 20)).fill(read.length));
    const some = read.find((one) => one.role === 'park_orbit');
    expect(await session.user(some?.id ?? '', never)).toEqual(some);
    expect((await failing(session.user('99', never))).code).toBe('user-gone');
  });

  it('takes a new admin password', async () => {
    const { target, session } = await still(preset);
    expect((await failing(session.setPassword('1048576', 'short', never))).code).toBe('password-refused');
    await session.setPassword('1048576', 'Brand-New-Pass-1', never);
    expect((await failing(session.identity(never))).code).toBe('wrong-password');
    expect((await port.signIn(target, [password('Brand-New-Pass-1')], never)).way).toBe('basic');
    expect((await failing(port.signIn(target, [password()], never))).code).toBe('wrong-password');
  });

  it('is upgraded, rebooted, waited for and recognised', async () => {
    const practice = await fast(preset);
    const target = await targetOf(practice);
    const session = await port.signIn(target, [password()], never);
    const before = await session.identity(never);
    const offer = await session.upgradeOffer(never);
    expect(offer.repository).toBe(preset === 'virtual-6' ? 'rel60' : 'rel40');
    await session.backup(never);
    expect((await session.upgradeStatus(never)).phase).toBe('idle');
    await session.startUpgrade(offer.version, never);
    const phases = await followUpgrade(session);
    expect(phases).toEqual(['running', 'reboot-needed']);
    await session.reboot(never).catch(() => undefined);
    const after = await (await comeBack(target)).identity(never);
    expect(after).toEqual({ ...before, version: offer.version });
    const nothing = await (await port.signIn(target, [password()], never)).upgradeOffer(never);
    expect(nothing).toMatchObject({ version: null, understood: true });
  });

  it('reads what was bought and used once it is activated', async () => {
    const { tried, session } = await still(preset);
    expect(await session.licences(never)).toMatchObject({ activated: false, swSerial: null });
    if (preset === 'virtual-4.01') await upgradeFully(tried);
    const licences = { basic: 10, premium: 60 };
    const { key, swSerial } = (await tried.control('POST', '/buy', { name: 'acme', licences })).json();
    const cookie = cookieOf(
      await tried.page('POST', '/login', { form: { login: 'admin', password: 'wildix' } }),
    );
    await tried.page('POST', '/settings/tools/activation', { cookie, form: { userMode: String(key) } });
    const told = await session.licences(never);
    expect(told).toMatchObject({ activated: true, swSerial });
    expect(told.counts).toContainEqual(expect.objectContaining({ type: 'basic', bought: 10 }));
    expect(told.counts).toContainEqual(expect.objectContaining({ type: 'premium', bought: 60 }));
    const licensed = (await session.users(never)).filter((one) => one.role !== 'admin');
    for (const { type, used } of told.counts) {
      // A type nobody uses may be left out of the numbers in use.
      expect(used ?? 0).toBe(licensed.filter((one) => one.licenceType === type).length);
    }
    expect(told.counts.some(({ used }) => used !== null && used > 40)).toBe(true);
  });

  it('has the type of one user changed and nothing else', async () => {
    const { tried, session } = await still(preset);
    if (preset === 'virtual-4.01') await upgradeFully(tried);
    const all = await session.users(never);
    const one = all.find((user) => user.role === 'user');
    if (!one) throw new Error('no user');
    await session.setLicenceType(one, 'business', never);
    const after = await session.users(never);
    const changed = { ...one, licenceType: 'business', raw: { ...one.raw, licenseType: 'business' } };
    expect(after).toEqual(all.map((user) => (user.id === one.id ? changed : user)));
    expect((await failing(session.setLicenceType({ ...one, id: '99' }, 'basic', never))).code).toBe(
      'user-gone',
    );
    expect((await failing(session.setLicenceType(one, 'no-such-type', never))).code).toBe('pbx-error');
  });
});

describe('a PBX that has Simple Tokens', () => {
  it('makes one that signs in, and deletes it', async () => {
    const { target, session } = await still('virtual-6');
    const made = await session.makeToken('setup', new Date(Date.now() + 3_600_000), never);
    const byToken = await port.signIn(target, [{ way: 'token', token: made.secret }, password()], never);
    expect(byToken.way).toBe('token');
    expect((await byToken.identity(never)).adminId).toBe('1048576');
    expect(await session.deleteTokens('setup', never)).toBe(1);
    expect(await session.deleteTokens('setup', never)).toBe(0);
    expect((await failing(byToken.identity(never))).code).toBe('sign-in-lost');
  });

  it('never has two of one name', async () => {
    const { tried, session } = await still('virtual-6');
    const until = new Date(Date.now() + 3_600_000);
    const [first, second] = [
      await session.makeToken('setup', until, never),
      await session.makeToken('setup', until, never),
    ];
    expect(second.secret).not.toBe(first.secret);
    const { counters } = (await tried.control('GET', '/state')).json() as { counters: object };
    expect(counters).toMatchObject({ tokensMade: 2, tokensDeleted: 1 });
  });
});

describe('a PBX with the second factor', () => {
  it('takes the cookie of a page that somebody signed in on, and says when nobody has', async () => {
    const tried = await tryPractice({ preset: 'virtual-7-2fa' });
    ends.push(() => tried.end());
    const target = await targetOf(tried.practice);
    const cookie = (await signInByPage(tried)).replace(/^[^=]*=/, '');
    const session = await port.signIn(target, [{ way: 'page', cookie }], never);
    expect(session.way).toBe('page');
    expect((await session.identity(never)).adminId).toBe('1048576');
    const error = await failing(port.signIn(target, [{ way: 'page', cookie: 'none' }], never));
    expect(error.code).toBe('page-not-signed-in');
  });

  it('takes an S2S application for every call, by signatures of its own', async () => {
    const tried = await tryPractice({ preset: 'virtual-7-2fa' });
    ends.push(() => tried.end());
    tried.setWall(Date.now());
    const cookie = await signInByPage(tried);
    const made = { name: 'Wizard of Öz', description: '' };
    await tried.api('POST', '/pbx/applications/s2s', { cookie, json: made });
    const list = (await tried.api('GET', '/pbx/applications/s2s', { cookie })).json()['result'] as {
      records: { id: string; name: string; secret: string }[];
    };
    const app = list.records[0] ?? { id: '', name: '', secret: '' };
    const target = await targetOf(tried.practice);
    const offer: SignInOffer = { way: 's2s', id: app.id, name: app.name, secret: app.secret };
    const session = await port.signIn(target, [offer], never);
    expect(session.way).toBe('s2s');
    const users = await session.users(never);
    const user = users.find((one) => one.role === 'user');
    if (!user) throw new Error('no user');
    await session.setLicenceType(user, 'premium', never);
    expect((await session.user(user.id, never)).licenceType).toBe('premium');
    await session.makeToken('setup', new Date(Date.now() + 3_600_000), never);
    expect(await session.deleteTokens('setup', never)).toBe(1);
    const { counters } = (await tried.control('GET', '/state')).json() as { counters: object };
    expect(counters).toMatchObject({ s2sRefused: 0, failedSignIns: {} });
    const wrong: SignInOffer = { ...offer, secret: `${offer.secret}x` };
    expect((await failing(port.signIn(target, [wrong], never))).code).toBe('wrong-password');
  });
});

describe('a PBX that does something wrong', () => {
  const told = async (fault: object, call: (session: PbxSession) => Promise<unknown>): Promise<string> => {
    const { tried, session } = await still('virtual-6');
    expect((await tried.control('POST', '/fault', fault)).status).toBe(200);
    return (await failing(call(session))).code;
  };
  const version = (session: PbxSession): Promise<unknown> => session.identity(never);

  it('is told apart by what it does', async () => {
    expect(await told({ name: 'html-instead-of-json' }, version)).toBe('html-instead-of-json');
    expect(await told({ name: 'type-error-200', arg: 'version' }, version)).toBe('pbx-error');
    expect(await told({ name: 'resets', arg: 1 }, version)).toBe('reset');
    expect(
      await told({ name: 'resets-on-put' }, (one) => one.setPassword('1048576', 'Brand-New-Pass-1', never)),
    ).toBe('reset');
    expect(await told({ name: 'type-error-200' }, (one) => one.user('99', never))).toBe('user-gone');
  });

  it('has no numbers in a map that PHP wrote as a list', async () => {
    const { tried, session } = await still('virtual-6');
    await tried.control('POST', '/fault', { name: 'empty-map-as-list' });
    expect((await session.licences(never)).counts).toEqual([]);
  });

  it('cannot be upgraded for want of space', async () => {
    const practice = await fast('virtual-6', ['disk-full-upgrade']);
    const session = await port.signIn(await targetOf(practice), [password()], never);
    await session.startUpgrade(null, never);
    expect(await followUpgrade(session)).toEqual(['running', 'failed']);
    expect((await session.upgradeStatus(never)).says).toMatch(/space/i);
  });

  it('has another certificate after its reboot and gets no request', async () => {
    const { tried, target, session } = await still('virtual-6');
    await tried.control('POST', '/fault', { name: 'cert-changes' });
    await session.reboot(never).catch(() => undefined);
    tried.wait(120_000);
    const before = ((await tried.control('GET', '/log')).json() as unknown as unknown[]).length;
    const error = await failing(port.signIn(target, [password()], never));
    expect(error).toMatchObject({
      code: 'certificate-changed',
      params: { was: target.pin?.fingerprint256, now: tried.practice.info().pbx.fingerprint256 },
    });
    expect(((await tried.control('GET', '/log')).json() as unknown as unknown[]).length).toBe(before);
  });
});

/** The phases as they come, until the upgrade stands still. */
async function followUpgrade(session: PbxSession): Promise<UpgradeStatus['phase'][]> {
  const phases: UpgradeStatus['phase'][] = [];
  for (;;) {
    const { phase } = await session.upgradeStatus(never);
    if (phases.at(-1) !== phase) phases.push(phase);
    if (phase !== 'running') return phases;
    await wait(20);
  }
}

/** Signs in as soon as the PBX answers again. */
async function comeBack(target: Target): Promise<PbxSession> {
  for (;;) {
    try {
      await port.look(target.address, never);
      return await port.signIn(target, [password()], never);
    } catch {
      await wait(20);
    }
  }
}
