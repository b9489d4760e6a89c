// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../app/contract/double';
import { jobId, jobView } from '../../testing/job';
import { setUpWindow } from '../../testing/show';

const show = setUpWindow(doubleOf);

const at = { job: jobId };

test('what is typed is saved before the plan is carried out', async () => {
  const { user, asked } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('prepare') });
  await user.type(await screen.findByLabelText('Customer'), 'Bakery');
  await user.click(screen.getByTestId('primary'));
  await waitFor(() => expect(asked.at(-1)?.name).toBe('steps.apply'));
  const inputs = asked.filter((one) => one.name === 'steps.input');
  expect(inputs.at(-1)?.arg).toEqual({ ...at, step: 'prepare', field: 'customer', value: 'Bakery' });
});

test('nothing typed is lost when the step is left at once', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('prepare') });
  await user.type(await screen.findByLabelText('Installer'), 'Ada');
  window.location.hash = `#/job/${jobId}/deploy`;
  await screen.findByRole('heading', { name: 'Deploy the image' });
  expect(argsOf('steps.input')).toContainEqual({ ...at, step: 'prepare', field: 'installer', value: 'Ada' });
});

test('a value from the app is shown unless the field is being typed in', async () => {
  const { user, send } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('prepare') });
  const customer = await screen.findByLabelText<HTMLInputElement>('Customer');
  send('job', jobView('prepare', { inputs: { customer: 'Town hall' } }));
  await waitFor(() => expect(customer.value).toBe('Town hall'));
  await user.type(customer, ' North');
  send('job', jobView('prepare', { inputs: { customer: 'Town hall' } }));
  await new Promise((done) => setTimeout(done));
  expect(customer.value).toBe('Town hall North');
});

test('a step that ended offers the next one, focused, in the place of the main button', async () => {
  const { user, send } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('deploy') });
  await user.click(await screen.findByTestId('primary'));
  send('job', jobView('deploy', { state: 'done', startedAt: '2026-01-05T09:00:00Z' }));
  const next = await screen.findByTestId('next');
  expect(screen.queryByTestId('primary')).toBeNull();
  expect(next.textContent).toBe('Next: Trust and sign in');
  await waitFor(() => expect(document.activeElement).toBe(next));
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'Trust and sign in' });
});

test('while the wizard is at work nothing can be pressed twice, and the work can be stopped', async () => {
  const progress = {
    step: 'upgrade' as const,
    doing: { code: 'applying.upgrade', params: { percent: 40, says: 'Unpacking' } },
    fraction: 0.4,
    since: new Date().toISOString(),
    slow: true,
    cancellable: true,
  };
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { state: 'applying' }, {}, { progress }),
    'steps.cancel': () => undefined,
  });
  await user.click(await screen.findByTestId('primary'));
  expect(argsOf('steps.apply')).toEqual([]);
  expect(screen.getByText('40 %')).toBeTruthy();
  expect(screen.getByText('Unpacking')).toBeTruthy();
  expect(screen.getByText(/Several minutes are normal/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(argsOf('steps.cancel')).toEqual([{ ...at, step: 'upgrade' }]);
});

test('while another step is at work the main button tells that it cannot be pressed', async () => {
  const progress = {
    step: 'sign-in' as const,
    doing: { code: 'applying.sign-in', params: {} },
    fraction: null,
    since: new Date().toISOString(),
    slow: false,
    cancellable: true,
  };
  const { user, argsOf, send } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', {}, {}, { progress }),
  });
  const primary = await screen.findByTestId('primary');
  expect(primary.getAttribute('aria-disabled')).toBe('true');
  await user.click(primary);
  expect(argsOf('steps.apply')).toEqual([]);
  send('job', jobView('upgrade'));
  await waitFor(() => expect(screen.getByTestId('primary').getAttribute('aria-disabled')).toBeNull());
});

test('a step that went out of sight is looked at before anything is done', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { state: 'unknown' }),
  });
  expect((await screen.findAllByRole('button', { name: 'Look again' })).length).toBe(1);
  await user.click(await screen.findByTestId('primary'));
  await waitFor(() => expect(argsOf('steps.look')).toEqual([{ ...at, step: 'upgrade' }]));
  expect(argsOf('steps.apply')).toEqual([]);
});

