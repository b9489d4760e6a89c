// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import { jobId, jobView } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);

const at = { job: jobId };
const was = Array.from({ length: 32 }, () => 'AA').join(':');
const now = Array.from({ length: 32 }, (_, place) => (place < 4 ? 'CC' : 'BB')).join(':');
const certificate = {
  fingerprint256: now,
  subject: 'CN=pbx',
  issuer: 'CN=pbx',
  altNames: '',
  validFrom: '2024-01-01T00:00:00Z',
  validTo: '2034-01-01T00:00:00Z',
  selfSigned: true,
  trusted: false,
  pem: '',
};
const look = { host: '192.0.2.1', port: 443, certificate, signs: [], serverHeader: null, clockSkewMs: 500 };

test('the certificate is accepted by exactly the fingerprint shown', async () => {
  const plan = [{ code: 'ask.accept-certificate', params: { now } }];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in', { plan }, { facts: { look } }),
    'steps.accept': () => undefined,
  });
  const card = await screen.findByRole('region', { name: 'Certificate of the PBX' });
  expect(within(card).getByText('CC:CC:CC:CC')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Accept this certificate' }));
  await waitFor(() =>
    expect(argsOf('steps.accept')).toEqual([
      { ...at, step: 'sign-in', code: `accept-certificate ${now}`, reason: '' },
    ]),
  );
});

test('a changed certificate shows both fingerprints and needs a reason', async () => {
  const plan = [{ code: 'warn.certificate-changed', params: { was, now } }];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in', { plan }, { facts: { look } }),
    'steps.accept': () => undefined,
  });
  const changed = await screen.findByRole('group', { name: /shows another certificate/ });
  expect(within(changed).getAllByText('AA:AA:AA:AA').length).toBe(8);
  await user.type(within(changed).getByLabelText('Reason, for the report'), 'after the upgrade');
  await user.click(within(changed).getByRole('button', { name: 'Accept with this reason' }));
  await waitFor(() =>
    expect(argsOf('steps.accept')).toEqual([
      { ...at, step: 'sign-in', code: `certificate-changed ${now}`, reason: 'after the upgrade' },
    ]),
  );
});

test('the factory password is sent only when its button is pressed', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in'),
    'secrets.put': () => ({ taken: true, length: 6 }),
  });
  await screen.findByTestId('primary');
  expect(argsOf('secrets.put')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Use the factory password' }));
  await waitFor(() =>
    expect(argsOf('secrets.put')).toEqual([{ ...at, name: 'admin-password-old', value: 'wildix' }]),
  );
});

test('the value sheet keeps the numbers as inputs of the step', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('portal', { inputs: { 'count-basic': '10' } }),
    'app.open': () => undefined,
  });
  const basic = await screen.findByLabelText<HTMLInputElement>('Number of Basic licences');
  expect(basic.value).toBe('10');
  await user.selectOptions(screen.getByLabelText('Billing period'), 'Yearly');
  await user.type(screen.getByLabelText('Number of Premium licences'), '5');
  await user.tab();
  await waitFor(() =>
    expect(argsOf('steps.input')).toEqual([
      { ...at, step: 'portal', field: 'period', value: 'yearly' },
      { ...at, step: 'portal', field: 'count-premium', value: '5' },
    ]),
  );
  await user.click(screen.getByRole('button', { name: 'Open the portal' }));
  await waitFor(() => expect(argsOf('app.open')).toEqual([{ what: 'portal' }]));
});

test('the page of the PBX is shown while the step needs it and hidden when it goes', async () => {
  const quietPage = {
    'page.show': () => undefined,
    'page.bounds': () => undefined,
    'page.hide': () => undefined,
  };
  const { argsOf, send } = show(`#/job/${jobId}`, { 'jobs.open': () => jobView('activate'), ...quietPage });
  await screen.findByTestId('page-pane');
  expect(argsOf('page.show')).toMatchObject([{ ...at, target: 'pbx' }]);
  expect(argsOf('page.hide')).toEqual([]);
  send('page', {
    ...at,
    target: 'pbx',
    url: 'https://192.0.2.1/login',
    title: 'WMS',
    loading: false,
    problem: null,
  });
  expect(await screen.findByText('https://192.0.2.1/login')).toBeTruthy();
  send('job', jobView('activate', { state: 'done' }));
  await waitFor(() => expect(argsOf('page.hide')).toHaveLength(1));
});

test('the page steps aside for a dialog, which nothing of ours can lie over', async () => {
  const { user, asked } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('activate'),
    'page.show': () => undefined,
    'page.hide': () => undefined,
  });
  const pageCalls = (): string[] =>
    asked.map((one) => one.name).filter((name) => name === 'page.show' || name === 'page.hide');
  await screen.findByTestId('page-pane');
  await user.click(screen.getByRole('button', { name: 'Keys' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  expect(pageCalls()).toEqual(['page.show', 'page.hide']);
  fireEvent(dialog, new Event('close'));
  await waitFor(() => expect(pageCalls()).toEqual(['page.show', 'page.hide', 'page.show']));
});

test('where the PBX does not tell it, the word and what was seen go before the check', async () => {
  const { user, asked, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('activate', { plan: [{ code: 'ask.say-activated' }] }),
    'page.show': () => undefined,
    'page.hide': () => undefined,
    'steps.confirm': () => undefined,
  });
  const button = await screen.findByTestId('primary');
  await user.click(button);
  expect(argsOf('steps.apply')).toEqual([]);
  await user.type(screen.getByLabelText(/What do you see/), 'Bought: 10');
  await user.click(button);
  await waitFor(() => expect(asked.at(-1)?.name).toBe('steps.apply'));
  expect(argsOf('steps.confirm')).toEqual([
    { ...at, step: 'activate', code: 'activated-seen', note: 'Bought: 10' },
  ]);
});

