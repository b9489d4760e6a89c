// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { LicenceRow, LicenceTable } from '../../../../app/contract/views';
import { jobId, jobView } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);
beforeAll(() => {
  // jsdom lays nothing out: the scrolling box gets the size of a window.
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 400 },
    clientWidth: { configurable: true, get: () => 800 },
  });
});

function row(id: number, over: Partial<LicenceRow> = {}): LicenceRow {
  return {
    id: String(id),
    extension: String(100 + id),
    name: `User ${String(id)}`,
    email: '',
    role: 'user',
    group: 'Default',
    department: '',
    current: 'premium',
    chosen: null,
    counted: true,
    suggestion: null,
    outcome: null,
    ...over,
  };
}

function tableOf(rows: LicenceRow[]): LicenceTable {
  return {
    rows,
    counts: [
      { type: 'premium', label: 'Premium', bought: 5, usedNow: 9, usedAfter: 9, over: true },
      { type: 'basic', label: 'Basic', bought: 10, usedNow: 0, usedAfter: 0, over: false },
    ],
    types: [
      { wire: 'basic', label: 'Basic' },
      { wire: 'premium', label: 'Premium' },
      { wire: 'pbxService', label: 'Service' },
    ],
    changes: rows.filter((one) => one.chosen !== null).length,
    readAt: null,
  };
}

async function showTable(table: LicenceTable) {
  const shown = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('licences'),
    'licences.table': () => table,
    'licences.choose': () => table,
  });
  await screen.findByRole('table', { name: 'Users and their licence types' });
  await screen.findByTestId(`licence-row-${table.rows[0]?.id ?? ''}`);
  return shown;
}

const few = tableOf([
  row(1),
  row(2, { name: 'Fax', role: 'fax', suggestion: { type: 'basic', reason: 'fax-is-basic' } }),
  row(3, {
    name: 'Park',
    role: 'park_orbit',
    suggestion: { type: 'pbxService', reason: 'park-orbit-is-service' },
  }),
  row(4, { name: 'Zoe', current: 'xb-business' }),
]);

test('the filtered are selected and set at once', async () => {
  const { user, argsOf } = await showTable(few);
  await user.type(screen.getByRole('searchbox', { name: 'Search users' }), 'user 1');
  await waitFor(() => expect(screen.queryByTestId('licence-row-2')).toBeNull());
  await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
  expect(screen.getByText('1 selected')).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Set selected to'), 'Basic');
  await user.click(screen.getByRole('button', { name: 'Set' }));
  expect(argsOf('licences.choose')).toEqual([{ job: jobId, users: ['1'], type: 'basic' }]);
});

test('rows are selected by click, range and keyboard', async () => {
  const { user } = await showTable(few);
  await user.click(within(screen.getByTestId('licence-row-1')).getByText('User 1'));
  await user.keyboard('{Shift>}');
  await user.click(within(screen.getByTestId('licence-row-3')).getByText('Park'));
  await user.keyboard('{/Shift}');
  expect(screen.getByText('3 selected')).toBeTruthy();
  screen.getByRole('checkbox', { name: 'Select Park' }).focus();
  await user.keyboard('{ArrowDown} ');
  expect(screen.getByText('4 selected')).toBeTruthy();
  await user.keyboard('{Control>}a{/Control}');
  expect(screen.getByText('None selected')).toBeTruthy();
});

test('suggestions are applied type by type', async () => {
  const { user, argsOf } = await showTable(few);
  await user.click(screen.getByRole('button', { name: 'Apply 2 suggestions' }));
  await waitFor(() =>
    expect(argsOf('licences.choose')).toEqual([
      { job: jobId, users: ['2'], type: 'basic' },
      { job: jobId, users: ['3'], type: 'pbxService' },
    ]),
  );
});

test('one row is set and left as it is again', async () => {
  const { user, argsOf } = await showTable(tableOf([row(1, { chosen: 'basic' })]));
  const type = screen.getByLabelText('New licence type of User 1');
  await user.selectOptions(type, 'Service');
  await user.selectOptions(type, 'Leave as is');
  expect(argsOf('licences.choose')).toEqual([
    { job: jobId, users: ['1'], type: 'pbxService' },
    { job: jobId, users: ['1'], type: null },
  ]);
});

test('more used than bought is said in words, an unknown type is shown as the PBX writes it', async () => {
  await showTable(few);
  expect(screen.getByText('4 over')).toBeTruthy();
  expect(within(screen.getByTestId('licence-row-4')).getByText('xb-business')).toBeTruthy();
});

test('of thousands of users only those in view exist', async () => {
  await showTable(tableOf(Array.from({ length: 3000 }, (_, id) => row(id))));
  const table = screen.getByRole('table', { name: 'Users and their licence types' });
  expect(table.getAttribute('aria-rowcount')).toBe('3001');
  expect(within(table).getAllByRole('checkbox').length).toBeLessThan(60);
});

test('a change after the end makes the step look again, so that it can be set', async () => {
  const { user, asked } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('licences', { state: 'done', startedAt: '2026-01-05T09:00:00Z' }),
    'licences.table': () => few,
    'licences.choose': () => few,
  });
  await user.selectOptions(await screen.findByLabelText('New licence type of User 1'), 'Basic');
  await waitFor(() =>
    expect(asked.at(-1)).toEqual({ name: 'steps.look', arg: { job: jobId, step: 'licences' } }),
  );
});

test('with nothing to change the main button says that the types were looked through', async () => {
  const { user, asked, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('licences', { plan: [{ code: 'ask.review-types' }] }),
    'licences.table': () => few,
    'steps.confirm': () => undefined,
  });
  await screen.findByRole('table', { name: 'Users and their licence types' });
  await user.click(screen.getByRole('button', { name: 'The types are right as they are' }));
  await waitFor(() => expect(asked.at(-1)?.name).toBe('steps.apply'));
  expect(argsOf('steps.confirm')).toEqual([
    { job: jobId, step: 'licences', code: 'types-reviewed', note: '' },
  ]);
});