test('an error says what happened, what it means and what to try, and is tried again only where that can help', async () => {
  const error = { code: 'wrong-password' as const, retry: false, details: 'HTTP 401' };
  const { send } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in', { state: 'failed', error }),
  });
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByRole('heading', { level: 2 }).textContent).toContain(
    'does not accept this password',
  );
  expect(within(alert).getAllByRole('listitem').length).toBeGreaterThan(1);
  expect(within(alert).getByText(/HTTP 401/)).toBeTruthy();
  expect(within(alert).queryByRole('button', { name: 'Try again' })).toBeNull();
  send('job', jobView('sign-in', { state: 'failed', error: { code: 'timeout', retry: true } }));
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('a declined call is shown too', async () => {
  const { user } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('deploy'),
    'steps.look': () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Look again' }));
  expect((await screen.findByRole('alert')).textContent).toContain('disk is full');
});

test('a warning is accepted only with a reason', async () => {
  const plan = [{ code: 'warn.clock-skew', params: { seconds: 400 } }];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('deploy', { plan }),
    'steps.accept': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'Accept with this reason' }));
  expect(argsOf('steps.accept')).toEqual([]);
  await user.type(screen.getByLabelText('Reason, for the report'), 'Lab clock{Enter}');
  await waitFor(() =>
    expect(argsOf('steps.accept')).toEqual([
      { ...at, step: 'deploy', code: 'clock-skew', reason: 'Lab clock' },
    ]),
  );
  expect(argsOf('steps.apply')).toEqual([]);
});

test('skipping asks for a reason in the place of the buttons; Esc goes back', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade'),
    'steps.skip': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'Skip this step' }));
  expect(screen.queryByTestId('primary')).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Skip this step' }));
  await user.keyboard('{Enter}');
  expect(argsOf('steps.skip')).toEqual([]);
  await user.keyboard('done by a colleague{Enter}');
  await waitFor(() =>
    expect(argsOf('steps.skip')).toEqual([{ ...at, step: 'upgrade', reason: 'done by a colleague' }]),
  );
});

test('a job that cannot be written is looked at only', async () => {
  const readOnly = { code: 'read-only.journal-broken', params: { line: 41 } };
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('deploy', { state: 'ready' }, {}, { readOnly }),
  });
  expect(await screen.findByText(/Line 41 of its journal/)).toBeTruthy();
  await user.click(screen.getByTestId('primary'));
  expect(screen.getByLabelText<HTMLInputElement>('Address of the PBX').matches(':disabled')).toBe(true);
  expect([argsOf('steps.apply'), argsOf('steps.go')]).toEqual([[], []]);
});

test('keys: the arrows walk the rail, Alt moves between steps, Ctrl with Enter is the main button', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('deploy') });
  const here = await screen.findByTestId('step-deploy');
  expect(here.getAttribute('aria-current')).toBe('step');
  here.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(screen.getByTestId('step-sign-in'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(argsOf('steps.apply')).toEqual([{ ...at, step: 'deploy' }]));
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await screen.findByRole('heading', { name: 'Prepare' });
});

test('F6 goes from the steps to the step to the evidence and round again', async () => {
  const { user } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('deploy') });
  const heading = await screen.findByRole('heading', { name: 'Deploy the image' });
  // It gets the focus after it was painted.
  await waitFor(() => expect(document.activeElement).toBe(heading));
  await user.keyboard('{F6}');
  expect(document.activeElement).toBe(screen.getByTestId('evidence'));
  await user.keyboard('{F6}');
  expect(document.activeElement).toBe(screen.getByTestId('step-deploy'));
  await user.keyboard('{Shift>}{F6}{F6}{/Shift}');
  expect(document.activeElement).toBe(heading);
});

test('a field that was locked while the wizard worked has the focus again afterwards', async () => {
  const { send } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('deploy') });
  const address = await screen.findByLabelText<HTMLInputElement>('Address of the PBX');
  address.focus();
  send('job', jobView('deploy', { state: 'probing' }));
  // jsdom keeps the focus on a disabled field, a browser does not.
  address.blur();
  send('job', jobView('deploy', { state: 'needs-person' }));
  await waitFor(() => expect(document.activeElement).toBe(address));
});

test('leaving the screen leaves the job, but not while it is at work', async () => {
  const { send, argsOf } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('deploy') });
  await screen.findByTestId('primary');
  const progress = {
    step: 'deploy' as const,
    doing: { code: 'probing.deploy' },
    fraction: null,
    since: '2026-01-05T09:00:00Z',
    slow: false,
    cancellable: true,
  };
  send('job', jobView('deploy', { state: 'probing' }, {}, { progress }));
  await screen.findByText('Looking for the PBX');
  window.location.hash = '#/';
  await screen.findByText('No job is open.');
  expect(argsOf('jobs.leave')).toEqual([]);
  window.location.hash = `#/job/${jobId}`;
  await screen.findByTestId('primary');
  window.location.hash = '#/';
  await waitFor(() => expect(argsOf('jobs.leave')).toEqual([at]));
});
