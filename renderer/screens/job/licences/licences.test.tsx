// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { Handlers } from '../../../../app/contract/server';
import type { LicenceRow, LicenceTable } from '../../../../app/contract/views';
import { Failure } from '../../../../app/domain/failure';
import { FileProblem } from '../../../../app/domain/licensing/csv/problems';
import { needIds } from '../../../../app/domain/licensing/needs';
import { Reason, Sureness } from '../../../../app/domain/licensing/why';
import strings from '../../../strings/en/steps.json';
import { jobId, jobView } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);
const tableName = 'Users and their licence types';
const hand = { by: 'hand' as const };

beforeAll(() => {
  // jsdom lays nothing out: the scrolling box gets the size of a window.
  const size = { height: 400, width: 800 };
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => size.height },
    clientWidth: { configurable: true, get: () => size.width },
    offsetHeight: { configurable: true, get: () => size.height },
    offsetWidth: { configurable: true, get: () => size.width },
  });
});

function row(id: number, over: Partial<LicenceRow> = {}): LicenceRow {
  return {
    id: String(id),
    extension: String(100 + id),
    name: `User ${String(id)}`,
    email: `u${String(id)}@example.com`,
    login: `u${String(id)}`,
    role: 'user',
    group: 'Default',
    department: '',
    licenceType: 'premium',
    counted: true,
    suggestion: null,
    outcome: null,
    ...over,
  };
}

function tableOf(rows: LicenceRow[], over: Partial<LicenceTable> = {}): LicenceTable {
  return {
    rows,
    choices: {},
    bought: [
      { type: 'premium', bought: 2, used: null },
      { type: 'basic', bought: 10, used: null },
    ],
    types: [
      { wire: 'basic', label: 'Basic' },
      { wire: 'premium', label: 'Premium' },
      { wire: 'pbxService', label: 'Service' },
    ],
    rules: [],
    undo: null,
    readAt: null,
    ...over,
  };
}

const suggest = (type: string, sure: Sureness, code: Reason['code'], about?: string) => ({
  type,
  sure,
  reasons: [about === undefined ? { code } : { code, about, need: 'fax-machine' as const }],
  against: [],
});

const few = tableOf([
  row(1),
  row(2, { name: 'Fax', role: 'fax', suggestion: suggest('basic', 'certain', 'fax-is-basic') }),
  row(3, {
    name: 'Park',
    role: 'park_orbit',
    suggestion: suggest('pbxService', 'certain', 'park-orbit-is-service'),
  }),
  row(4, {
    name: 'Zoe fax',
    licenceType: 'xb-business',
    suggestion: suggest('basic', 'hint', 'name', 'Zoe fax'),
  }),
]);

async function showTable(table: LicenceTable, more: Partial<Handlers> = {}) {
  const shown = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('licences'),
    'licences.table': () => table,
    'licences.choose': () => undefined,
    'app.copy': () => undefined,
    ...more,
  });
  await screen.findByRole('table', { name: tableName });
  await screen.findByTestId(`licence-row-${table.rows[0]?.id ?? ''}`);
  return shown;
}

