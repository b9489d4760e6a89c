import { afterEach, describe, expect, it } from 'vitest';
import { presetOfProfile, PRESETS } from '../presets';
import {
  bodyOf,
  cookieOf,
  FIRST,
  otpOf,
  presented,
  signInByPage,
  tryPractice,
  upgradeFully,
  type Tried,
} from '../testing';
import { within } from '@testing-library/dom';
import { pour } from './pour';
import { readProfile, type Profile } from './profile';
import { readShape, type Shape } from './shape';

const text = { kind: 'string' } as const;
const number = { kind: 'number' } as const;

describe('the text of a shape', () => {
  it.each<[string, Shape]>([
    ['string', text],
    ['null', { kind: 'null' }],
    ['[]', { kind: 'list', of: [] }],
    ['{}', { kind: 'map', fields: [] }],
    ['[…]', { kind: 'list', of: [] }],
    ['{…}', { kind: 'map', fields: [] }],
    ['[string | number]', { kind: 'list', of: [text, number] }],
    [
      '{total: string, records: [{id: string, on: boolean}]}',
      {
        kind: 'map',
        fields: [
          { key: 'total', shape: text },
          {
            key: 'records',
            shape: {
              kind: 'list',
              of: [
                {
                  kind: 'map',
                  fields: [
                    { key: 'id', shape: text },
                    { key: 'on', shape: { kind: 'boolean' } },
                  ],
                },
              ],
            },
          },
        ],
      },
    ],
    ['{<key>: number}', { kind: 'map', fields: [{ key: '<key>', shape: number }] }],
    ['{UC-PREMIUM: number}', { kind: 'map', fields: [{ key: 'UC-PREMIUM', shape: number }] }],
  ])('%s is read', (shape, read) => {
    expect(readShape(shape)).toEqual(read);
  });

  it.each(['{a: string, b: {c: num…', '{a: string, b: {c…', '{a: string, b: {…', '{a: string, b: {c: null…'])(
    'that breaks off is read as far as it goes: %s',
    (shape) => {
      expect(readShape(shape)).toMatchObject({
        kind: 'map',
        fields: [
          { key: 'a', shape: text },
          { key: 'b', shape: { kind: 'map' } },
        ],
      });
    },
  );

  it.each(['', '…', '}{', '[[[', '{{', 'nonsense', '{: }', ']', '{a: , b: string}'])(
    '%j does not hang',
    (shape) => {
      expect(readShape(shape)).toHaveProperty('kind');
    },
  );
});

describe('pouring', () => {
  const nothing = (): undefined => undefined;

  it('keeps our own values where the keys are the same, in the types of the shape', () => {
    const shape = readShape('{Total: number, records: [{id: number, on: boolean, other: string}]}');
    const own = {
      total: '2',
      records: [
        { id: '7', on: '1', name: 'x' },
        { id: '8', on: '0' },
      ],
    };
    expect(pour(shape, own, nothing)).toEqual({
      Total: 2,
      records: [
        { id: 7, on: true, other: 'text' },
        { id: 8, on: false, other: 'text' },
      ],
    });
  });

  it('asks the facts where we have no such key', () => {
    const facts = (path: readonly string[]): unknown => (path.join('.') === 'a.release' ? '7.04' : undefined);
    expect(pour(readShape('{a: {release: string, n: number}}'), 'x', facts)).toEqual({
      a: { release: '7.04', n: 0 },
    });
  });

  it('keeps keys that are data, and lists nobody saw anything in', () => {
    const own = { 101: [{ a: 1 }], 102: [], seen: [1] };
    expect(pour(readShape('{<key>: [{a: string}], seen: []}'), own, nothing)).toEqual({
      101: [{ a: '1' }],
      102: [],
      seen: [1],
    });
  });
});

const ROUTE = { name: '', status: 200, works: true };

/** As the wizard would save it of a PBX whose keys are none of our presets'. */
const PROFILE: Profile = {
  format: 1,
  version: '7.09.20260210.1',
  model: 'WPBX-VM/HW',
  certificate: { selfSigned: true, daysValid: 12 },
  signIn: ['token'],
  routes: [
    { ...ROUTE, name: 'version', route: 'GET /api/v1/PBX/version/', shape: '{wms: {version: string}}' },
    {
      ...ROUTE,
      name: 'licence',
      route: 'GET /api/v1/PBX/settings/license',
      shape:
        '{isActive: boolean, uc: {premium: {purchased: string, used: string}, essential: {used: number}}}',
    },
    {
      ...ROUTE,
      name: 'upgrade',
      route: 'GET /api/v1/PBX/Upgrade',
      shape: '{stage: string, progressPct: string}',
    },
    {
      ...ROUTE,
      name: 'users',
      route: 'GET /api/v1/PBX/Colleagues/?start=0&count=1',
      shape: '{total: number, records: [{id: string, name: string, nickname: string}]}',
    },
    {
      ...ROUTE,
      name: 'ntp',
      route: 'GET /api/v1/PBX/settings/ntp',
      shape: '{servers: [string], on: boolean}',
    },
    { name: 'backups', route: 'GET /api/v1/pbx/settings/backups', status: 404, works: false, shape: '' },
    { name: 'network', route: 'GET /api/v1/network/pbxes', status: 403, works: false, shape: '' },
  ],
};

