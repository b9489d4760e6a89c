import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure';
import { stepOf, type SecretName, type StepId } from '../../domain/job';
import type { PbxUser } from '../../domain/pbx';
import type { PbxSession, SignInOffer } from '../ports';
import { confirmedField, type Step } from '../step';
import { idle, pbxPortOf, runnerOf, secretsInMemory } from '../test-kit';
import { adminPassword } from './admin-password';
import { licences } from './licences';
import { signIn } from './sign-in';
import { upgrade } from './upgrade';

/** Steps whose work was cut off in the middle, and what the next press makes of it. */

const job = 'activate-virtual-test01';
const pin = { fingerprint256: 'AA' } as never;

/** A runner over one step and a PBX that lets in whom `opens` says. */
async function on(step: Step, session: Partial<PbxSession>, opens: (offer: SignInOffer) => boolean) {
  const secrets = secretsInMemory();
  const refused: string[] = [];
  const pbx = pbxPortOf({
    look: () =>
      Promise.resolve({ host: '192.0.2.1', port: 443, certificate: pin, signs: ['api-envelope'] } as never),
    signIn: (_target, [offer]) => {
      if (offer && opens(offer)) return Promise.resolve({ way: offer.way, ...session } as PbxSession);
      refused.push(offer && 'password' in offer ? offer.password : 'token');
      return Promise.reject(new Failure('wrong-password', { way: offer?.way ?? '' }));
    },
  });
  const sleep = (ms: number): Promise<void> =>
    ms > 15_000 ? new Promise(() => undefined) : Promise.resolve();
  const clock = { now: () => new Date(), sleep };
  const { runner } = runnerOf([step], { pbx, secrets, clock });
  const facts = { address: '192.0.2.1', pin, adminId: '1', version: '6.09.20250117.1' };
  await runner.record({ type: 'facts', facts, source: 'test' });
  const give = async (name: SecretName, value: string): Promise<void> => {
    await secrets.put(job, name, value);
    const at = '2026-01-01T00:00:00.000Z';
    await runner.record({ type: 'secret', secret: { name, kept: 'memory', at, origin: 'typed' } });
  };
  const press = async (id: StepId): Promise<string> => {
    runner.apply(id);
    await idle(runner);
    return stepOf(runner.job(), id).state;
  };
  return { runner, refused, give, press };
}

const identity = () => Promise.resolve({ version: '6.09.20250117.1', serial: '000c29aaaaaa', adminId: '1' });

describe('a change of the password that did not arrive', () => {
  it('sends one wrong password a press: first to see it, then to prove that the old one is refused', async () => {
    let now = 'Old-Pass-1';
    const session = {
      identity,
      setPassword: (_id: string, password: string) => {
        now = password;
        return Promise.resolve();
      },
    };
    const { runner, refused, give, press } = await on(
      adminPassword,
      session,
      (offer) => 'password' in offer && offer.password === now,
    );
    await give('admin-password-old', 'Old-Pass-1');
    await give('admin-password-new', 'New-Pass-1');
    const step = 'admin-password';
    await runner.record({ type: 'input', step, field: confirmedField('password-kept'), value: '' });
    await runner.record({ type: 'intent', step, action: 'a1', code: 'change-password' });

    expect(await press(step)).toBe('needs-person');
    expect(stepOf(runner.job(), step).error?.code).toBe('password-not-changed');
    expect(refused).toEqual(['New-Pass-1']);
    expect(await press(step)).toBe('done');
    expect(refused).toEqual(['New-Pass-1', 'Old-Pass-1']);
  });

  it('though the PBX said that it did, is made again by the next press', async () => {
    let asked = 0;
    const session = {
      identity,
      setPassword: () => {
        asked++;
        return Promise.resolve();
      },
    };
    const { runner, refused, give, press } = await on(
      adminPassword,
      session,
      (offer) => 'password' in offer && offer.password === 'Old-Pass-1',
    );
    await give('admin-password-old', 'Old-Pass-1');
    await give('admin-password-new', 'New-Pass-1');
    const step = 'admin-password';
    await runner.record({ type: 'input', step, field: confirmedField('password-kept'), value: '' });
    for (const [sent, changes] of [
      [1, 1],
      [2, 1],
      [3, 2],
    ] as const) {
      expect(await press(step)).not.toBe('done');
      expect(stepOf(runner.job(), step).error?.code).toBe('password-not-changed');
      expect([refused.length, asked]).toEqual([sent, changes]);
    }
  });
});