const typeOf = (name: string) => screen.getByLabelText<HTMLSelectElement>(`New licence type of ${name}`);
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('choosing', () => {
  test('the filtered are selected and set at once, and only they are sent', async () => {
    const { user, argsOf } = await showTable(few);
    await user.type(screen.getByRole('searchbox', { name: 'Search users' }), 'u1@');
    await waitFor(() => expect(screen.queryByTestId('licence-row-2')).toBeNull());
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    expect(screen.getByText('1 selected')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Set selected to'), 'Basic');
    await user.click(button('Set'));
    expect(typeOf('User 1').value).toBe('basic');
    await waitFor(() =>
      expect(argsOf('licences.choose')).toEqual([{ job: jobId, set: { 1: { type: 'basic', why: hand } } }]),
    );
  });

  test('one row is set and left as it is again', async () => {
    const choices = { 1: { type: 'basic', why: hand } };
    const { user, argsOf } = await showTable(tableOf([row(1)], { choices }));
    await user.selectOptions(typeOf('User 1'), 'Service');
    await user.selectOptions(typeOf('User 1'), 'Leave as is');
    await waitFor(() =>
      expect(argsOf('licences.choose')).toEqual([
        { job: jobId, set: { 1: { type: 'pbxService', why: hand } } },
        { job: jobId, set: { 1: null } },
      ]),
    );
  });

  test('what was done is undone and done again, by key and by button, but not where text is typed', async () => {
    const { user, argsOf } = await showTable(few);
    await user.selectOptions(typeOf('User 1'), 'Basic');
    await user.keyboard('{Control>}z{/Control}');
    expect(typeOf('User 1').value).toBe('');
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(typeOf('User 1').value).toBe('basic');
    await user.click(button('Undo'));
    await user.keyboard('{Control>}y{/Control}');
    expect(typeOf('User 1').value).toBe('basic');
    await user.type(screen.getByRole('searchbox', { name: 'Search users' }), 'u');
    await user.keyboard('{Control>}z{/Control}');
    expect(typeOf('User 1').value).toBe('basic');
    await waitFor(() => expect(argsOf('licences.choose')).toHaveLength(5));
    expect(argsOf('licences.choose')[1]).toEqual({ job: jobId, set: { 1: null } });
  });

  test('what could not be sent is shown as the app has it, with the error', async () => {
    const { user } = await showTable(few, {
      'licences.choose': () => {
        throw new Failure('journal-locked');
      },
    });
    await user.selectOptions(typeOf('User 1'), 'Basic');
    expect(await screen.findByRole('alert')).toBeTruthy();
    await waitFor(() => expect(typeOf('User 1').value).toBe(''));
  });

  test('a change after the end makes the step look again, so that it can be set', async () => {
    const { user, asked } = await showTable(few, {
      'jobs.open': () => jobView('licences', { state: 'done', startedAt: '2026-01-05T09:00:00Z' }),
    });
    await user.selectOptions(typeOf('User 1'), 'Basic');
    await waitFor(() =>
      expect(asked.at(-1)).toEqual({ name: 'steps.look', arg: { job: jobId, step: 'licences' } }),
    );
  });

  test('when the step moves the table is told anew; filter, choice and undo stay', async () => {
    let choices: LicenceTable['choices'] = {};
    const { user, send, argsOf } = await showTable(few, {
      'licences.table': () => ({ ...few, choices }),
      'licences.choose': ({ set }) => {
        choices = Object.fromEntries(Object.entries(set).flatMap(([id, one]) => (one ? [[id, one]] : [])));
      },
    });
    await user.selectOptions(screen.getByLabelText('Role'), 'user');
    await user.selectOptions(typeOf('User 1'), 'Basic');
    const before = argsOf('licences.table').length;
    send('job', jobView('licences', { state: 'ready' }));
    await waitFor(() => expect(argsOf('licences.table').length).toBeGreaterThan(before));
    expect(screen.queryByTestId('licence-row-2')).toBeNull();
    expect(typeOf('User 1').value).toBe('basic');
    await user.click(button('Undo'));
    expect(typeOf('User 1').value).toBe('');
  });

  test('admin is shown and cannot be set', async () => {
    await showTable(tableOf([row(1, { name: 'admin', role: 'admin', counted: false })]));
    expect(within(screen.getByTestId('licence-row-1')).getByText('not counted')).toBeTruthy();
    expect(screen.queryByLabelText('New licence type of admin')).toBeNull();
  });
});

describe('the keyboard', () => {
  test('rows are selected by click, range and keys', async () => {
    const { user } = await showTable(few);
    await user.click(within(screen.getByTestId('licence-row-1')).getByText('User 1'));
    await user.keyboard('{Shift>}');
    await user.click(within(screen.getByTestId('licence-row-3')).getByText('Park'));
    await user.keyboard('{/Shift}');
    expect(screen.getByText('3 selected')).toBeTruthy();
    await user.keyboard('{ArrowDown} ');
    expect(screen.getByText('4 selected')).toBeTruthy();
    await user.keyboard('{Control>}a{/Control}');
    expect(screen.getByText('None selected')).toBeTruthy();
    await user.keyboard('{Home}{Shift>}{ArrowDown}{/Shift}');
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(typeOf('Fax'));
  });

  test('of thousands of users few exist, and the keys reach those that do not', async () => {
    const { user, container } = await showTable(tableOf(Array.from({ length: 3000 }, (_, id) => row(id))));
    const table = screen.getByRole('table', { name: tableName });
    expect(table.getAttribute('aria-rowcount')).toBe('3001');
    expect(container.querySelectorAll('tr').length).toBeLessThan(100);
    screen.getByRole('checkbox', { name: 'Select User 0' }).focus();
    await user.keyboard('{End} ');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Select User 2999');
    expect(screen.getByText('1 selected')).toBeTruthy();
    await user.keyboard('{PageUp}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Select User 29[89]\d$/);
    expect(container.querySelectorAll('tr').length).toBeLessThan(100);
  });

  test('Alt+D shows every change, why, and copies them', async () => {
    const { user, argsOf } = await showTable(few);
    await user.selectOptions(typeOf('User 1'), 'Basic');
    await user.click(button('Apply 2 suggestions'));
    await user.keyboard('{Alt>}d{/Alt}');
    const lines = await screen.findByRole('table', { name: 'the changes', hidden: true });
    expect(within(lines).getByText('By hand.')).toBeTruthy();
    expect(within(lines).getByText('Suggested, certain: Fax machines are named under Basic.')).toBeTruthy();
    await user.click(screen.getByLabelText('Copy the changes'));
    expect(argsOf('app.copy')).toEqual([
      { text: expect.stringContaining('101\tUser 1\tPremium\tBasic\tBy hand.\n102\tFax') as string },
    ]);
  });
});

describe('filters', () => {
  test('a column takes several values, shown as a chip that drops them', async () => {
    const { user } = await showTable(few);
    await user.click(button('Filter by Role'));
    const menu = screen.getByRole('group', { name: 'Filter by Role', hidden: true });
    await user.click(within(menu).getByLabelText(/^fax/));
    await user.click(within(menu).getByLabelText(/^park_orbit/));
    expect(screen.queryByTestId('licence-row-1')).toBeNull();
    expect(screen.getByTestId('licence-row-3')).toBeTruthy();
    await user.keyboard('{Escape}');
    await user.click(button('Drop the filter Role: fax, park_orbit'));
    expect(screen.getByTestId('licence-row-1')).toBeTruthy();
  });

  test('those that failed are found by one press', async () => {
    const { user } = await showTable(
      tableOf([row(1, { outcome: 'written' }), row(2, { outcome: 'failed' })]),
    );
    await user.click(screen.getByLabelText('Only failed'));
    expect(screen.queryByTestId('licence-row-1')).toBeNull();
    await user.click(screen.getByLabelText('Select all shown'));
    expect(screen.getByText('1 selected')).toBeTruthy();
  });

  test('a column is sorted by, and the other way by a second press', async () => {
    const { user, container } = await showTable(few);
    const first = () => container.querySelector('tr[data-index="0"] td[data-column="name"]')?.textContent;
    await user.click(button('Sort by Name'));
    expect(first()).toBe('Fax');
    await user.click(button('Sort by Name'));
    expect(first()).toBe('Zoe fax');
  });
});

describe('suggestions and rules', () => {
  test('the certain are taken in one call, hints only by a press of their own', async () => {
    const { user, argsOf } = await showTable(few);
    await user.click(button('Apply 2 suggestions'));
    await waitFor(() => expect(argsOf('licences.choose')).toHaveLength(1));
    expect(Object.keys((argsOf('licences.choose')[0] as { set: object }).set)).toEqual(['2', '3']);
    expect(typeOf('Zoe fax').value).toBe('');
    await user.click(button('Apply 1 hint'));
    expect(typeOf('Zoe fax').value).toBe('basic');
  });

  test('reasons are told in plain words, with what speaks against', async () => {
    const suggestion = {
      ...suggest('basic', 'told', 'own-rule', 'r1'),
      against: [{ code: 'need' as const, need: 'kite' as const, about: 'Kite' }],
    };
    const rule = { ...ruleOf('r1'), note: 'agreed' };
    await showTable(tableOf([row(1, { suggestion })], { rules: [rule] }));
    const told = button(/^Choose Basic for User 1: told/).getAttribute('aria-label');
    expect(told).toContain('Your own rule 1 says so: agreed.');
    expect(told).toContain('Against it: Uses Kite, which is: being reached through Kite.');
  });

  test('a rule is refused by field, and saved with those that are there', async () => {
    const rules = [ruleOf('r1')];
    const { user, argsOf } = await showTable(tableOf([row(1)], { rules }), {
      'licences.rules': (arg) => tableOf([row(1)], { rules: arg.rules }),
    });
    await user.click(screen.getByText('Add a rule'));
    await user.click(screen.getByText('Save the rule'));
    expect(screen.getByText('Say who it is for. For everybody, write * as the name.')).toBeTruthy();
    await user.type(screen.getByLabelText('Extensions'), '100-199, 205');
    await user.type(screen.getByLabelText('Groups'), 'Sales, Support');
    await user.click(screen.getByText('Save the rule'));
    await waitFor(() => expect(argsOf('licences.rules')).toHaveLength(1));
    const [{ rules: saved }] = argsOf('licences.rules') as [{ rules: object[] }];
    expect(saved).toMatchObject([
      { id: 'r1' },
      { extensions: '100-199, 205', groups: ['Sales', 'Support'], type: 'basic' },
    ]);
    await user.click(await screen.findByLabelText('Move rule 2 up'));
    await waitFor(() => expect(argsOf('licences.rules')).toHaveLength(2));
    expect((argsOf('licences.rules')[1] as { rules: object[] }).rules[1]).toMatchObject({ id: 'r1' });
  });
});

function ruleOf(id: string) {
  const none = { groups: [], departments: [], roles: [], typesNow: [] };
  return { id, extensions: '', ...none, name: 'Room *', type: 'basic', note: '' };
}

describe('files', () => {
  const csv = 'Extension;License type\n101;Basic\n999;Basic\n102;Service\n102;Service\n';

  /** As a browser reads it; jsdom's files cannot all be read. */
  function fileOf(text: string): File {
    const file = new File([text], 'types.csv', { type: 'text/csv' });
    file.arrayBuffer = () => Promise.resolve(new TextEncoder().encode(text).buffer);
    return file;
  }

  test('what was read is shown; types are taken only by the press, and undone as one', async () => {
    const { user, argsOf } = await showTable(few);
    await user.upload(screen.getByLabelText('Read types from a file'), fileOf(csv));
    expect(await screen.findByText(/^4 read: 2 with a type to take, 0 left as is/)).toBeTruthy();
    expect(screen.getByText('semicolon')).toBeTruthy();
    expect(screen.getByText(/no user of this PBX has the extension 999/)).toBeTruthy();
    expect(screen.getByText(/says the same of Fax as line 4/)).toBeTruthy();
    expect(argsOf('licences.choose')).toEqual([]);
    await user.click(screen.getByText('Take 2 types'));
    await waitFor(() =>
      expect(argsOf('licences.choose')).toEqual([
        {
          job: jobId,
          set: {
            1: { type: 'basic', why: { by: 'file', line: 2 } },
            2: { type: 'pbxService', why: { by: 'file', line: 4 } },
          },
        },
      ]),
    );
    await user.click(button('Undo'));
    expect([typeOf('User 1').value, typeOf('Fax').value]).toEqual(['', '']);
  });

  test('a broken file, dropped on the table, loses nothing', async () => {
    const { user, argsOf } = await showTable(few);
    await user.selectOptions(typeOf('User 1'), 'Basic');
    const file = fileOf('PK\u0003\u0004 no csv');
    const scroll = screen.getByRole('table', { name: tableName }).parentElement;
    fireEvent.drop(scroll ?? document.body, { dataTransfer: { files: { item: () => file } } });
    expect(await screen.findByText(/There is no type to take/)).toBeTruthy();
    expect(screen.getByText(/this is a workbook, not a CSV file/)).toBeTruthy();
    expect(typeOf('User 1').value).toBe('basic');
    expect(argsOf('licences.choose')).toHaveLength(1);
  });

  test('the file for WMS is told with its path, whom it left out and what must be off', async () => {
    const { user, argsOf } = await showTable(few, {
      'licences.export': () => ({ path: '/jobs/1/wms-import.csv', users: 3, leftOut: ['=Eve'] }),
    });
    await user.click(button("File for WMS's own import"));
    expect(await screen.findByText('/jobs/1/wms-import.csv')).toBeTruthy();
    expect(screen.getByText(/=Eve/)).toBeTruthy();
    expect(screen.getByText('erase existing value if empty value is received')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Separator of the CSV file'), ',');
    await user.click(button('Save as CSV'));
    await waitFor(() =>
      expect(argsOf('licences.export')[1]).toEqual({ job: jobId, as: 'types', separator: ',' }),
    );
  });
});

describe('beside the table', () => {
  test('more used than bought is said in words, an unknown type is shown as the PBX writes it', async () => {
    const { user } = await showTable(few);
    expect(screen.getByText('1 over')).toBeTruthy();
    expect(within(screen.getByTestId('licence-row-4')).getByText('xb-business')).toBeTruthy();
    await user.selectOptions(typeOf('User 1'), 'Basic');
    expect(screen.queryByText('1 over')).toBeNull();
  });

  test('users are put back to before the run as changes, told with the file', async () => {
    const undo = { users: 2, at: '2026-01-05T09:00:00Z', file: 'types-before.csv' };
    const back = { type: 'basic', why: { by: 'undo' as const } };
    const { user, argsOf } = await showTable(tableOf(few.rows, { undo }), {
      'licences.undo': () => tableOf(few.rows, { choices: { 1: back, 2: back } }),
    });
    expect(screen.getByText(/types-before\.csv/)).toBeTruthy();
    await user.click(button(/^Put 2 users back to what they had before the run of/));
    await waitFor(() => expect(typeOf('User 1').value).toBe('basic'));
    expect(button('Show 2 changes')).toBeTruthy();
    expect(argsOf('licences.choose')).toEqual([]);
  });

  test('with nothing to change the main button says that the types were looked through', async () => {
    const { user, asked, argsOf } = await showTable(few, {
      'jobs.open': () => jobView('licences', { plan: [{ code: 'ask.review-types' }] }),
      'steps.confirm': () => undefined,
    });
    await user.click(button('The types are right as they are'));
    await waitFor(() => expect(asked.at(-1)?.name).toBe('steps.apply'));
    expect(argsOf('steps.confirm')).toEqual([
      { job: jobId, step: 'licences', code: 'types-reviewed', note: '' },
    ]);
  });
});

test.each([
  ['reasons', Reason.shape.code.options, strings.licences.reasons],
  ['needs', needIds, strings.licences.needs],
  ['sureness', Sureness.options, strings.licences.sureMeans],
  ['problems of files', FileProblem.options, strings.licences.file.problems],
])('all %s are in words', (_, codes, texts) => {
  expect(codes.filter((code) => !(code in texts))).toEqual([]);
});
