// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { LicenceRow, LicenceTable } from '../../../../app/contract/views';
import { Failure } from '../../../../app/domain/failure';
import type { JobState } from '../../../../app/domain/job';
import { jobId, jobView } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);
const at = { job: jobId, step: 'portal' };

function row(id: number, licenceType: string): LicenceRow {
  const empty = { login: '', email: '', group: '', department: '' };
  const known = { id: String(id), extension: String(100 + id), name: `User ${String(id)}`, role: 'user' };
  return { ...known, ...empty, licenceType, counted: true, suggestion: null, outcome: null };
}

const tableOf = (rows: LicenceRow[], choices: LicenceTable['choices'] = {}): LicenceTable => ({
  rows,
  choices,
  bought: [],
  types: [],
  rules: [],
  undo: null,
  readAt: null,
});
const three = tableOf([row(1, 'premium'), row(2, 'premium'), row(3, 'pbxService'), row(4, 'xb-business')], {
  2: { type: 'basic', why: { by: 'hand' } },
});

function showSheet(
  table: LicenceTable | null,
  inputs: Record<string, string> = {},
  state: Partial<JobState> = {},
) {
  return show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('portal', { inputs }, state),
    'recipes.list': () => [],
    'licences.table': () => {
      if (!table) throw new Failure('licences-not-read');
      return table;
    },
    'portal.users': () => undefined,
  });
}
const field = (type: string) => screen.findByLabelText<HTMLInputElement>(`Number of ${type} licences`);

test('the numbers come from the users after the choices and go into the fields by a press only', async () => {
  const { user, argsOf } = showSheet(three, { 'count-premium': '9' });
  const premium = (await field('Premium')).closest('tr');
  await waitFor(() => expect(premium?.textContent).toContain('1 user'));
  expect((await field('Service')).closest('tr')?.textContent).toContain('1 user');
  await user.type(screen.getByLabelText('To spare of each type'), '2');
  expect(JSON.stringify(argsOf('steps.input'))).not.toContain('count-');
  await user.click(screen.getByRole('button', { name: 'Take these numbers' }));
  const numbers = { basic: 3, essential: 0, business: 0, premium: 3, wizyconf: 0, pbxService: 3 };
  await waitFor(() =>
    expect(argsOf('steps.input')).toEqual([
      { ...at, field: 'spare', value: '2' },
      ...Object.entries(numbers).map(([type, number]) => ({
        ...at,
        field: `count-${type}`,
        value: String(number),
      })),
    ]),
  );
});

test('types that the form has no field for are named', async () => {
  showSheet(three);
  expect(await screen.findByText(/no field for: xb-business 1\./)).toBeTruthy();
});

test('fewer to buy than users who have it is said at the field; of a free type it is not', async () => {
  showSheet(three, { 'count-premium': '0', 'count-basic': '1', 'count-pbxService': '0' });
  const premium = (await field('Premium')).closest('tr');
  expect(await within(premium as HTMLElement).findByText('Fewer than the users who have it')).toBeTruthy();
  expect(screen.getAllByText('Fewer than the users who have it')).toHaveLength(1);
});

test('without users it says so, and reads them by a press', async () => {
  const { user, argsOf } = showSheet(null);
  expect(await screen.findByText(/No users of this PBX were read yet/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take these numbers' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Read the users' }));
  await waitFor(() => expect(argsOf('portal.users')).toEqual([{ job: jobId }]));
});

test('users read meanwhile are counted', async () => {
  let table: LicenceTable | null = null;
  const { send } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('portal'),
    'licences.table': () => {
      if (!table) throw new Failure('licences-not-read');
      return table;
    },
  });
  await screen.findByText(/No users of this PBX were read yet/);
  table = three;
  const source = { source: 'GET /api/v1/PBX/Colleagues/', at: '2026-01-05T09:10:00.000Z' };
  send('job', jobView('portal', {}, { facts: { userCount: 4 }, factSources: { userCount: source } }));
  expect(await screen.findByRole('button', { name: 'Take these numbers' })).toBeTruthy();
});

test('what an upgrade leaves is not taken for what users need', async () => {
  showSheet(tableOf([row(1, 'premium'), row(2, 'premium')]));
  expect(await screen.findByText(/All users have Premium\. An upgrade leaves it so/)).toBeTruthy();
});

test('a number that is none is told at its field, and holds the button back', async () => {
  const { user } = showSheet(three);
  await user.type(await screen.findByLabelText('To spare of each type'), 'two');
  await user.tab();
  expect(screen.getByText('A whole number, please.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Take these numbers' }).disabled).toBe(true);
});

test('a cloud PBX has its own model, region and storage size, and no lifetime', async () => {
  showSheet(null, {}, { kind: 'activate-cloud' });
  const periods = within(await screen.findByLabelText('Billing period')).getAllByRole('option');
  expect(periods.map(({ textContent }) => textContent)).toEqual(['Choose…', 'Monthly', 'Yearly', '5 years']);
  expect(screen.getByText('WPBX-CLOUD')).toBeTruthy();
  expect(screen.getByLabelText('Region')).toBeTruthy();
  expect(screen.getByLabelText('Storage size')).toBeTruthy();
});

test('any other PBX may have lifetime, and is asked for no region', async () => {
  showSheet(null);
  expect(within(await screen.findByLabelText('Billing period')).getByText('Lifetime')).toBeTruthy();
  expect(screen.getByText('WPBX-VM/HW')).toBeTruthy();
  expect(screen.queryByLabelText('Region')).toBeNull();
});

test('the form of the portal stands part by part; the other way of ordering asks for a business address', async () => {
  const { user, argsOf } = showSheet(null, { contactMail: 'anna@acme.com' });
  const pbx = within(await screen.findByRole('table', { name: 'PBX' }));
  expect(pbx.getByText('Model')).toBeTruthy();
  expect(pbx.queryByText('Region')).toBeNull();
  expect(screen.getByRole('table', { name: 'Contact' })).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Way of ordering'), 'partner-community');
  await waitFor(() =>
    expect(argsOf('steps.input')).toEqual([{ ...at, field: 'ordering', value: 'partner-community' }]),
  );
});

test('an address that the partner community refuses is told before it is typed there', async () => {
  const { user } = showSheet(null, { ordering: 'partner-community' });
  const mail = await screen.findByLabelText('E-mail of the contact');
  await user.type(mail, 'anna@gmail.com');
  await user.tab();
  expect(await screen.findByText(/none of Gmail or Yahoo/)).toBeTruthy();
  expect(screen.queryByRole('table', { name: 'Contact' })).toBeNull();
});
