// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../app/contract/double';
import { jobId, jobView } from '../../testing/job';
import { setUpWindow } from '../../testing/show';

const show = setUpWindow(doubleOf);

const at = '2026-01-05T09:00:00.000Z';
const { state } = jobView('report', {}, { practice: true });
const steps = state.steps.map((step) => {
  if (step.id === 'prepare') return { ...step, inputs: { customer: 'Bakery', pbxName: 'bakery' } };
  if (step.id === 'upgrade') return { ...step, state: 'skipped' as const, skippedReason: 'done last week' };
  if (step.id !== 'licences') return step;
  const warning = {
    code: 'more-than-bought Premium 9/5',
    params: { types: 'Premium 9/5' },
    reason: 'ordered today',
    at,
  };
  return {
    ...step,
    warnings: [warning],
    actions: [1, 2].map((id) => ({
      id: String(id),
      code: 'set-type',
      params: { extension: '101' },
      at,
      outcome: 'done' as const,
    })),
    evidence: [
      {
        at,
        said: { code: 'types-read-back', params: { count: 2 } },
        proof: 'read-back' as const,
        source: 'x',
      },
    ],
  };
});

test('the report tells practice, proofs, reasons and changes, and says when it can be printed', async () => {
  const facts = {
    licences: [{ type: 'premium', bought: 5, used: 9 }],
    typesAfter: [{ type: 'xb-business', users: 3 }],
  };
  show(`#/report/${jobId}`, { 'report.read': () => ({ ...state, steps, facts }) });
  expect(await screen.findByText(/proves nothing about a customer's PBX/)).toBeTruthy();
  expect(screen.getAllByText('PRACTICE').length).toBe(2);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Bakery');
  expect(screen.getByText(/Skipped. Reason: done last week/)).toBeTruthy();
  expect(screen.getByText(/The licence types of 2 users were read back/)).toBeTruthy();
  expect(screen.getByText(/Premium 9\/5/)).toBeTruthy();
  expect(screen.getByText('Reason: ordered today')).toBeTruthy();
  expect(screen.getByText('Licence types of 2 users set')).toBeTruthy();
  expect(screen.getByText('xb-business')).toBeTruthy();
  await waitFor(() => expect(document.body.dataset.ready).toBe('yes'));
});

test('a job with an open step is not printed as if it were whole', async () => {
  show(`#/report/${jobId}`, { 'report.read': () => jobView('upgrade').state });
  expect(await screen.findByText('This job has steps that have not ended.')).toBeTruthy();
});

test('the PBXs of a network stand in a table, with what remains to be done soon', async () => {
  const told = { name: 'north', address: '192.0.2.2', serial: '', version: '', role: null };
  const read = {
    address: '192.0.2.2',
    serial: '000c29000002',
    version: '9',
    versionBefore: '8',
    versionAfter: '9',
  };
  const south = { ...told, name: 'south', address: '192.0.2.3' };
  const members = { '1': { told, facts: read, offered: null }, '2': { told: south } };
  const left = { id: 'clients' as const, inputs: { 'leave-out-2': 'closed until Monday' } };
  const withClients = [...steps, { ...(steps[0] ?? never()), ...left }];
  show(`#/report/${jobId}`, {
    'report.read': () => ({ ...state, steps: withClients, facts: { network: { members } } }),
  });
  const north = await screen.findByRole('row', { name: /north, 192\.0\.2\.2/ });
  expect(north.textContent).toContain('000c2900000289Upgraded');
  expect(screen.getByRole('row', { name: /south/ }).textContent).toContain('Left out: closed until Monday');
  expect(screen.getByText(/1 client is not upgraded/)).toBeTruthy();
  expect(screen.getByText(/counted on it only/)).toBeTruthy();
});

function never(): never {
  throw new Error('the sample has no step');
}
