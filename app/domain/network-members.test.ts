import { describe, expect, it } from 'vitest';
import { fold, foldAll } from './fold';
import { SecretName, type JobState } from './job';
import { mergeNetwork, type ToldMember } from './network-members';
import { memberNumbers, membersOf, nextNumber, remaining } from './network-state';

const told: ToldMember = { name: 'north', address: '192.0.2.2', serial: '', version: '', role: null };

function jobOf(inputs: Record<string, string>, network: JobState['facts']['network'] = {}): JobState {
  const at = '2026-01-01T00:00:00.000Z';
  const created = {
    type: 'job-created' as const,
    id: 'upgrade-network-test01',
    kind: 'upgrade-network' as const,
    steps: ['members' as const, 'clients' as const, 'upgrade' as const],
    preset: null,
    app: { version: '0', electron: '0', platform: 'test' },
  };
  const job = foldAll([{ at, event: created }]);
  if (!job) throw new Error('no job');
  const typed = Object.entries(inputs).reduce(
    (state, [field, value]) => fold(state, { at, event: { type: 'input', step: 'members', field, value } }),
    job,
  );
  return fold(typed, { at, event: { type: 'facts', facts: { network }, source: 'test' } });
}

describe('what is known of the members', () => {
  it('is added member by member, so that two that are worked on at once lose nothing of each other', () => {
    const one = mergeNetwork({}, { members: { '1': { told, facts: { address: 'a', version: '1' } } } });
    const two = mergeNetwork(one, { members: { '2': { facts: { address: 'b' } } } });
    expect(mergeNetwork(two, { members: { '1': { offered: null, facts: { serial: 's' } } } })).toEqual({
      members: {
        '1': { told, offered: null, facts: { address: 'a', version: '1', serial: 's' } },
        '2': { facts: { address: 'b' } },
      },
    });
  });

  it('is forgotten with another address, but for what the server told', () => {
    const known = { members: { '1': { told, offered: '9', facts: { address: 'a', version: '1' } } } };
    expect(mergeNetwork(known, { members: { '1': { facts: { address: 'b' } } } })).toEqual({
      members: { '1': { told, facts: { address: 'b' } } },
    });
  });

  it('an address that is still to be typed is no member, and one taken back is none any more', () => {
    const job = jobOf({ 'address-1': '192.0.2.1', 'address-2': '', 'address-3': 'x', 'gone-3': 'yes' });
    expect(membersOf(job).map(({ number }) => number)).toEqual(['1']);
    expect(memberNumbers(job)).toEqual(['1', '2']);
    // Nobody gets the number of another, and with it a password that was given for that one.
    expect(nextNumber(job)).toBe('4');
  });

  it('no number is given out that no secret could have', () => {
    expect(nextNumber(jobOf({ 'gone-98': 'yes' }))).toBe('99');
    expect(nextNumber(jobOf({ 'gone-99': 'yes' }))).toBeNull();
  });

  it('a typed address goes before the one that was told; the reason for leaving out is kept', () => {
    const job = jobOf(
      { 'address-1': ' 192.0.2.9 ', 'leave-out-1': 'closed' },
      { members: { '1': { told } } },
    );
    expect(membersOf(job)).toMatchObject([
      { name: 'north', address: '192.0.2.9', state: 'left-out', reason: 'closed' },
    ]);
    expect(remaining(job)).toHaveLength(1);
  });

  it('one that is newer than any it offers is done only when that was looked at', () => {
    const facts = { address: '192.0.2.2', version: '4.03.44842.11' };
    const states = [
      { told, facts },
      { told, facts: { ...facts, versionAfter: facts.version } },
      { told, facts: { ...facts, versionAfter: facts.version }, offered: '5.04.20220309.1' },
      { told, facts: { ...facts, versionAfter: facts.version }, offered: null },
    ].map((member) => membersOf(jobOf({}, { members: { '1': member } }))[0]?.state);
    expect(states).toEqual(['to-do', 'to-do', 'to-do', 'done']);
  });
});

describe('the name of a secret', () => {
  it.each(['member-password-1', 'member-token-42', 'pbx-key'])('%s is one', (name) => {
    expect(SecretName.safeParse(name).success).toBe(true);
  });
  it.each([
    'member-password-',
    'member-password-0',
    'member-password-100',
    'member-key-1',
    'member-token-1/../x',
    '',
  ])('%s is none', (name) => {
    expect(SecretName.safeParse(name).success).toBe(false);
  });
});