let tried: Tried | undefined;
afterEach(async () => {
  await tried?.end();
  tried = undefined;
});

describe('a practice PBX made from a profile', () => {
  async function start(change: Partial<Profile> = {}): Promise<Tried> {
    tried = await tryPractice({ profile: { ...PROFILE, ...change } });
    return tried;
  }

  const basic = { signIn: ['basic'] };

  async function result(pbx: Tried, path: string): Promise<unknown> {
    return (await pbx.api('GET', path)).json()['result'];
  }

  it('answers with values of the profiled types', async () => {
    const pbx = await start(basic);
    expect(await result(pbx, '/PBX/version')).toEqual({ wms: { version: '7.09.20260210.1' } });
    expect(await result(pbx, '/PBX/Upgrade')).toEqual({ stage: 'idle', progressPct: '0' });
    expect(await result(pbx, '/PBX/settings/license')).toEqual({
      isActive: false,
      uc: { premium: { purchased: '0', used: '0' }, essential: { used: 49 } },
    });
    expect(await result(pbx, '/PBX/settings/ntp')).toEqual({ servers: ['text'], on: false });
    const users = (await result(pbx, '/PBX/Colleagues/?sort=id&dir=ASC')) as { records: object[] };
    expect(users).toMatchObject({ total: 50 });
    expect(users.records[1]).toEqual({ id: '1048577', name: 'Ada Example', nickname: 'text' });
  });

  it('fails where the profiled one did, and answers as the nearest preset where nothing is said', async () => {
    const pbx = await start(basic);
    expect((await pbx.api('GET', '/pbx/settings/backups')).status).toBe(404);
    expect((await pbx.api('GET', '/network/pbxes')).status).toBe(403);
    expect(await result(pbx, '/PBX/Upgrade/Settings')).toEqual({ repository: 'rel70', available: ['rel70'] });
    expect((await pbx.api('GET', '/PBX/settings/smtp')).status).toBe(404);
    expect((await pbx.api('GET', '/PBX/settings/ntp', {})).status).toBe(401);
  });

  it('goes through a job: licences count, users are written', async () => {
    const pbx = await start(basic);
    const { key } = (await pbx.control('POST', '/buy', { name: 'acme', licences: { premium: 3 } })).json();
    const cookie = await signInByPage(pbx);
    await pbx.page('POST', '/settings/tools/activation', { cookie, form: { userMode: String(key) } });
    const json = { licenseType: 'premium' };
    expect((await pbx.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json })).status).toBe(200);
    expect(await result(pbx, '/PBX/settings/license')).toEqual({
      isActive: true,
      uc: { premium: { purchased: '3', used: '1' }, essential: { used: 48 } },
    });
  });

  it('takes Basic only if the profiled one did, whatever the version', async () => {
    const pbx = await start();
    expect((await pbx.api('GET', '/PBX/version')).status).toBe(401);
    expect((await pbx.api('GET', '/PBX/version', {})).headers).not.toHaveProperty('www-authenticate');
    await pbx.end();
    const allowed = await start(basic);
    expect((await allowed.api('GET', '/PBX/version')).status).toBe(200);
    expect(await otpOf(allowed)).toMatch(/^\d{6}$/);
  });

  it('has a certificate that is good as long', async () => {
    const pbx = await start();
    const { host, port } = pbx.practice.info().pbx;
    const days = (Date.parse((await presented(host, port)).valid_to) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(12);
  });

  it('may be one whose certificate is over', async () => {
    const pbx = await start({ certificate: { selfSigned: true, daysValid: -3 } });
    const { host, port } = pbx.practice.info().pbx;
    const { valid_from: from, valid_to: to } = await presented(host, port);
    expect(Date.parse(to)).toBeLessThan(Date.now());
    expect(Date.parse(from)).toBeLessThan(Date.parse(to));
  });

  it('goes on from its folder, and is not mixed up with another', async () => {
    const pbx = await start(basic);
    const { directory } = pbx;
    expect(pbx.practice.info().preset).toBe('profile-7.09.20260210.1');
    await pbx.practice.restart();
    expect(await result(pbx, '/PBX/version')).toEqual({ wms: { version: '7.09.20260210.1' } });
    await pbx.practice.stop();
    const { startPractice } = await import('../practice');
    const again = await startPractice({ directory });
    expect(again.info().preset).toBe('profile-7.09.20260210.1');
    await again.stop();
    const other = { ...PROFILE, model: 'another' };
    await expect(startPractice({ directory, profile: other })).rejects.toThrow(/holds a practice PBX/);
    await expect(startPractice({ directory, preset: 'virtual-6' })).rejects.toThrow(/holds a practice PBX/);
    await expect(startPractice({ directory, preset: 'virtual-6', profile: PROFILE })).rejects.toThrow(
      /not both/,
    );
  });

  it('is upgraded like its preset', async () => {
    const pbx = await start({ ...basic, version: '6.08.20241001.1', routes: [] });
    await upgradeFully(pbx);
    expect((await pbx.control('GET', '/state')).json()).toMatchObject({ version: '6.10.20250512.4' });
  });
});

