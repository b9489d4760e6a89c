// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { JobView } from '../../../../app/contract/views';
import { jobId, jobView, stepRecord } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);

function view(): JobView {
  const inputs = { partner: 'Rossi Telecom', installer: 'Ada' };
  const steps = [stepRecord('prepare', { state: 'needs-person', inputs }), stepRecord('report')];
  const facts = { serial: '2300', licences: [{ type: 'premium', bought: 5, used: null }] };
  return jobView('prepare', {}, { steps, facts });
}

async function opened(handlers: Parameters<typeof show>[1] = {}) {
  const shown = show(`#/job/${jobId}`, { 'jobs.open': view, ...handlers });
  await shown.user.click(await screen.findByRole('button', { name: 'A mistake was made' }));
  const dialog = within(await screen.findByRole('dialog', { hidden: true }));
  await dialog.findByLabelText('Partner');
  const type = (label: string, value: string): void => {
    fireEvent.change(dialog.getByLabelText(label), { target: { value } });
  };
  // Where nothing lays out the page a dialog counts as hidden, and what is hidden has no name by its role.
  const press = (name: string): void => {
    const named = (button: HTMLElement): boolean =>
      (button.getAttribute('aria-label') ?? button.textContent) === name;
    const button = dialog.getAllByRole('button', { hidden: true }).find(named);
    if (!button) throw new Error(`no button ${name}`);
    fireEvent.click(button);
  };
  const letter = (): string => dialog.getByText(/a mistake was made with/).textContent;
  return { ...shown, dialog, type, press, letter };
}

test('the letter is filled in from the job, and each item can be changed', async () => {
  const { dialog, type, letter } = await opened();
  expect(letter()).toContain('Partner: Rossi Telecom');
  expect(letter()).toContain('5 x Premium (UC-Premium)');
  expect(dialog.getByText(/Change nothing more in the portal/)).toBeTruthy();
  type('Number of Premium licences that should be there', '7');
  type("Serial of the customer's PBX", '4711');
  expect(letter()).toMatch(/PBX: 4711\n(.*\n)+ {3}7 x Premium/);
  expect(letter()).not.toContain('Term to set');
});

test('says what is missing, the term only when it was changed', async () => {
  const { dialog, type } = await opened();
  expect(dialog.getByText('All the items are there.')).toBeTruthy();
  type('Partner', ' ');
  fireEvent.click(dialog.getByLabelText('The term was changed, too'));
  expect(dialog.getByText('Still missing: partner and the term to set.')).toBeTruthy();
  type('Term to set', 'Yearly');
  type('Partner', 'Rossi');
  expect(dialog.getByText('All the items are there.')).toBeTruthy();
});

test('the time left counts over days off and typed holidays, and being late is said', async () => {
  const { dialog, type } = await opened();
  type('Time zone that counts', 'Europe/Rome');
  // A Friday: the next business day is Monday.
  type('Day it happened', '2099-03-06');
  type('Time it happened', '10:00');
  const left = (): string => dialog.getByRole('timer', { hidden: true }).textContent;
  expect(left()).toMatch(/days/);
  expect(dialog.getByText(/Write by 9 Mar 2099|Write by Mar 9, 2099/)).toBeTruthy();
  type('Local holidays', '2099-03-09\nMonday');
  expect(dialog.getByText(/Write by 10 Mar 2099|Write by Mar 10, 2099/)).toBeTruthy();
  expect(dialog.getByText('These are no days: Monday')).toBeTruthy();
  type('Day it happened', '2020-03-06');
  expect(dialog.getByText(/The time was over on/)).toBeTruthy();
  type('Time it happened', 'noon');
  expect(dialog.getByText('Write the time as 14:30.')).toBeTruthy();
});

test('the text is copied as it is shown', async () => {
  const { press, letter, argsOf } = await opened({ 'app.copy': () => undefined });
  press('Copy Text');
  await waitFor(() => expect(argsOf('app.copy')).toEqual([{ text: letter() }]));
});

test('a mail is handed on without a receiver unless one was typed', async () => {
  const { dialog, press, type, letter, argsOf } = await opened({ 'app.mail': () => undefined });
  const subject = 'Mistake with the licences of PBX 2300';
  press('Write it as an e-mail');
  await dialog.findByText(/Handed to the mail program/);
  type('E-mail address of your Area Manager', 'am@vendor.example');
  press('Write it as an e-mail');
  await waitFor(() =>
    expect(argsOf('app.mail')).toEqual([
      { subject, body: letter() },
      { subject, body: letter(), to: 'am@vendor.example' },
    ]),
  );
  type('E-mail address of your Area Manager', 'am@vendor.example,b@c.example');
  expect(dialog.getByText('This is no e-mail address.')).toBeTruthy();
  press('Write it as an e-mail');
  expect(argsOf('app.mail')).toHaveLength(2);
});

test('where no mail program opens, the text can still be copied', async () => {
  const { dialog, press } = await opened({
    'app.mail': () => {
      throw new Error('no program');
    },
  });
  press('Write it as an e-mail');
  expect(await dialog.findByText(/Copy the text instead/)).toBeTruthy();
});
