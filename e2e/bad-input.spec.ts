import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { generate } from 'selfsigned';
import { expect, test, type Page } from 'playwright/test';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';
import { Practice } from './support/practice';

/** Everything that can be wrong with what is typed and with what answers, as the installer sees it in the window. */

let running: RunningApp;
let practice: Practice;
let direct: Direct;
let installer: Installer;

test.beforeAll(async () => {
  practice = await Practice.start('virtual-6');
  running = await openApp();
});
test.afterAll(async () => {
  await running.close();
  await practice.stop();
});
test.beforeEach(() => {
  direct = new Direct(running.window);
  installer = new Installer(running.window);
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** The error as it stands in the window: what happened, and what to try first. */
function errorIn(window: Page) {
  return window.getByRole('alert').or(window.locator('.error-panel')).first();
}

test.describe('an address', () => {
  const closed: Server[] = [];
  test.afterAll(() => {
    for (const server of closed) server.close();
  });

  async function certificate() {
    return generate([{ name: 'commonName', value: 'other.test' }], { algorithm: 'sha256' });
  }

  const cases: { title: string; code: string; address: () => Promise<string> }[] = [
    {
      title: 'that refuses',
      code: 'refused',
      address: async () => {
        const server = createTcp();
        const address = await listen(server);
        await new Promise((resolve) => server.close(resolve));
        return address;
      },
    },
    {
      title: 'that never answers',
      code: 'timeout',
      address: () => {
        const server = createTcp(() => undefined);
        closed.push(server);
        return listen(server);
      },
    },
    {
      title: 'that answers plain HTTP',
      code: 'plain-http',
      address: () => {
        const server = createHttp((_request, answer) => answer.end('<h1>plain</h1>'));
        closed.push(server);
        return listen(server);
      },
    },
    {
      title: 'of some other web server',
      code: 'not-a-pbx',
      address: async () => {
        const { private: key, cert } = await certificate();
        const server = createHttps({ key, cert }, (_request, answer) => answer.end('<h1>a printer</h1>'));
        closed.push(server);
        return listen(server);
      },
    },
    {
      title: 'whose name does not exist',
      code: 'name-not-found',
      address: () => Promise.resolve('no-such-pbx.invalid'),
    },
  ];

  for (const { title, code, address } of cases) {
    test(`${title} is told with a way forward, and the next address works`, async () => {
      await direct.newJob(practice, await address());
      await direct.show('deploy');
      await installer.at('deploy', 45_000);
      expect((await direct.step('deploy')).error?.code).toBe(code);
      await expect(errorIn(running.window)).toBeVisible();
      await expect(running.window.getByText('Try this first')).toBeVisible();
      await installer.type('Address of the PBX', practice.address);
      await installer.press('deploy');
      await installer.untilEnded('deploy');
    });
  }

  test('that is none is refused where it is typed', async () => {
    await installer.window.evaluate(() => (window.location.hash = '#/'));
    await installer.newJob();
    for (const [label, text] of [
      ['Installer', 'Ada'],
      ['Partner company', 'P'],
      ['Customer', 'Bad address'],
      ['PBX name', 'acme'],
    ] as const) {
      await installer.type(label, text);
    }
    for (const wrong of ['not an address', 'http://192.0.2.1', 'ftp://pbx']) {
      await installer.type('Address of the PBX', wrong);
      await expect(running.window.getByText('This is no address.', { exact: false })).toBeVisible();
      expect(await installer.press('prepare')).not.toBe('done');
    }
    await expect(running.window.getByLabel('Customer', { exact: true })).toHaveValue('Bad address');
  });
});

test('a PBX name that is no DNS label is refused where it is typed', async () => {
  await installer.window.evaluate(() => (window.location.hash = '#/'));
  await installer.newJob();
  for (const wrong of ['über', 'two words', '-acme', 'acme.wildixin.com', 'x'.repeat(64)]) {
    await installer.type('PBX name', wrong);
    await expect(
      running.window.getByText('Only letters, digits and hyphens', { exact: false }),
    ).toBeVisible();
  }
});

test('a wrong password is one attempt, says so, and the right one then works', async () => {
  await direct.newJob(practice);
  await direct.go('deploy');
  await direct.show('sign-in');
  await installer.at('sign-in');
  const before = (await practice.state()).counters.failedSignIns.admin ?? 0;
  await installer.acceptCertificate();
  await installer.type('Admin password now on the PBX', 'not-the-password');
  expect(await installer.press('sign-in')).toBe('failed');
  expect((await direct.step('sign-in')).error?.code).toBe('wrong-password');
  expect((await practice.state()).counters.failedSignIns.admin).toBe(before + 1);
  // Pressing again sends nothing: this password was refused.
  await installer.press('sign-in');
  expect((await practice.state()).counters.failedSignIns.admin).toBe(before + 1);
  await installer.click(installer.button('Use the factory password'));
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  expect((await practice.state()).counters.failedSignIns.admin ?? 0).toBe(before + 1);
});

test('what is plainly no PBX key is refused with the reason, and the rest stays', async () => {
  await direct.signedIn(practice);
  for (const step of ['admin-password', 'upgrade'] as const)
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject' });
  await direct.show('portal');
  await installer.at('portal');
  const serial = practice.info.pbx.serial;
  await installer.type('SW Serial', 'ab12cd34ef56');
  for (const [pasted, reason] of [
    ['https://my.wildix.com/key', /link|address|URL/i],
    [serial, /serial/i],
    ['ada@example.test', /e-mail/i],
    ['this is my key', /words/i],
    ['access_0123456789', /token/i],
  ] as const) {
    await installer.typeKey(pasted);
    await expect(running.window.locator('.field-problem').filter({ hasText: reason }).first()).toBeVisible();
    expect((await direct.view()).state.secrets.some(({ name }) => name === 'pbx-key')).toBe(false);
  }
  await expect(running.window.getByLabel('SW Serial', { exact: true })).toHaveValue('ab12cd34ef56');
});

test('a key that is pasted leaves the clipboard; a serial that is pasted as a key goes where it belongs', async () => {
  await direct.signedIn(practice);
  for (const step of ['admin-password', 'upgrade'] as const)
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject' });
  await direct.show('portal');
  await installer.at('portal');
  const copied = (text: string) => running.app.evaluate(({ clipboard }, it) => clipboard.writeText(it), text);
  const left = () => running.app.evaluate(({ clipboard }) => clipboard.readText());
  const paste = () => installer.click(installer.button('Paste the key'));

  await copied('5f0123456789');
  await paste();
  await expect(running.window.getByLabel('SW Serial', { exact: true })).toHaveValue('5f0123456789');
  await expect.poll(left).toBe('');
  // What was not taken is still the installer's.
  await copied('see you at ten');
  await paste();
  await expect(running.window.locator('.field-problem').first()).toBeVisible();
  expect(await left()).toBe('see you at ten');
  const key = 'Kq7Wx2mPv9RtLb4Zs8Yd';
  await copied(`  ${key}\n`);
  await paste();
  await expect.poll(left).toBe('');
  const { state } = await direct.view();
  expect(state.secrets.find(({ name }) => name === 'pbx-key')?.origin).toBe('pasted');
  expect((await direct.call('secrets.reveal', { job: direct.job, name: 'pbx-key' })).value).toBe(key);
});

test('HTML where JSON is due stops with words, and goes on when it is over', async () => {
  await direct.newJob(practice);
  await direct.go('deploy');
  await direct.go('sign-in');
  await direct.accept('sign-in', 'ask.accept-certificate', '');
  await direct.call('secrets.put', { job: direct.job, name: 'admin-password-old', value: 'wildix' });
  await practice.fault('html-instead-of-json');
  await direct.show('sign-in');
  await installer.at('sign-in');
  await installer.press('sign-in');
  expect(['failed', 'unknown', 'needs-person']).toContain(await installer.stateOf('sign-in'));
  await expect(running.window.getByText('Try this first')).toBeVisible();
  await practice.control('POST', '/fault', { name: 'html-instead-of-json', off: true });
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
});

test('a certificate that changes in mid-job stops everything until it is accepted with a reason', async () => {
  const own = await Practice.start('virtual-6');
  await direct.signedIn(own);
  const before = (await own.state()).counters.passwordAttempts;
  await own.control('POST', '/certificate');
  await direct.show('admin-password');
  await installer.at('admin-password');
  await direct.call('secrets.generate', { job: direct.job, name: 'admin-password-new' });
  await direct.call('steps.confirm', {
    job: direct.job,
    step: 'admin-password',
    code: 'password-kept',
    note: '',
  });
  await installer.press('admin-password');
  expect((await direct.step('admin-password')).error?.code).toBe('certificate-changed');
  expect((await own.state()).counters.passwordAttempts).toBe(before);

  await installer.click(installer.step('sign-in'));
  await installer.click(installer.button('Look again'));
  await installer.settle('sign-in');
  await expect(
    running.window.getByText('another certificate than the one pinned', { exact: false }),
  ).toBeVisible();
  await installer.click(installer.button('Accept with this reason'));
  expect((await direct.step('sign-in')).state).toBe('needs-person');
  await installer.acceptWarning('The customer renewed it in front of me.');
  await installer.settle('sign-in');
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  const warning = (await direct.step('sign-in')).warnings.at(-1);
  expect(warning).toMatchObject({ reason: 'The customer renewed it in front of me.' });
  await own.stop();
});

test('a connection cut right after a write is looked at again, not written again', async () => {
  const own = await Practice.start('virtual-6');
  await direct.atLicences(own);
  const [user] = (await own.users()).filter(({ role }) => role === 'user');
  await own.fault('resets-on-put', '1');
  const wanted = user?.licenseType === 'business' ? 'premium' : 'business';
  await direct.choose([user?.id ?? ''], wanted);
  await direct.show('licences');
  await installer.at('licences');
  await installer.press('licences');
  expect(await installer.stateOf('licences')).toBe('unknown');
  await own.control('POST', '/fault', { name: 'resets-on-put', off: true });
  await installer.click(installer.button('Look again').first());
  await installer.untilEnded('licences');
  expect((await own.state()).counters.licencePutsByUser).toEqual({ [user?.id ?? '']: 1 });
  await own.stop();
});

test('the key of another PBX is refused by the PBX, and the step does not end', async () => {
  const own = await Practice.start('virtual-6');
  const other = await own.control<{ key: string }>('POST', '/buy', {
    name: 'elsewhere',
    boundTo: '000c29ffffff',
    licences: { premium: 1 },
  });
  await direct.signedIn(own);
  for (const step of ['admin-password', 'upgrade', 'portal'] as const)
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject' });
  await direct.show('activate');
  await installer.at('activate');
  const page = new ShownPage(running.app);
  await page.signIn('wildix');
  await page.openActivation();
  await page.fill('User Mode', other.key);
  await page.press('Activate');
  await page.shows('another PBX');
  expect(await installer.press('activate')).toBe('needs-person');
  expect((await own.state()).activated).toBe(false);
  await own.stop();
});
