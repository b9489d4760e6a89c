import { describe, expect, it } from 'vitest';
import type { JudgedStep } from './demo-judge';
import { whyNotSwapped, type Swapped } from './rma-judge';

const user = (extension: string, licenseType = 'basic') => ({
  id: extension,
  name: `User ${extension}`,
  extension,
  role: 'user',
  licenseType,
});

function step(id: string, proof: JudgedStep['proof'] = 'read-back'): JudgedStep {
  return { id, state: 'done', way: 'automatic', proof, ms: 1 };
}

function swapped(over: Partial<Swapped> = {}): Swapped {
  return {
    report: { pbx: { versionAfter: '4.03.44842.11', activated: true, swSerial: '5f01' } },
    steps: [
      step('old-pbx'),
      step('swap', 'word'),
      step('sw-key', 'word'),
      step('taken-over'),
      step('old-off', 'word'),
    ],
    old: [user('101'), user('102', 'premium')],
    now: [user('102', 'premium'), user('101')],
    truth: {
      version: '4.03.44842.11',
      activation: { name: 'example', swSerial: '5f01' },
      old: { down: true },
    },
    ...over,
  };
}

describe('a swap', () => {
  it('is done when both PBXs agree and the old one is off', () => {
    expect(whyNotSwapped(swapped())).toBeNull();
  });

  it.each<[string, Partial<Swapped>, RegExp]>([
    ['another type', { now: [user('101'), user('102')] }, /not on the new PBX: 102/],
    ['somebody too many', { now: [user('101'), user('102', 'premium'), user('9')] }, /has 3 users/],
    ['nobody at all', { old: [], now: [] }, /nobody was/],
    ['a comparison without proof', { steps: [step('taken-over', 'none')] }, /nothing that proves/],
    ['an old PBX that nobody tried', { steps: [step('old-off', 'none')] }, /nothing that proves/],
    ['a step that failed', { steps: [{ ...step('swap', 'word'), state: 'failed' }] }, /swap is failed/],
    [
      'another SW Serial',
      { truth: { ...swapped().truth, activation: { name: 'other', swSerial: '5f02' } } },
      /5f01, the PBX 5f02/,
    ],
    ['an old PBX that answers', { truth: { ...swapped().truth, old: { down: false } } }, /still answers/],
    ['another version', { truth: { ...swapped().truth, version: '4.01.44168.28' } }, /runs 4.01/],
  ])('is not done with %s', (_what, over, why) => {
    expect(whyNotSwapped(swapped(over))).toMatch(why);
  });
});