describe('keys of a company, which 7.09 takes', () => {
  async function keyWith(pbx: Tried, ...scopes: string[]): Promise<string> {
    const cookie = await signInByPage(pbx);
    const form = new URLSearchParams([
      ['name', 'x'],
      ['lifetime', 'hour'],
      ...scopes.map((scope) => ['scope', scope]),
    ]);
    const page = await pbx.page('POST', '/pbx/integrations/companykeys', { cookie, form });
    return within(bodyOf(page)).getByLabelText<HTMLInputElement>('API key').value;
  }

  it('read with pbx:read, write with pbx:*, tell the version with info:read', async () => {
    tried = await tryPractice({ profile: { ...PROFILE, routes: [] } });
    const pbx = tried;
    const statuses = async (bearer: string): Promise<number[]> => {
      const put = { bearer, json: { name: 'By key' } };
      return [
        (await pbx.api('GET', '/PBX/version', { bearer })).status,
        (await pbx.api('GET', '/PBX/Colleagues', { bearer })).status,
        (await pbx.api('PUT', '/PBX/Colleagues/1048577', put)).status,
        (await pbx.api('GET', '/PBX/Users/Sip/Registrations', { bearer })).status,
        (await pbx.api('GET', '/personal/info', { bearer })).status,
      ];
    };
    expect(await statuses(await keyWith(pbx, 'pbx:read'))).toEqual([200, 200, 403, 403, 403]);
    expect(await statuses(await keyWith(pbx, 'pbx:*'))).toEqual([200, 200, 200, 403, 403]);
    expect(await statuses(await keyWith(pbx, 'info:read'))).toEqual([200, 403, 403, 403, 403]);
    expect(await statuses(`wsk-v1-${'x'.repeat(93)}`)).toEqual([401, 401, 401, 401, 401]);
    const key = await keyWith(pbx, 'pbx:read');
    tried.setWall(Date.now() + 3_700_000);
    expect((await pbx.api('GET', '/PBX/version', { bearer: key })).status).toBe(401);
    const { counters } = (await pbx.control('GET', '/state')).json();
    expect(counters).toMatchObject({ companyKeyRequests: 15, unknownTokens: 6 });
  });
});

describe('a profile', () => {
  it.each([
    ['7.09.20260210.1', 'virtual-7-2fa'],
    ['7.01.20250101.1', 'virtual-7-2fa'],
    ['6.10.20250801.1', 'virtual-6'],
    ['6.05.20230705.2', 'virtual-6'],
    ['5.04.20220309.1', 'virtual-4.01'],
    ['4.03.44842.11', 'virtual-4.01'],
    ['3.82.32520.29', 'old-3.88'],
    ['2.01.10000.1', 'old-3.88'],
  ])('of %s is built on %s', (version, name) => {
    const base = PRESETS.find((preset) => preset.name === name);
    expect(presetOfProfile({ ...PROFILE, version }).answers).toBe(base?.answers);
    expect(presetOfProfile({ ...PROFILE, version }).repositories).toBe(base?.repositories);
  });

  it('is read with what the practice PBX does not need left out', () => {
    const saved = { format: 1, madeAt: '2026-11-24', version: '6.09.20250117.1', routes: [] };
    expect(readProfile(JSON.stringify(saved))).toMatchObject({ model: null, signIn: [], routes: [] });
  });

  it.each(['', '{}', '[]', 'no json', '{"format":2,"version":"7.04","routes":[]}'])(
    '%j is none',
    (content) => {
      expect(() => readProfile(content)).toThrow(/^This is not a PBX profile/);
    },
  );
});

describe('its session login', () => {
  it('opens by cookie', async () => {
    tried = await tryPractice({ profile: { ...PROFILE, version: '6.09.20250117.1', signIn: [] } });
    const form = { login: FIRST[0], password: FIRST[1] };
    const cookie = cookieOf(await tried.api('POST', '/personal/login', { form }));
    expect((await tried.api('GET', '/PBX/version', { cookie })).status).toBe(200);
  });
});
