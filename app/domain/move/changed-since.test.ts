import { describe, expect, it } from 'vitest';
import { changedSince, type Standing } from './changed-since';
import { gigabyte } from './database';
import type { Inventory } from './facts';

const before: Standing = {
  old: {
    at: '2026-03-01T00:00:00Z',
    version: '4.01.44168.28',
    serial: '0011',
    hostname: 'pbx',
    databasePrograms: [],
    databaseBytes: null,
    freeBytes: 9 * gigabyte,
    clockSkewMs: 0,
    keeper: 'tmux',
    types: [],
    users: [
      ['101', 'Ada', 'basic'],
      ['102', 'Bob', 'basic'],
    ],
  },
  cloud: { version: '7.01.1', userCount: 0 },
};

function changed(old: Partial<Inventory>, cloud: Standing['cloud'] = before.cloud): [string, unknown][] {
  const now = { old: { ...before.old, ...old }, cloud };
  return changedSince(before, now, 2 * gigabyte).map(({ code, params }) => [code, params?.now]);
}

describe('what is another right before the start', () => {
  it('is nothing where only the clock, the day and some space differ', () => {
    expect(changed({ at: '2026-03-09T00:00:00Z', clockSkewMs: 500, freeBytes: 3 * gigabyte })).toEqual([]);
  });

  it.each<[Partial<Inventory>, string, string]>([
    [{ version: '4.02.1' }, 'warn.since-version', '4.02.1'],
    [{ serial: '0099' }, 'warn.since-serial', '0099'],
    [{ keeper: 'screen' }, 'warn.since-keeper', 'screen'],
    [{ keeper: null }, 'warn.since-keeper', '–'],
    [{ freeBytes: gigabyte }, 'warn.since-space', '1 GB'],
  ])('%o is named, with what it is now', (old, code, now) => {
    expect(changed(old)).toEqual([[code, now]]);
  });

  it('names users that came and went, though their number is the same', () => {
    expect(
      changed({
        users: [
          ['101', 'Ada', 'basic'],
          ['103', 'Cy', 'basic'],
        ],
      }),
    ).toEqual([['warn.since-users', '2 → 2: missing 102, added 103']]);
  });

  it('names a cloud PBX that is not empty any more, or runs another version', () => {
    expect(changed({}, { version: '7.02.0', userCount: 3 })).toEqual([
      ['warn.since-cloud-version', '7.02.0'],
      ['warn.since-cloud-users', '3'],
    ]);
  });
});
