import { expect, test } from 'vitest';
import { foldAll } from '../domain/fold';
import type { JournalEvent } from '../domain/journal-event';
import { journalSummary } from './views';

const at = '2026-01-01T00:00:00.000Z';
const told = { name: 'north', address: '192.0.2.2', serial: '', version: '', role: null };

test('a closed job of a network still tells how many of its PBXs are to follow', () => {
  const events: JournalEvent[] = [
    {
      type: 'job-created',
      id: 'upgrade-network-test01',
      kind: 'upgrade-network',
      steps: ['members', 'clients', 'upgrade'],
      preset: null,
      app: { version: '0', electron: '0', platform: 'test' },
    },
    { type: 'facts', facts: { network: { members: { '1': { told } } } }, source: 'test' },
    { type: 'step', step: 'upgrade', state: 'done' },
    { type: 'closed', outcome: 'left-open' },
  ];
  const state = foldAll(events.map((event) => ({ at, event })));
  if (!state) throw new Error('no job');
  expect(journalSummary({ state, readOnly: null })).toMatchObject({ status: 'done', remaining: 1 });
});
