import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure';
import { failing, never } from '../testing/help';
import { fakeApi, no, ok } from '../testing/api';
import { capabilities } from './capabilities';
import { deleteTokens, makeToken } from './tokens';
import { backup, reboot } from './upgrade';

describe('capabilities', () => {
  it('asks each route once, by GET, and notes status and shape', async () => {
    const api = fakeApi(({ path }) => {
      if (path.includes('personal')) return ok({ id: '1', sipPassword: 'secret-value' });
      if (path.includes('Registrations')) return ok({ '101': { registrations: [] } });
      if (path.includes('backups')) return no(405);
      if (path.includes('simpletoken')) return no(401);
      return path.includes('ping') ? ok('pong') : undefined;
    });
    const found = await capabilities(api, never);
    const brief = Object.fromEntries(found.map((one) => [one.name, [one.status, one.works, one.shape]]));
    expect(brief).toMatchObject({
      ping: [200, true, 'string'],
      'personal-info': [200, true, '{id: string, sipPassword: string}'],
      'sip-registrations': [200, true, '{<key>: {registrations: []}}'],
      backups: [405, true, 'error'],
      'simple-token': [401, false, 'error'],
      licence: [404, false, 'error'],
    });
    expect(new Set(api.asked.map((one) => one.path)).size).toBe(12);
    expect(api.asked.every((one) => one.method === 'GET')).toBe(true);
    expect(JSON.stringify(found)).not.toContain('secret-value');
  });

  it('is lost when nobody is signed in any more', async () => {
    expect(
      (
        await failing(
          capabilities(
            fakeApi(() => no(401)),
            never,
          ),
        )
      ).code,
    ).toBe('sign-in-lost');
    const pingOnly = fakeApi(({ path }) => (path.includes('ping') ? ok('pong') : no(401)));
    expect((await failing(capabilities(pingOnly, never))).code).toBe('sign-in-lost');
  });

  it('notes one silent route and gives up at the second', async () => {
    const silentAt = (...parts: string[]): ReturnType<typeof fakeApi> =>
      fakeApi(({ path }) => {
        if (parts.some((part) => path.includes(part))) throw new Failure('timeout');
        return ok([]);
      });
    const found = await capabilities(silentAt('license'), never);
    expect(found.find((one) => one.name === 'licence')).toMatchObject({
      status: 0,
      works: false,
      shape: 'timeout',
    });
    expect((await failing(capabilities(silentAt('license', 'network'), never))).code).toBe('timeout');
  });
});

describe('Simple Tokens', () => {
  const expires = new Date('2027-01-01T00:00:00.500Z');

  it('is made for admin and found by its name, the newest of several', async () => {
    const api = fakeApi(({ method }) =>
      method === 'POST'
        ? ok('Success')
        : ok({
            total: 3,
            records: [
              { id: '9', name: 'wizard', secret: 'access_old' },
              { id: '12', name: 'wizard', secret: 'access_new' },
              { id: '13', name: 'other', secret: 'access_other' },
            ],
          }),
    );
    expect(await makeToken(api, 'wizard', expires, never)).toEqual({ id: '12', secret: 'access_new' });
    // What was there under that name goes first: its secret may have been lost on the way.
    expect(api.asked.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'DELETE', 'POST', 'GET']);
    expect(api.asked[3]?.json).toEqual({ name: 'wizard', pbxUser: 'admin', expireTime: 1_798_761_600 });
  });

  it('says so when the list does not show it, without what the list shows', async () => {
    const api = fakeApi(({ method }) =>
      ok(method === 'POST' ? 'Success' : [{ id: '1', name: 'other', secret: 'access_x' }]),
    );
    expect(await failing(makeToken(api, 'wizard', expires, never))).toMatchObject({
      code: 'unknown-answer',
      details: '[{id: string, name: string, secret: string}]',
    });
  });

  it('is missing before WMS 5', async () => {
    expect(
      (
        await failing(
          makeToken(
            fakeApi(() => undefined),
            'wizard',
            expires,
            never,
          ),
        )
      ).code,
    ).toBe('route-missing');
  });

  it('of that name are deleted, the newest last, and others are not', async () => {
    const api = fakeApi(({ method }) =>
      method === 'DELETE'
        ? ok('Success')
        : ok([
            { id: '9', name: 'wizard' },
            { id: 12, name: 'wizard' },
            { id: '10', name: 'wizard' },
            { id: '13', name: 'other' },
          ]),
    );
    expect(await deleteTokens(api, 'wizard', never)).toBe(3);
    expect(api.asked.slice(1).map((one) => [one.method, one.path])).toEqual(
      ['9', '10', '12'].map((id) => ['DELETE', `/api/v1/pbx/applications/simpletoken/${id}/`]),
    );
  });

  it('may be gone already, and may refuse to go', async () => {
    const one = [{ id: '9', name: 'wizard' }];
    const gone = fakeApi(({ method }) => (method === 'DELETE' ? undefined : ok(one)));
    expect(await deleteTokens(gone, 'wizard', never)).toBe(1);
    const stays = fakeApi(({ method }) => (method === 'DELETE' ? no(500) : ok(one)));
    expect((await failing(deleteTokens(stays, 'wizard', never))).code).toBe('pbx-error');
  });
});

describe('reboot and backup', () => {
  it('are one request each', async () => {
    const api = fakeApi(() => ok('Success'));
    await reboot(api, never);
    await backup(api, never);
    expect(api.asked.map((one) => [one.method, one.path])).toEqual([
      ['PUT', '/api/v1/PBX/System/Reboot'],
      ['POST', '/api/v1/pbx/settings/backups'],
    ]);
  });
});
