// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { JobView } from '../../../../app/contract/views';
import type { Action, StepRecord } from '../../../../app/domain/job';
import { jobId, jobView, stepRecord } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);
const at = { job: jobId, step: 'portal-change' };
const licences = [
  { type: 'basic', bought: 10, used: 8 },
  { type: 'premium', bought: 5, used: null },
];

function changeView(over: Partial<StepRecord>, facts: JobView['state']['facts'] = { licences }): JobView {
  const steps = [
    stepRecord('prepare', { state: 'done' }),
    stepRecord('portal-change', { state: 'needs-person', way: 'guided', ...over }),
    stepRecord('report'),
  ];
  return jobView('prepare', {}, { kind: 'change-licences', current: 'portal-change', steps, facts });
}

function act(code: string, outcome: Action['outcome'], began = new Date(Date.now() - 60_000)): Action {
  const params = {
    change: code === 'portal-numbers' ? 'increase' : 'term',
    platform: 'cloud',
    ordering: 'portal-form',
    zone: 'Europe/Rome',
    from: 'monthly',
    to: 'yearly',
    before: 'basic 10, premium 5',
    types: 'basic 10, premium 7',
  };
  return { id: 'a3', code, params, at: began.toISOString(), outcome };
}
const asked = { plan: [{ code: 'ask.portal-zero' }], actions: [act('portal-zero', null)] };
const half = {
  plan: [{ code: 'do.portal-back', params: { types: 'basic 10', period: 'yearly' } }],
  actions: [act('portal-zero', 'done')],
};

test('what is chosen and typed is kept, and what is to be entered is computed', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView({ inputs: { 'want-basic': '12', 'spare-basic': '2' } }),
  });
  const now = await screen.findByLabelText<HTMLInputElement>('Basic licences now');
  expect(now.value).toBe('10');
  expect(now.closest('tr')?.querySelector('output')?.textContent).toBe('14');
  await user.selectOptions(screen.getByLabelText('Kind of change'), 'increase');
  await user.type(screen.getByLabelText('Premium licences wanted'), '7');
  await user.tab();
  await waitFor(() =>
    expect(argsOf('steps.input')).toEqual([
      { ...at, field: 'change', value: 'increase' },
      { ...at, field: 'want-premium', value: '7' },
    ]),
  );
});

test('lifetime is not offered for cloud, and two acts ask for one sitting', async () => {
  show(`#/job/${jobId}`, {
    'jobs.open': () => changeView({ inputs: { platform: 'cloud', change: 'term' } }),
  });
  const periods = within(await screen.findByLabelText('New period')).getAllByRole('option');
  expect(periods.map(({ textContent }) => textContent)).toEqual(['Choose…', 'Monthly', 'Yearly', '5 years']);
  expect(screen.getByRole('checkbox', { name: /one right after the other/ })).toBeTruthy();
});

test('a number and a time zone that are none are told at the field', async () => {
  const { user } = show(`#/job/${jobId}`, { 'jobs.open': () => changeView({}) });
  await user.type(await screen.findByLabelText('Basic licences wanted'), 'ten');
  const zone = screen.getByLabelText('Time zone of the PBX');
  await user.clear(zone);
  await user.type(zone, 'Rome');
  await user.tab();
  expect(await screen.findByText('A whole number, please.')).toBeTruthy();
  expect(screen.getByText(/no time zone of this name/)).toBeTruthy();
});

test('on the last day of the month it says from when on, and saves a calendar entry', async () => {
  const params = { from: '2026-02-28T23:00:00.000Z', day: '2026-03-01', zone: 'Europe/Rome' };
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView({ plan: [{ code: 'ask.come-back', params }] }),
    'portal.come-back': () => ({ path: '/data/come-back.ics' }),
  });
  expect(await screen.findByText(/first minute of 2026-03-01 \(Europe\/Rome\)/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save a calendar entry' }));
  expect(await screen.findByText(/Saved as \/data\/come-back\.ics/)).toBeTruthy();
  expect(argsOf('portal.come-back')).toEqual([{ job: jobId }]);
});

