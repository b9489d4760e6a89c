// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { JobState, StepRecord } from '../../../../app/domain/job';
import { jobId, jobView } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);

const at = { job: jobId };
const certificate = {
  fingerprint256: Array.from({ length: 32 }, () => 'AA').join(':'),
  subject: 'CN=pbx',
  issuer: 'CN=pbx',
  altNames: '',
  validFrom: '2024-01-01T00:00:00Z',
  validTo: '2034-01-01T00:00:00Z',
  selfSigned: true,
  trusted: false,
  pem: '',
};
const look = { host: '192.0.2.1', port: 443, certificate, signs: [], serverHeader: null, clockSkewMs: 0 };
const quietPage = {
  'page.show': () => undefined,
  'page.bounds': () => undefined,
  'page.hide': () => undefined,
};

function showSignIn(step: Partial<StepRecord>, facts: JobState['facts'] = { look, pin: certificate }) {
  return show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in', step, { facts }),
    'secrets.put': ({ value }) => ({ taken: true, length: value.length }),
    'page.sign-in': () => undefined,
    ...quietPage,
  });
}

const asked = {
  plan: [{ code: 'ask.other-way' }],
  error: { code: 'second-factor-needed' as const, retry: false },
};

test('when another way is asked for, the page is there with the places of the one-time password', async () => {
  const { user, argsOf } = showSignIn(asked);
  expect(await screen.findByTestId('page-pane')).toBeTruthy();
  expect(argsOf('page.show')).toMatchObject([{ ...at, target: 'pbx' }]);
  expect(screen.getByText(/lock icon/)).toBeTruthy();
  expect(screen.getByText('/usr/sbin/get_admin_otp')).toBeTruthy();
  expect(screen.getByText(/authenticator app/)).toBeTruthy();
  expect(screen.getByText(/ALLOW_BASIC_AUTH/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /ALLOW_BASIC_AUTH/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'I am signed in on the page' }));
  expect(argsOf('page.sign-in')).toEqual([at]);
});

test('the page is not opened before the certificate is accepted', async () => {
  const now = certificate.fingerprint256;
  const plan = [{ code: 'ask.accept-certificate', params: { now } }];
  const { user, argsOf } = showSignIn({ plan }, { look });
  await user.click(await screen.findByLabelText("On the PBX's own page, with a one-time password"));
  expect(await screen.findByText(/Accept the certificate first/)).toBeTruthy();
  expect(argsOf('page.show')).toEqual([]);
});

test.each([
  ['Simple Token', 'Integrations › Applications › Simple Token'],
  ['Company API Key', 'Integrations › Company API Keys'],
])('a %s says where it is made, and goes with the main button', async (way, place) => {
  const { user, argsOf } = showSignIn(asked);
  await user.click(await screen.findByLabelText(way));
  expect(screen.queryByTestId('page-pane')).toBeNull();
  expect(screen.getByText(new RegExp(place))).toBeTruthy();
  await user.type(screen.getByLabelText('API token'), 'access_typed');
  await user.click(screen.getByTestId('primary'));
  await waitFor(() => expect(argsOf('steps.apply')).toHaveLength(1));
  expect(argsOf('secrets.put')).toEqual([{ ...at, name: 'api-token', value: 'access_typed' }]);
});

test('an S2S application is three values, of which only the secret is one', async () => {
  const { user, argsOf } = showSignIn(asked);
  await user.click(await screen.findByLabelText('S2S application'));
  await user.type(screen.getByLabelText('Application ID'), 'id-1');
  await user.type(screen.getByLabelText('Application name'), 'wizard');
  await user.type(screen.getByLabelText('Application secret'), 'S2s-Secret-1');
  await user.click(screen.getByRole('button', { name: 'Use this application' }));
  await waitFor(() =>
    expect(argsOf('secrets.put')).toEqual([{ ...at, name: 's2s-secret', value: 'S2s-Secret-1' }]),
  );
  expect(argsOf('steps.input')).toEqual([
    { ...at, step: 'sign-in', field: 's2sId', value: 'id-1' },
    { ...at, step: 'sign-in', field: 's2sName', value: 'wizard' },
  ]);
});

test('a step that lost the sign-in leads back to it', async () => {
  const error = { code: 'second-factor-needed' as const, retry: false };
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { state: 'failed', error }),
  });
  const alert = await screen.findByRole('alert');
  await user.click(within(alert).getByRole('button', { name: 'Sign in again' }));
  expect(argsOf('steps.look')).toEqual([{ ...at, step: 'sign-in' }]);
  await waitFor(() => expect(window.location.hash).toBe(`#/job/${jobId}/sign-in`));
});

test('a step that met another certificate leads to where it is compared', async () => {
  const error = { code: 'certificate-changed' as const, retry: false };
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('upgrade', { state: 'needs-person', error }),
  });
  const alert = await screen.findByRole('alert');
  await user.click(within(alert).getByRole('button', { name: 'Compare the certificates' }));
  expect(argsOf('steps.look')).toEqual([{ ...at, step: 'sign-in' }]);
  await waitFor(() => expect(window.location.hash).toBe(`#/job/${jobId}/sign-in`));
});

test('what the PBX does not tell of the new password is the installer’s word, after a look at its page', async () => {
  const {
    user,
    asked: calls,
    argsOf,
  } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('admin-password', { plan: [{ code: 'ask.password-works' }] }),
    'steps.confirm': () => undefined,
    ...quietPage,
  });
  expect(await screen.findByTestId('page-pane')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'I signed in with the new password' }));
  await waitFor(() => expect(calls.at(-1)?.name).toBe('steps.apply'));
  expect(argsOf('steps.confirm')).toEqual([
    { ...at, step: 'admin-password', code: 'password-works', note: '' },
  ]);
});
