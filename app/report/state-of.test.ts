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

test('what the report does not tell is not made up', () => {
  const state = stateOfReport(reportOf(sampleJob(), making));
  expect(state.secrets).toEqual([]);
  expect(state.assignment).toEqual({});
  expect(state.facts.pin?.pem).toBe('');
});
