import { describe, expect, it } from 'vitest';
import { withOrigin, type CaptureValues } from './capture';
import { TakenOver } from './facts';
import { compareWith, type Now } from './taken-over';

const at = '2026-01-02T00:00:00Z';

const before: CaptureValues = {
  name: 'acme',
  licences: [
    { type: 'basic', bought: 20, used: null },
    { type: 'premium', bought: 8, used: 2 },
  ],
  users: [
    ['101', 'Ada', 'premium'],
    ['102', 'Bob', 'basic'],
  ],
  devices: [['101', ['Phone A']]],
};

function now(over: Partial<Now> = {}): Now {
  return {
    name: 'ACME',
    licences: [
      { type: 'PBX-BASIC', bought: 20, used: 0 },
      { type: 'premium', bought: 8, used: 0 },
      { type: 'wizyconf', bought: 0, used: 0 },
    ],
    users: [
      ['102', 'Bob', 'basic'],
      ['101', 'Ada', 'premium'],
    ],
    devices: new Map([['101', ['Phone B']]]),
    ...over,
  };
}

function compared(over: Partial<Now>, values: CaptureValues = before) {
  const capture = withOrigin(values, { origin: 'read', at, source: 'test' });
  const { result, text } = compareWith(capture, now(over), at);
  expect(TakenOver.parse(result)).toEqual(result);
  return { ...result, text, kinds: result.differs.map(({ kind, count }) => `${kind} ${String(count)}`) };
}

describe('what the new PBX took over', () => {
  it('is all the same, whatever the order, the case and the names of the types', () => {
    const { differs, same, notCompared, text } = compared({});
    expect({ differs, same, notCompared, text }).toEqual({
      differs: [],
      same: ['name', 'licences', 'users', 'types', 'devices'],
      notCompared: [],
      text: '',
    });
  });

  it.each<[string, Partial<Now>, string[], string]>([
    ['another name', { name: 'other' }, ['name 1'], 'acme before, other now'],
    [
      'fewer licences',
      { licences: [{ type: 'basic', bought: 20, used: 0 }] },
      ['licences 1'],
      'Premium: 8 before, 0 now',
    ],
    ['nobody', { users: [] }, ['users 2'], '101 Ada: not on the new PBX'],
    [
      'another type',
      {
        users: [
          ['101', 'Ada', 'essential'],
          ['102', 'Bob', 'basic'],
        ],
      },
      ['types 1'],
      '101 Ada: premium before, essential there',
    ],
    ['no device', { devices: new Map() }, ['devices 1'], '101: Phone A is not registered'],
  ])('differs by %s', (_what, over, kinds, line) => {
    const found = compared(over);
    expect(found.kinds).toEqual(kinds);
    expect(found.text).toContain(`  ${line}\n`);
    expect(found.differs[0]?.first).toContain(line);
  });

  it('is compared by number where the users are not known one by one', () => {
    const byNumber = { userCount: 2, types: [{ type: 'basic', users: 2 }] };
    expect(compared({}, byNumber).kinds).toEqual(['types 2']);
    expect(compared({ users: [] }, { userCount: 2 }).kinds).toEqual(['users 1']);
  });

  it('is not compared where one of the two does not tell', () => {
    expect(compared({}, {}).notCompared).toEqual(['name', 'licences', 'users', 'types', 'devices']);
    const silent = compared({ name: null, licences: [], devices: null });
    expect(silent.notCompared).toEqual(['name', 'licences', 'devices']);
    expect(silent.same).toEqual(['users', 'types']);
  });

  it('tells one list of differences from another of the same length', () => {
    const [one, two] = [compared({ name: 'a' }), compared({ name: 'b' })];
    expect(one.differs[0]?.list).not.toBe(two.differs[0]?.list);
    expect(compared({ name: 'a' }).differs).toEqual(one.differs);
  });
});
