import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failing, never } from '../testing/help';
import { fakeApi, no, ok, type Asked } from '../testing/api';
import { bodyWithType, setLicenceType, setPassword, user, users } from './users';

interface Wishes {
  all: readonly { id: string }[];
  /** The total as this PBX tells it. */
  total?: (all: number) => unknown;
  /** The most it gives at once. */
  cap?: number;
  ignoresStart?: boolean;
  route?: string;
}

function listing({
  all,
  total = String,
  cap = Infinity,
  ignoresStart = false,
  route = '/PBX/Colleagues/',
}: Wishes) {
  return fakeApi(({ path }) => {
    if (!path.includes(route)) return undefined;
    const query = new URL(path, 'https://pbx.test').searchParams;
    const start = ignoresStart ? 0 : Number(query.get('start'));
    const count = Math.min(Number(query.get('count')), cap);
    return ok({ total: total(all.length), records: all.slice(start, start + count) });
  });
}

const many = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_none, place) => ({ id: String(1000 + place) }));

describe('reading all users', () => {
  it('asks more slowly where the PBX wants that', async () => {
    const all = many(150);
    let refusals = 1;
    const api = fakeApi((asked) => {
      const second = asked.path.includes('start=100');
      if (second && refusals-- > 0) return no(429, 'too many');
      const query = new URL(asked.path, 'https://pbx.test').searchParams;
      const start = Number(query.get('start'));
      return ok({ total: '150', records: all.slice(start, start + 100) });
    });
    expect(await users(api, 100, never)).toHaveLength(150);
    expect(api.asked).toHaveLength(3);
  });

  it('reads page by page and tells how far it is', async () => {
    const api = listing({ all: many(250) });
    const told: unknown[] = [];
    const read = await users(api, 100, never, (done, total) => told.push([done, total]));
    expect(read.map((one) => one.id)).toEqual(many(250).map((one) => one.id));
    expect(told).toEqual([
      [100, 250],
      [200, 250],
      [250, 250],
    ]);
    expect(api.asked).toHaveLength(3);
  });

  it('reads everybody once, whatever the page size, a cap of the PBX or the way it tells the total', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(
          String,
          Number,
          () => undefined,
          () => '0',
          () => 'many',
        ),
        async (size, pageSize, cap, total) => {
          const read = await users(listing({ all: many(size), total, cap }), pageSize, never);
          expect(read.map((one) => one.id)).toEqual(many(size).map((one) => one.id));
        },
      ),
    ));

  it('stops when a PBX gives the same page again and that page was everything', async () => {
    const short = listing({ all: many(30), total: () => undefined, ignoresStart: true });
    expect(await users(short, 100, never)).toHaveLength(30);
    expect(short.asked).toHaveLength(2);
  });

  it('fails when a PBX gives the same page again and there are more', async () => {
    for (const total of [String, () => undefined]) {
      const api = listing({ all: many(300), total, ignoresStart: true });
      const error = await failing(users(api, 100, never));
      expect(error).toMatchObject({
        code: 'unknown-answer',
        details: 'every page is the same: start is ignored',
      });
      expect(api.asked).toHaveLength(2);
    }
  });

  it('reads the list everybody has where there is no admin view', async () => {
    expect(await users(listing({ all: many(3), route: '/v1/Colleagues/' }), 100, never)).toHaveLength(3);
    const forbidden = fakeApi(({ path }) =>
      path.includes('/PBX/') ? no(403) : ok({ records: many(2), total: 2 }),
    );
    expect(await users(forbidden, 100, never)).toHaveLength(2);
  });

  it('takes an empty list as empty and no list as unknown', async () => {
    expect(
      await users(
        fakeApi(() => ok([])),
        100,
        never,
      ),
    ).toEqual([]);
    expect(
      (
        await failing(
          users(
            fakeApi(() => ok({ users: 'x' })),
            100,
            never,
          ),
        )
      ).code,
    ).toBe('unknown-answer');
    expect(
      (
        await failing(
          users(
            fakeApi(() => no(401)),
            100,
            never,
          ),
        )
      ).code,
    ).toBe('sign-in-lost');
  });

  it('keeps what it does not know and leaves out what has no id', async () => {
    const record = {
      id: 7,
      name: 'Ada',
      extension: 101,
      groupDn: 'cn=Sales,o=com0',
      licenseType: 'xb-business',
      shoe: { size: 42 },
    };
    const [one, ...rest] = await users(
      fakeApi(() => ok([record, { name: 'nobody' }])),
      100,
      never,
    );
    expect(rest).toEqual([]);
    expect(one).toEqual({
      id: '7',
      name: 'Ada',
      extension: '101',
      login: '',
      email: '',
      role: '',
      group: 'Sales',
      department: '',
      licenceType: 'xb-business',
      raw: record,
    });
  });
});