test('finishing the job closes it and goes home', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('report', { state: 'done' }, { facts: { reportFiles: ['/r/report.pdf'] } }),
    'jobs.close': () => undefined,
    'report.open': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'Open the PDF' }));
  await waitFor(() => expect(argsOf('report.open')).toEqual([{ ...at, what: 'pdf' }]));
  const finish = screen.getByRole('button', { name: 'Finish this job' });
  expect(document.activeElement).not.toBe(finish);
  await user.click(finish);
  await screen.findByText('No job is open.');
  expect(argsOf('jobs.close')).toEqual([at]);
});

const quietPage = {
  'page.show': () => undefined,
  'page.bounds': () => undefined,
  'page.hide': () => undefined,
};

test("an upgrade by hand has the page beside its steps, and its end is the installer's word", async () => {
  const plan = [{ code: 'ask.backup-exists' }, { code: 'ask.upgrade-by-hand', params: { version: '5.03' } }];
  const { user, asked, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { plan, way: 'guided' }),
    'steps.confirm': () => undefined,
    'steps.look': () => undefined,
    ...quietPage,
  });
  expect(await screen.findByTestId('page-pane')).toBeTruthy();
  // Nobody has read what is offered, so nothing is said of it.
  expect(screen.queryByText('Offered')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'A backup exists' }));
  await user.click(screen.getByRole('button', { name: 'Nothing newer is offered there' }));
  await waitFor(() => expect(asked.at(-1)?.name).toBe('steps.look'));
  expect(argsOf('steps.confirm')).toEqual([
    { ...at, step: 'upgrade', code: 'backup-exists', note: '' },
    { ...at, step: 'upgrade', code: 'upgraded-by-hand', note: '' },
  ]);
});

test('what the PBX does not tell of newer versions is said of this version and repository', async () => {
  const plan = [{ code: 'ask.nothing-newer', params: { version: '5.03', note: '5.03 rel50' } }];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { plan, way: 'automatic' }),
    'steps.confirm': () => undefined,
    'steps.look': () => undefined,
    ...quietPage,
  });
  expect(await screen.findByTestId('page-pane')).toBeTruthy();
  expect(screen.getByText(/cannot tell from it whether anything newer than WMS/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Nothing newer is offered there' }));
  await waitFor(() =>
    expect(argsOf('steps.confirm')).toEqual([
      { ...at, step: 'upgrade', code: 'upgraded-by-hand', note: '5.03 rel50' },
    ]),
  );
});

test('an upgrade whose end was not understood is said to be over by the installer, and by no other press', async () => {
  const plan = [{ code: 'ask.upgrade-over', params: { version: '5.03', says: 'gnarl', note: 'a7' } }];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { plan, way: 'automatic' }),
    'steps.confirm': () => undefined,
    'steps.look': () => undefined,
    ...quietPage,
  });
  expect(await screen.findByRole('heading', { name: 'Is the upgrade still running?' })).toBeTruthy();
  expect(screen.getByText('gnarl')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Read the version again/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'No upgrade is running' }));
  await waitFor(() =>
    expect(argsOf('steps.confirm')).toEqual([{ ...at, step: 'upgrade', code: 'upgrade-over', note: 'a7' }]),
  );
});

test('once the wizard has worked the page, only what is seen there is asked', async () => {
  show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('activate', { plan: [{ code: 'ask.say-activated' }], way: 'assisted' }),
    ...quietPage,
  });
  expect(await screen.findByLabelText('What do you see in Activation / Licenses?')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'I see that it is activated' })).toBeTruthy();
  expect(screen.queryByText(/Paste the key in the field/)).toBeNull();
});

test('a one-time password is asked for with the places where it is found', async () => {
  const progress = {
    step: 'activate' as const,
    doing: { code: 'assisted.ask-otp', params: { words: 'OTP' } },
    fraction: null,
    since: new Date().toISOString(),
    slow: false,
    cancellable: true,
    assisted: { place: 0, mode: 'person' as const },
  };
  show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('activate', { state: 'applying', way: 'assisted' }, {}, { progress }),
    ...quietPage,
  });
  expect(await screen.findByText(/press the button below it in the page, then hand back/)).toBeTruthy();
  expect(screen.getByText(/lock icon/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Hand back' })).toBeTruthy();
});

test('a PBX that is silent while it installs is shown there, not in its reboot', async () => {
  const progress = {
    step: 'upgrade' as const,
    doing: { code: 'applying.silence', params: { attempt: 2 } },
    fraction: null,
    since: new Date().toISOString(),
    slow: false,
    cancellable: true,
  };
  const action = { id: 'a1', code: 'start-upgrade', at: '2026-01-05T09:00:00Z', outcome: null };
  show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { state: 'applying', actions: [action] }, {}, { progress }),
  });
  expect(await screen.findByText('The PBX does not answer, try 2')).toBeTruthy();
  const now = screen.getByRole('list', { name: 'On the way' }).querySelector('[aria-current]');
  expect(now?.textContent).toContain('Install');
});
