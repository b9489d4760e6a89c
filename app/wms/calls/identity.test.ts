import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failing, never } from '../testing/help';
import { fakeApi, no, ok } from '../testing/api';
import { identity, versionIn } from './identity';

describe('versionIn', () => {
  it.each([
    ['4.01.44100.12'],
    ['WMS 4.01.44100.12-stable (Debian)'],
    [{ version: '4.01.44100.12', build: '44100' }],
    [{ previousVersion: '3.88.44000.1', version: '4.01.44100.12' }],
    [{ newVersion: '4.03.44842.11', pbx: { wmsVersion: '4.01.44100.12' } }],
    [[{ name: 'wms', value: '4.01.44100.12' }]],
    [{ version: '4.01', build: '44100.12' }],
    [{ version: { major: 4, minor: 1, build: 44100, patch: 12 } }],
    [{ Major: '4', Minor: '01', Build: '44100', Revision: '12' }],
  ])('finds it in %j', (answer) => {
    expect(versionIn(answer)).toBe('4.01.44100.12');
  });

  it.each([[null], [[]], [{}], ['Debian 11'], [{ version: '4.01' }], [{ ip: '192.168.100.20' }], [true]])(
    'finds none in %j',
    (answer) => {
      expect(versionIn(answer)).toBeNull();
    },
  );

  it('never throws, and what it finds is a version', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        expect(versionIn(answer) ?? '1.01.2020.1').toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      }),
    );
  });
});

describe('identity', () => {
  const api = (info: { status?: number; body: unknown }): ReturnType<typeof fakeApi> =>
    fakeApi(({ path }) => (path.includes('version') ? ok('6.09.20250117.1') : info));

  it('takes the serial and the admin from who we are', async () => {
    const told = await identity(api(ok({ id: 1048576, pbxDn: 'pbxid=000c29aabbcc,dc=wildix' })), never);
    expect(told).toEqual({ version: '6.09.20250117.1', serial: '000c29aabbcc', adminId: '1048576' });
  });

  it.each([[ok([])], [no(404)], [no(403)]])('does without where that is not told', async (info) => {
    const told = await identity(api(info), never);
    expect(told).toEqual({ version: '6.09.20250117.1', serial: null, adminId: null });
  });

  it('is lost with the sign-in', async () => {
    expect((await failing(identity(api(no(401)), never))).code).toBe('sign-in-lost');
  });

  it('says what a version it does not understand looked like', async () => {
    const strange = fakeApi(() => ok({ release: 'summer' }));
    expect(await failing(identity(strange, never))).toMatchObject({
      code: 'unknown-answer',
      details: '{release: string}',
    });
  });
});