describe('reading one user', () => {
  const record = { id: '7', name: 'Ada', licenseType: 'basic' };
  it.each([
    ['bare', record],
    ['under a key', { colleague: record }],
    ['in a list', { total: '2', records: [{ id: '8' }, record] }],
  ])('takes it %s', async (_name, result) => {
    expect(
      (
        await user(
          fakeApi(() => ok(result)),
          '7',
          never,
        )
      ).licenceType,
    ).toBe('basic');
  });

  it('asks the other view too', async () => {
    const api = fakeApi(({ path }) => (path.includes('/PBX/') ? undefined : ok({ colleague: record })));
    expect((await user(api, '7', never)).name).toBe('Ada');
  });

  it('says that the user is gone', async () => {
    expect(
      await failing(
        user(
          fakeApi(() => undefined),
          '7',
          never,
        ),
      ),
    ).toMatchObject({ code: 'user-gone', params: { user: '7' } });
    expect(
      (
        await failing(
          user(
            fakeApi(() => ok({ id: '8' })),
            '7',
            never,
          ),
        )
      ).code,
    ).toBe('user-gone');
  });
});

describe('writing one user', () => {
  const raw = {
    id: '7',
    dn: 'uid=7',
    pbxDn: 'pbxid=1',
    picture: 'p',
    sourceId: 's',
    jid: 'j',
    password: 'x',
    name: 'Ada',
    licenseType: 'basic',
    sipPassword: 'real-One1',
    shoe: [],
    unknownKey: '5',
  };

  it('sends the whole record with one value changed, less what may not be written back', () => {
    expect(bodyWithType(raw, 'premium')).toEqual({
      name: 'Ada',
      licenseType: 'premium',
      sipPassword: 'real-One1',
      shoe: [],
      unknownKey: '5',
    });
  });

  it('does not write stars back as a password', () => {
    for (const sipPassword of ['********', '••••']) {
      expect(bodyWithType({ ...raw, sipPassword }, 'premium')).not.toHaveProperty('sipPassword');
    }
  });

  it('changes nothing else, whatever the record holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (record, type) => {
        const body = bodyWithType(record, type);
        expect(body['licenseType']).toBe(type);
        for (const [key, value] of Object.entries(body))
          if (key !== 'licenseType') expect(value).toBe(record[key]);
      }),
    );
  });

  const one = {
    id: '7',
    name: 'Ada',
    extension: '',
    login: '',
    email: '',
    role: '',
    group: '',
    department: '',
    licenceType: 'basic',
    raw,
  };

  it('writes by PUT and takes a word, a record or nothing for a yes', async () => {
    for (const answer of [ok('Success'), ok({ ...raw }), { status: 204, body: '' }]) {
      const api = fakeApi(() => answer);
      await setLicenceType(api, one, 'premium', never);
      expect(api.asked.map((asked: Asked) => [asked.method, asked.path])).toEqual([
        ['PUT', '/api/v1/PBX/Colleagues/7/'],
      ]);
      expect(api.asked[0]?.json).toMatchObject({ licenseType: 'premium' });
    }
  });

  it('is told when the user is gone or the PBX says no', async () => {
    expect(
      (
        await failing(
          setLicenceType(
            fakeApi(() => undefined),
            one,
            'premium',
            never,
          ),
        )
      ).code,
    ).toBe('user-gone');
    const refusing = fakeApi(() => no(200, 'no licence left'));
    expect(await failing(setLicenceType(refusing, one, 'premium', never))).toMatchObject({
      code: 'pbx-error',
      params: { reason: 'no licence left' },
    });
  });

  it('sends a password alone, and tells a refusal by the rules of the PBX', async () => {
    const api = fakeApi(() => ok('Success'));
    await setPassword(api, '7', 'Another-Pass-2', never);
    expect(api.asked[0]?.json).toEqual({ password: 'Another-Pass-2' });
    expect(
      await failing(
        setPassword(
          fakeApi(() => no(400, 'too short')),
          '7',
          'x',
          never,
        ),
      ),
    ).toMatchObject({
      code: 'password-refused',
      params: { reason: 'too short' },
    });
    expect(
      (
        await failing(
          setPassword(
            fakeApi(() => no(403)),
            '7',
            'x',
            never,
          ),
        )
      ).code,
    ).toBe('pbx-error');
    expect(
      (
        await failing(
          setPassword(
            fakeApi(() => no(401)),
            '7',
            'x',
            never,
          ),
        )
      ).code,
    ).toBe('sign-in-lost');
  });
});
