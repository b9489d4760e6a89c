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
  await waitFor(() => expect(argsOf('page.show')).toMatchObject([{ ...at, target: 'pbx' }]));
  expect(screen.getByText(/lock icon/)).toBeTruthy();
  expect(screen.getByText('/usr/sbin/get_admin_otp')).toBeTruthy();
  expect(screen.getByText(/authenticator app/)).toBeTruthy();
  expect(screen.getByText(/ALLOW_BASIC_AUTH/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /ALLOW_BASIC_AUTH/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'I am signed in on the page' }));
  expect(argsOf('page.sign-in')).toEqual([at]);
});

test('what is asked for stands before what is settled already', async () => {
  const refused = { error: asked.error, at: '2026-01-05T09:00:00Z', address: '' };
  showSignIn(asked, { look, pin: certificate, signInRefused: refused });
  const pane = await screen.findByTestId('page-pane');
  const follows = (one: HTMLElement) =>
    (pane.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  expect(follows(screen.getByLabelText('Admin password now on the PBX'))).toBe(true);
  expect(follows(screen.getByRole('region', { name: 'Certificate of the PBX' }))).toBe(true);
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

test('the main button waits for a token that is still on its way to the keychain', async () => {
  let kept = (): void => undefined;
  const onItsWay = new Promise<void>((resolve) => {
    kept = resolve;
  });
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in', asked, { facts: { look, pin: certificate } }),
    'secrets.put': async ({ value }) => {
      await onItsWay;
      return { taken: true, length: value.length };
    },
    ...quietPage,
  });
  await user.click(await screen.findByLabelText('Simple Token'));
  await user.type(screen.getByLabelText('API token'), 'access_typed');
  await user.click(screen.getByRole('button', { name: 'Use this token' }));
  await user.click(screen.getByTestId('primary'));
  await new Promise((done) => setTimeout(done, 50));
  expect(argsOf('steps.apply')).toEqual([]);
  kept();
  await waitFor(() => expect(argsOf('steps.apply')).toHaveLength(1));
  expect(argsOf('secrets.put')).toHaveLength(1);
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

const seen = { type: 'ssh-ed25519', sha256: 'SHA256:abc', host: '192.0.2.1', port: 2222 };
const sshHeld = {
  name: 'ssh-password' as const,
  kept: 'keychain' as const,
  at: '',
  origin: 'typed' as const,
};

test('SSH asks for user, port and passwords, and sends the passwords with the main button', async () => {
  const { user, argsOf } = showSignIn(asked);
  await user.click(await screen.findByLabelText('With a one-time password that the wizard reads over SSH'));
  expect(screen.getByLabelText<HTMLInputElement>('SSH port').value).toBe('22');
  expect(screen.queryByLabelText("Root's password")).toBeNull();
  await user.type(screen.getByLabelText('SSH password'), 'Ssh-Password-1');
  await user.click(screen.getByTestId('primary'));
  await waitFor(() => expect(argsOf('steps.apply')).toHaveLength(1));
  expect(argsOf('secrets.put')).toEqual([{ ...at, name: 'ssh-password', value: 'Ssh-Password-1' }]);
});

test('the host key is shown to be compared and accepted; the page is there when nothing is asked any more', async () => {
  const params = { now: seen.sha256, type: seen.type };
  const plan = [{ code: 'ask.accept-host-key', params }, { code: 'do.read-otp' }, { code: 'do.page-fill' }];
  const facts = { look, pin: certificate, sshSeen: seen };
  const show1 = show(`#/job/${jobId}`, {
    'jobs.open': () => jobView('sign-in', { plan }, { facts, secrets: [sshHeld] }),
    'steps.accept': () => undefined,
    ...quietPage,
  });
  const card = await screen.findByRole('region', { name: "Host key of the PBX's SSH" });
  expect(card.textContent).toContain('SHA256:abc');
  expect(card.textContent).toContain('ssh-ed25519');
  expect(screen.queryByTestId('page-pane')).toBeNull();
  await show1.user.click(within(card).getByRole('button', { name: 'Accept this host key' }));
  expect(show1.argsOf('steps.accept')).toEqual([
    { ...at, step: 'sign-in', code: 'accept-host-key SHA256:abc', reason: '' },
  ]);
});

test('a user that is not root is asked for root’s password; what was read is shown on wish, the page beside it', async () => {
  const secrets = [sshHeld, { ...sshHeld, name: 'otp-printed' as const, origin: 'made-on-pbx' as const }];
  const { user } = show(`#/job/${jobId}`, {
    'jobs.open': () =>
      jobView(
        'sign-in',
        { plan: [{ code: 'do.read-otp' }], inputs: { sshUser: 'service' } },
        {
          facts: { look, pin: certificate, sshSeen: seen, sshPin: seen },
          secrets,
        },
      ),
    'secrets.reveal': () => ({ value: 'two 111111\n222222' }),
    ...quietPage,
  });
  expect(await screen.findByLabelText("Root's password")).toBeTruthy();
  expect(screen.getByTestId('page-pane')).toBeTruthy();
  expect(document.body.textContent).not.toContain('111111');
  await user.click(screen.getByRole('button', { name: 'Show' }));
  await waitFor(() => expect(document.body.textContent).toContain('111111'));
});
