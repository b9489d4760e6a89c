import { describe, expect, it } from 'vitest';
import { fold } from '../../../domain/fold';
import type { JobState } from '../../../domain/job';
import type { JournalEvent } from '../../../domain/journal-event';
import { secretsToTry } from '../../connection';
import { runnerOf, secretsInMemory } from '../../test-kit';
import { owesToken } from '../../token';
import { memberJob, memberSecrets } from './member-job';

const at = '2026-01-02T00:00:00.000Z';

function jobOf(...events: JournalEvent[]): JobState {
  const empty = { id: 'clients' } as never;
  return events.reduce((job, event) => fold(job, { at, event }), runnerOf([empty]).runner.job());
}

function intent(action: string, code: string, member?: string): JournalEvent {
  const whose = member === undefined ? {} : { params: { member, pbx: 'north' } };
  return { type: 'intent', step: 'clients', action, code, ...whose };
}

function secret(name: 'admin-password-old' | 'member-password-1' | 'member-token-2'): JournalEvent {
  return { type: 'secret', secret: { name, kept: 'memory', at, origin: 'typed' } };
}

describe('the job as seen from one member', () => {
  it('has the secrets of that PBX and of no other', () => {
    const job = jobOf(secret('admin-password-old'), secret('member-password-1'), secret('member-token-2'));
    expect(secretsToTry(memberJob(job, '1'))).toEqual(['admin-password-old']);
    expect(secretsToTry(memberJob(job, '2'))).toEqual(['api-token']);
    expect(secretsToTry(memberJob(job, '3'))).toEqual([]);
    expect(secretsToTry(job)).toEqual(['admin-password-old']);
  });

  it('has the acts and the evidence of that PBX alone, so a token is owed where it was made', () => {
    const said = { code: 'version-read', params: { version: '9', member: '1', pbx: 'north' } };
    const evidence = { at, said, proof: 'read-back' as const, source: 'x' };
    const job = jobOf(intent('a1', 'make-token', '1'), intent('a2', 'start-upgrade', '2'), {
      type: 'evidence',
      step: 'clients',
      evidence,
    });
    expect(['1', '2'].map((number) => owesToken(memberJob(job, number)))).toEqual([true, false]);
    expect(owesToken(job)).toBe(false);
    expect(memberJob(job, '2').steps[0]?.actions.map(({ code }) => code)).toEqual(['start-upgrade']);
    expect(memberJob(job, '1').steps[0]?.evidence[0]?.said).toEqual({
      code: 'version-read',
      params: { version: '9' },
    });
  });

  it('must be the PBX that the server told, until it has told itself', () => {
    const told = { name: 'north', address: '192.0.2.2', serial: '000c29000002', version: '', role: null };
    const facts = { network: { members: { '1': { told } } } };
    const job = jobOf({ type: 'facts', facts, source: 'x' });
    expect(memberJob(job, '1').facts).toEqual({ address: '192.0.2.2', serial: '000c29000002' });
  });

  it('its secrets are asked for under their own names, and no other can be', async () => {
    const all = secretsInMemory();
    await all.put('upgrade-network-1', 'admin-password-old', 'of the server');
    await all.put('upgrade-network-1', 'member-password-1', 'of the first');
    const own = memberSecrets(all, '1');
    expect(await own.get('upgrade-network-1', 'admin-password-old')).toBe('of the first');
    expect(await memberSecrets(all, '2').get('upgrade-network-1', 'admin-password-old')).toBeNull();
    await own.put('upgrade-network-1', 'api-token', 'access_1');
    expect(await all.get('upgrade-network-1', 'member-token-1')).toBe('access_1');
    expect(await all.get('upgrade-network-1', 'api-token')).toBeNull();
    expect(() => own.get('upgrade-network-1', 'pbx-key')).toThrow('no secret pbx-key');
  });
});
