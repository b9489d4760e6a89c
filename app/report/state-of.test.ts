import { expect, test } from 'vitest';
import { reportOf } from './report-of';
import { sampleJob } from './sample.fixture';
import { stateOfReport } from './state-of';

const making = { at: '2026-03-01T09:00:00.000Z', journalHash: 'b'.repeat(64) };

test('a report made into a job makes the same report again', () => {
  const report = reportOf(sampleJob([{ type: 'closed', outcome: 'done' }]), making);
  const again = reportOf(stateOfReport(report), making);
  expect(again).toEqual(report);
});

test('so does one of a network and of hardware', () => {
  const facts = (serial: string, address: string) => ({
    serial,
    address,
    version: '6.10',
    versionBefore: '4.03',
  });
  const told = { name: 'branch', address: '192.0.2.2', serial: '0002', version: '', role: null };
  const error = { code: 'timeout' as const, retry: true };
  const members = {
    1: { told, facts: { ...facts('0002', '192.0.2.2'), versionAfter: '6.10' }, offered: null },
    2: { facts: { address: '192.0.2.3' }, problem: { error, at: making.at } },
    3: { told: { ...told, name: 'shop', address: '192.0.2.4' } },
    5: { facts: facts('0005', '192.0.2.5') },
  };
  const job = sampleJob([
    { type: 'facts', facts: { network: { members }, hwSerial: '2211', activated: true }, source: 'test' },
    { type: 'closed', outcome: 'done' },
  ]);
  const typed = { 'address-2': '192.0.2.3', 'address-5': '192.0.2.5', 'leave-out-3': 'closed today' };
  const steps = job.steps.map((step, place) =>
    place === 0 ? { ...step, id: 'members' as const, inputs: typed } : step,
  );
  const report = reportOf({ ...job, steps }, making);
  expect(report.network?.map(({ number, state }) => [number, state])).toEqual([
    ['1', 'done'],
    ['2', 'failed'],
    ['3', 'left-out'],
    ['5', 'to-do'],
  ]);
  expect(reportOf(stateOfReport(report), making).network).toEqual(report.network);
  expect(reportOf(stateOfReport(report), making).pbx).toEqual(report.pbx);
});

test('what the report does not tell is not made up', () => {
  const state = stateOfReport(reportOf(sampleJob(), making));
  expect(state.secrets).toEqual([]);
  expect(state.assignment).toEqual({});
  expect(state.facts.pin?.pem).toBe('');
});
