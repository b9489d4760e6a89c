import { describe, expect, it } from 'vitest';
import { foldAll } from '../fold';
import type { Facts, JobKind, JobState } from '../job';
import type { JournalEvent } from '../journal-event';
import { earlierJobs, valuesOfJob } from './earlier';

interface Of {
  kind?: JobKind;
  customer?: string;
  pbxName?: string;
  facts?: Partial<Facts>;
  closed?: 'done' | 'left-open' | null;
  day?: string;
}

function job(id: string, { kind = 'activate-virtual', customer = '', pbxName = '', ...more }: Of): JobState {
  const { facts = {}, closed = 'done', day = '2026-01-05' } = more;
  const events: JournalEvent[] = [
    {
      type: 'job-created',
      id,
      kind,
      steps: ['prepare'],
      preset: null,
      app: { version: '0', electron: '0', platform: 'test' },
    },
    { type: 'input', step: 'prepare', field: 'customer', value: customer },
    { type: 'input', step: 'prepare', field: 'pbxName', value: pbxName },
    { type: 'facts', facts, source: 'test' },
    ...(closed ? [{ type: 'closed' as const, outcome: closed }] : []),
  ];
  const state = foldAll(events.map((event) => ({ at: `${day}T09:00:00.000Z`, event })));
  if (!state) throw new Error('no state');
  return state;
}

const swSerial = { value: '5f01', origin: 'typed' as const, at: '', source: '' };
const mine = job('rma-swap-mine01', {
  kind: 'rma-swap',
  customer: 'Rossi',
  pbxName: 'rossi',
  facts: { capture: { swSerial } },
  closed: null,
});

describe('earlier jobs that may tell what the old PBX was', () => {
  it('are the finished ones of this customer, name or serial, newest first', () => {
    const all = [
      mine,
      job('by-customer', { customer: ' ROSSI ', day: '2026-01-01' }),
      job('by-name', { pbxName: 'Rossi', day: '2026-01-03' }),
      job('by-serial', { customer: 'Other', facts: { swSerial: '5F:01' }, day: '2026-01-02' }),
      job('of-another', { customer: 'Bianchi', pbxName: 'bianchi', facts: { swSerial: '5f02' } }),
      job('not-named', {}),
      job('not-finished', { customer: 'Rossi', closed: 'left-open' }),
      job('still-open', { customer: 'Rossi', closed: null }),
    ];
    expect(earlierJobs(mine, all).map(({ id }) => id)).toEqual(['by-name', 'by-serial', 'by-customer']);
  });

  it('tell only what they knew', () => {
    expect(valuesOfJob(job('empty-one', {}))).toEqual({
      name: null,
      version: null,
      serial: null,
      swSerial: null,
      licences: null,
      types: null,
      users: null,
      userCount: null,
    });
  });

  it('tell the version at the end, the numbers bought, and how many users there were without admin', () => {
    const facts: Partial<Facts> = {
      version: '4.03.44842.11',
      versionBefore: '4.01.44100.12',
      serial: '0011',
      swSerial: '5f01',
      // Counts admin too.
      userCount: 50,
      licences: [
        { type: 'basic', bought: 20, used: null },
        { type: 'premium', bought: null, used: 3 },
      ],
      typesAfter: [
        { type: 'basic', users: 40 },
        { type: 'premium', users: 9 },
      ],
    };
    expect(valuesOfJob(job('full-one', { pbxName: 'rossi', facts }))).toMatchObject({
      name: 'rossi',
      version: '4.03.44842.11',
      swSerial: '5f01',
      licences: [{ type: 'basic', bought: 20 }],
      userCount: 49,
      users: null,
    });
  });
});
