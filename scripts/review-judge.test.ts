import { describe, expect, it } from 'vitest';
import { whyNotReviewed, type Reviewed } from './review-judge';

const user = (id: string, licenseType: string, role = 'user') => ({
  id,
  name: id,
  extension: id,
  role,
  licenseType,
});

function reviewed(over: Partial<Reviewed> = {}): Reviewed {
  const step = (id: string, proof: 'read-back' | 'none') => ({
    id,
    proof,
    state: 'done',
    way: 'automatic',
    ms: 1,
  });
  return {
    steps: [
      step('connect', 'read-back'),
      step('sign-in', 'read-back'),
      step('licences', 'read-back'),
      step('report', 'none'),
    ],
    report: {
      pbx: { versionAfter: null, activated: null, swSerial: null },
      licences: {
        types: [
          { type: 'basic', usersBefore: 0, usersAfter: 1 },
          { type: 'premium', usersBefore: 2, usersAfter: 1 },
        ],
      },
      steps: [],
    },
    before: [user('1', 'premium'), user('2', 'premium'), user('0', 'premium', 'admin')],
    after: [user('1', 'basic'), user('2', 'premium'), user('0', 'premium', 'admin')],
    writes: { '1': 1 },
    ...over,
  };
}

describe('a review of licences is done', () => {
  it('when each changed user was written once and all numbers are those of the PBX', () => {
    expect(whyNotReviewed(reviewed())).toBeNull();
  });

  it.each([
    ['somebody was written twice', { writes: { '1': 2 } }, '2 times'],
    ['somebody was written who is as before', { writes: { '1': 1, '2': 1 } }, 'is as before'],
    ['nobody was changed', { after: reviewed().before, writes: {} }, 'no user'],
    [
      'the PBX has other numbers',
      { after: [user('1', 'basic'), user('2', 'basic')], writes: { '1': 1, '2': 1 } },
      'says',
    ],
    [
      'a user is not counted',
      { before: [...reviewed().before, user('3', 'xb')], after: [...reviewed().after, user('3', 'xb')] },
      'counts 2',
    ],
  ] as const)('not when %s', (_what, over, why) => {
    expect(whyNotReviewed(reviewed(over))).toContain(why);
  });

  it('not when a step did not end, or rests on nothing', () => {
    const [first, ...rest] = reviewed().steps;
    if (!first) throw new Error('no step');
    expect(whyNotReviewed(reviewed({ steps: [{ ...first, state: 'failed' }, ...rest] }))).toContain('failed');
    expect(whyNotReviewed(reviewed({ steps: [{ ...first, proof: 'none' }, ...rest] }))).toContain('proves');
  });
});