describe('a licence type whose answer was not understood', () => {
  it('is left open, and what the PBX has then tells that it was written', async () => {
    const texts = { login: 'ada', email: '', role: 'user', group: '', department: '' };
    const user: PbxUser = { id: '7', name: 'Ada', extension: '101', licenceType: 'basic', raw: {}, ...texts };
    let type = 'basic';
    let writes = 0;
    const read = () => Promise.resolve({ ...user, licenceType: type });
    const session = {
      identity,
      users: async () => [await read()],
      registrations: () => Promise.reject(new Failure('route-missing')),
      licences: () => Promise.reject(new Failure('pbx-error')),
      user: read,
      setLicenceType: (_user: PbxUser, to: string) => {
        type = to;
        writes++;
        return Promise.reject(new Failure('html-instead-of-json'));
      },
    };
    const { runner, give, press } = await on(licences, session, () => true);
    await give('admin-password-old', 'Old-Pass-1');
    await runner.record({ type: 'assignment', set: { '7': 'premium' } });
    expect(await press('licences')).toBe('failed');
    const begun = { code: 'write-types', outcome: 'done' };
    expect(stepOf(runner.job(), 'licences').actions).toMatchObject([
      begun,
      { code: 'set-type', outcome: null },
    ]);
    expect(await press('licences')).toBe('done');
    expect(stepOf(runner.job(), 'licences').actions).toMatchObject([
      begun,
      { code: 'set-type', outcome: 'done' },
    ]);
    expect(writes).toBe(1);
  });
});

describe('a sign-in that was stopped before it knew what the PBX can do', () => {
  it('is not done by looking again', async () => {
    let stops = true;
    const session = {
      identity,
      capabilities: () => (stops ? Promise.reject(new Failure('reset')) : Promise.resolve([])),
    };
    const { runner, give, press } = await on(signIn, session, () => true);
    await give('admin-password-old', 'Old-Pass-1');
    expect(await press('sign-in')).toBe('unknown');
    runner.look('sign-in');
    await idle(runner);
    expect(stepOf(runner.job(), 'sign-in').state).toBe('ready');
    stops = false;
    expect(await press('sign-in')).toBe('done');
    expect(runner.job().facts.capabilities).toEqual([]);
  });
});

describe('an order to reboot that was lost on the way', () => {
  it('is given once more, since the PBX still asks for it', async () => {
    let orders = 0;
    let cuts = 1;
    const isNew = (): boolean => orders > 1;
    const version = (): string => (isNew() ? '6.10.20250512.4' : '6.09.20250117.1');
    const session = {
      identity: () => {
        // One cut connection after the order looks like a PBX that goes down.
        if (orders > 0 && cuts-- > 0) return Promise.reject(new Failure('reset'));
        return Promise.resolve({ version: version(), serial: '000c29aaaaaa', adminId: '1' });
      },
      upgradeStatus: () =>
        Promise.resolve({
          phase: isNew() ? ('idle' as const) : ('reboot-needed' as const),
          percent: null,
          says: null,
        }),
      upgradeOffer: () =>
        Promise.resolve({ version: null, understood: true, repository: null, repositories: [], says: null }),
      reboot: () => {
        orders++;
        if (isNew()) return Promise.resolve();
        return Promise.reject(new Failure('reset'));
      },
    };
    const { runner, give, press } = await on(upgrade, session, () => true);
    await give('admin-password-old', 'Old-Pass-1');
    const params = { from: '6.09.20250117.1', to: '6.10.20250512.4' };
    await runner.record({ type: 'intent', step: 'upgrade', action: 'a1', code: 'start-upgrade', params });
    expect(await press('upgrade')).toBe('done');
    expect(orders).toBe(2);
    expect(runner.job().facts.versionAfter).toBe('6.10.20250512.4');
  });
});

describe('an upgrade of an earlier run that is over', () => {
  it.each([
    ['start-upgrade', 200, '000c29aaaaaa', true],
    ['start-upgrade', 200, null, false],
    ['upgrade-by-page', 404, '000c29aaaaaa', true],
    ['upgrade-by-page', 404, null, false],
  ] as const)(
    '%s (route %i), with the serial %s told: the same PBX: %s',
    async (code, status, serial, isSaid) => {
      const session = {
        identity: () => Promise.resolve({ version: '6.10.20250512.4', serial, adminId: '1' }),
        upgradeStatus: () => Promise.resolve({ phase: 'idle' as const, percent: null, says: null }),
        upgradeOffer: () =>
          Promise.resolve({
            version: null,
            understood: true,
            repository: null,
            repositories: [],
            says: null,
          }),
      };
      const { runner, give, press } = await on(upgrade, session, () => true);
      await give('admin-password-old', 'Old-Pass-1');
      const route = 'GET /api/v1/PBX/Upgrade/';
      const capabilities = [
        { name: 'upgrade-status' as const, route, status, works: status === 200, shape: '' },
      ];
      const facts = { serial: '000c29aaaaaa', capabilities };
      await runner.record({ type: 'facts', facts, source: 'test' });
      const params = { from: '6.09.20250117.1', to: '6.10.20250512.4' };
      await runner.record({ type: 'intent', step: 'upgrade', action: 'a1', code, params });
      await press('upgrade');
      const codes = stepOf(runner.job(), 'upgrade').evidence.map(({ said }) => said.code);
      expect(codes).toContain('version-changed');
      expect(codes.includes('same-pbx')).toBe(isSaid);
    },
  );
});