test('the word on an act goes before the main button, by the act', async () => {
  const { user, asked: calls } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView(asked),
    'steps.confirm': () => undefined,
  });
  const primary = await screen.findByTestId('primary');
  expect(primary.textContent).toBe('It is done in the portal');
  // Nothing can be typed any more that would make another change of it.
  expect(screen.queryByLabelText('Kind of change')).toBeNull();
  await user.click(primary);
  await waitFor(() => expect(calls.at(-1)?.name).toBe('steps.apply'));
  expect(calls.at(-2)).toEqual({ name: 'steps.confirm', arg: { ...at, code: 'act-a3', note: 'done' } });
});

test('an act that was not done is said as well', async () => {
  const { user, asked: calls } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView(asked),
    'steps.confirm': () => undefined,
  });
  expect(await screen.findByText('This PBX may have no licences now')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'It was not done' }));
  await waitFor(() => expect(calls.at(-1)?.name).toBe('steps.look'));
  expect(calls.at(-2)).toEqual({ name: 'steps.confirm', arg: { ...at, code: 'act-a3', note: 'not-done' } });
});

test('between the acts it shows the clock to stop and deletion, and begins the second by a press', async () => {
  const { argsOf } = show(`#/job/${jobId}`, { 'jobs.open': () => changeView({ ...half, state: 'ready' }) });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('this PBX has no licences');
  expect(within(alert).getByRole('timer').textContent).toMatch(/^4 days/);
  expect(alert.textContent).toMatch(/Stopped on .* Deleted for good on/);
  expect(screen.getByTestId('primary').textContent).toBe('Begin the second act now');
  expect(argsOf('steps.apply')).toEqual([]);
});

test('after day 5 it says to tell the Area Manager, too', async () => {
  const began = new Date(Date.now() - 6 * 86_400_000);
  show(`#/job/${jobId}`, {
    'jobs.open': () => changeView({ ...half, actions: [act('portal-zero', 'done', began)] }),
  });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('tell the Area Manager at once');
});

const term = { period: 'yearly', types: 'basic 10, premium 7' };
const shown = (code: 'portal-back' | 'portal-order'): Partial<StepRecord> => ({
  plan: [{ code: 'ask.term-shown', params: term }],
  actions: [
    ...(code === 'portal-back' ? [act('portal-zero', 'done')] : []),
    code === 'portal-back'
      ? { ...act(code, 'done'), id: 'a4' }
      : {
          ...act(code, 'done'),
          id: 'a4',
          params: { ...act(code, 'done').params, ordering: 'partner-community' },
        },
  ],
});

test('a change of term ends by the word on what the portal shows', async () => {
  const { user, asked: calls } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView(shown('portal-back')),
    'steps.confirm': () => undefined,
  });
  const primary = await screen.findByTestId('primary');
  expect(primary.textContent).toBe('The portal shows all of this');
  expect(screen.getByText('Yearly')).toBeTruthy();
  await user.click(primary);
  await waitFor(() => expect(calls.at(-1)?.name).toBe('steps.apply'));
  expect(calls.at(-2)).toEqual({ name: 'steps.confirm', arg: { ...at, code: 'shown-a4', note: 'shown' } });
});

test('that the portal shows something else is said as well', async () => {
  const { user, asked: calls } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView(shown('portal-back')),
    'steps.confirm': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'The portal shows something else' }));
  await waitFor(() => expect(calls.at(-1)?.name).toBe('steps.look'));
  expect(calls.at(-2)).toEqual({
    name: 'steps.confirm',
    arg: { ...at, code: 'shown-a4', note: 'not-shown' },
  });
});

test('an order of a term may not show yet, and is not sent twice', async () => {
  show(`#/job/${jobId}`, { 'jobs.open': () => changeView(shown('portal-order')) });
  expect(await screen.findByText(/An order may take a while/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'The portal shows something else' })).toBeNull();
});

test('what is entered in the second act can be copied', async () => {
  const actions = [act('portal-zero', 'done'), { ...act('portal-back', null), id: 'a4' }];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => changeView({ plan: [{ code: 'ask.portal-back' }], actions }),
    'app.copy': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'Copy Premium' }));
  expect(argsOf('app.copy')).toEqual([{ text: '7' }]);
  expect(screen.getByText('Yearly')).toBeTruthy();
});
