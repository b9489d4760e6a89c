import { describe, expect, it } from 'vitest';
import type { JobState } from '../../../../app/domain/job';
import { jobView, stepRecord } from '../../../testing/job';
import { calendarOf, draftOf, happenedAt, holidaysOf, licencesOf, type Draft } from './draft';

const now = new Date('2026-03-10T13:05:30Z');
const licences = [
  { type: 'basic', bought: 10, used: 8 },
  { type: 'premium', bought: 5, used: null },
];

function draft(state: Partial<JobState> = {}): Draft {
  const prepared = stepRecord('prepare', { inputs: { partner: 'Rossi', installer: 'Ada' } });
  const { steps = [] } = state;
  const job = jobView('prepare', {}, { facts: { licences, serial: '2300', swSerial: '99' } }).state;
  return draftOf({ ...job, ...state, steps: [prepared, ...steps] }, now, (period) => `in words: ${period}`);
}

describe('the letter from the state of the job', () => {
  it('takes who, which PBX and what was bought', () => {
    const { partner, sender, serial, termChanged, to } = draft();
    expect({ partner, sender, serial, termChanged, to }).toEqual({
      partner: 'Rossi',
      sender: 'Ada',
      serial: '2300',
      termChanged: false,
      to: '',
    });
    expect(licencesOf(draft())).toEqual([
      { type: 'basic', count: 10 },
      { type: 'premium', count: 5 },
    ]);
  });

  it('takes the SW serial where the PBX tells none', () => {
    expect(draft({ facts: { swSerial: '99' } }).serial).toBe('99');
  });

  it('takes what was meant in the portal, and the term only where it was changed', () => {
    const params = {
      change: 'term',
      platform: 'cloud',
      ordering: 'portal-form',
      zone: 'Europe/Rome',
      from: 'monthly',
      to: 'yearly',
      before: 'basic 10',
      types: 'basic 12',
    };
    const action = { id: 'a1', code: 'portal-zero', params, at: now.toISOString(), outcome: null };
    const inputs = { zone: 'Europe/Rome', 'want-basic': '99' };
    const found = draft({ steps: [stepRecord('portal-change', { actions: [action], inputs })] });
    expect(licencesOf(found)).toEqual([{ type: 'basic', count: 12 }]);
    expect(found).toMatchObject({
      termChanged: true,
      term: 'in words: yearly',
      day: '2026-03-10',
      time: '14:05',
    });
  });
});

describe('what is typed', () => {
  const typed: Draft = { ...draft(), zone: 'Europe/Rome', day: '2026-03-10', time: '14:05' };

  it('is an instant in the zone that counts', () => {
    expect(happenedAt(typed)?.toISOString()).toBe('2026-03-10T13:05:00.000Z');
  });

  it.each([{ day: '10.3.2026' }, { time: '25:00' }, { zone: 'Rome' }])('%o is none', (more) => {
    expect(happenedAt({ ...typed, ...more })).toBeNull();
  });

  it('holidays are one a line; odd ones are told and not counted', () => {
    const list = { ...typed, holidays: '2026-03-11\n\n soon \n' };
    expect(holidaysOf(list)).toEqual({ days: ['2026-03-11'], odd: ['soon'] });
    expect(calendarOf(list)).toEqual({ zone: 'Europe/Rome', weekend: [6, 0], holidays: ['2026-03-11'] });
  });
});
