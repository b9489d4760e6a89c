import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';
import { filesHolding } from './support/secret-search';

/** The wizard fetches the one-time password on the PBX itself, over SSH, and signs in on the PBX's page with it. */

let running: RunningApp;
let practice: Practice;
let direct: Direct;
let installer: Installer;

test.beforeEach(async () => {
  // A one-time password lasts ten minutes inside, and a busy computer needs some seconds from reading to typing it.
  practice = await Practice.start('virtual-7-2fa', { speed: 10 });
  running = await openApp();
  direct = new Direct(running.window);
  installer = new Installer(running.window);
});
test.afterEach(async () => {
  await running.close();
  await practice.stop();
});

function sshOf({ info }: Practice): NonNullable<Practice['info']['ssh']> {
  if (!info.ssh) throw new Error('this practice PBX has no SSH');
  return info.ssh;
}

/** A job whose sign-in was refused for want of the second factor, with the SSH way open. */
async function atSecondFactor(): Promise<void> {
  await direct.newJob(practice);
  await direct.go('deploy');
  await direct.show('sign-in');
  await installer.at('sign-in');
  await installer.acceptCertificate();
  await installer.click(installer.button('Use the factory password'));
  expect(await installer.press('sign-in')).toBe('needs-person');
  expect((await direct.step('sign-in')).plan.map(({ code }) => code)).toContain('ask.other-way');
  await installer.click(running.window.getByLabel('With a one-time password that the wizard reads over SSH'));
}

const codesOf = async (): Promise<string[]> =>
  (await direct.step('sign-in')).evidence.map(({ said }) => said.code);

/** Processes whose arguments or environment hold the text. */
function processesHolding(text: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    return ['cmdline', 'environ'].some((what) => {
      try {
        return readFileSync(`/proc/${pid}/${what}`, 'latin1').includes(text);
      } catch {
        return false; // ended meanwhile
      }
    });
  });
}

/** Files of the jobs and the log that hold the text as it is; six digits are too short to be looked for everywhere. */
function ownFilesHolding(text: string): string[] {
  return readdirSync(running.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(jsonl?|log|txt|pdf)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

test('the one-time password is read over SSH and typed by the wizard, and no secret is in a file or an argument', async () => {
  const ssh = sshOf(practice);
  const password = ssh.users['root'] ?? '';
  await atSecondFactor();
  await installer.type('SSH port', String(ssh.port));
  await installer.type('SSH password', password);
  expect(await installer.press('sign-in')).toBe('needs-person');

  // The host key first: shown as OpenSSH shows it, and nothing was sent yet.
  const card = running.window.getByRole('region', { name: "Host key of the PBX's SSH" });
  await expect(card).toContainText(ssh.fingerprint);
  await expect(card).toContainText('ssh-ed25519');
  expect((await practice.state()).counters.sshPasswords).toBe(0);
  await installer.click(installer.button('Accept this host key'));
  await expect(running.window.getByText('Run /usr/sbin/get_admin_otp as root over SSH')).toBeVisible();
  const { otp } = await practice.control<{ otp: string }>('GET', '/otp');

  const told = new Set<string>();
  const look = setInterval(() => {
    for (const secret of [password, otp])
      for (const pid of processesHolding(secret)) told.add(`${pid} ${secret}`);
  }, 150);
  await installer.press('sign-in', 120_000);
  await installer.untilEnded('sign-in');
  clearInterval(look);
  expect([...told]).toEqual([]);
  expect(processesHolding(`--user-data-dir=${running.data}`)).not.toEqual([]);

  expect(await codesOf()).toEqual(
    expect.arrayContaining([
      'host-key-seen',
      'host-key-pinned',
      'otp-read',
      'page-worked',
      'signed-in',
      'token-works',
    ]),
  );
  const { state } = await direct.view();
  expect(state.facts.signedInBy).toBe('token');
  expect(state.secrets.map(({ name }) => name)).not.toContain('otp');
  expect(state.facts.sshPin).toEqual({ type: 'ssh-ed25519', sha256: ssh.fingerprint });
  const { counters } = await practice.state();
  expect(counters).toMatchObject({ sshPasswords: 1, sshWrongPasswords: 0, wrongOtps: 0, failedSignIns: {} });
  expect(filesHolding([password], running.data)).toEqual([]);
  expect(ownFilesHolding(otp)).toEqual([]);

  // The report proves whom the password was given to.
  for (const one of ['admin-password', 'upgrade', 'portal', 'activate', 'licences'] as const)
    await direct.call('steps.skip', { job: direct.job, step: one, reason: 'not the subject of this test' });
  await direct.show('report');
  await installer.at('report');
  await installer.press('report');
  await installer.untilEnded('report');
  const report = readFileSync(reportOf(), 'utf8');
  expect((JSON.parse(report) as { hostKey: unknown }).hostKey).toEqual({
    type: 'ssh-ed25519',
    sha256: ssh.fingerprint,
    repins: [],
  });
  expect(report).toContain(`accept-host-key ${ssh.fingerprint}`);
  expect(filesHolding([password], running.data)).toEqual([]);
  expect(ownFilesHolding(otp)).toEqual([]);
});

function reportOf(): string {
  const [found] = readdirSync(running.data, { recursive: true, withFileTypes: true }).filter(
    ({ name }) => name === 'report.json',
  );
  if (!found) throw new Error('no report was written');
  return join(found.parentPath, found.name);
}

test('a wrong SSH password is sent once; another user becomes root; a changed host key stops until it is accepted', async () => {
  const ssh = sshOf(practice);
  const { window } = running;
  await atSecondFactor();
  await installer.type('SSH port', String(ssh.port));
  await installer.type('SSH user', 'admin');
  await installer.type('SSH password', 'not-the-password');
  await installer.type("Root's password", ssh.users['root'] ?? '');
  await installer.press('sign-in');
  await installer.click(installer.button('Accept this host key'));
  await installer.press('sign-in');
  await expect(window.getByRole('alert')).toContainText('does not let this user in');
  const wrong = async (): Promise<number> => (await practice.state()).counters.sshWrongPasswords;
  expect(await wrong()).toBe(1);
  await installer.click(installer.button('Look again').first());
  await installer.settle('sign-in');
  await installer.press('sign-in');
  expect(await wrong()).toBe(1);

  await practice.fault('ssh-key-changes');
  await installer.type('SSH password', ssh.users['admin'] ?? '');
  expect(await installer.press('sign-in')).toBe('needs-person');
  await expect(window.getByRole('group', { name: /another host key/ })).toContainText(ssh.fingerprint);
  expect((await practice.state()).counters.sshPasswords).toBe(1);
  await installer.acceptWarning('the PBX was set up anew');
  await installer.press('sign-in', 120_000);
  await installer.untilEnded('sign-in');
  expect(await codesOf()).toEqual(expect.arrayContaining(['host-key-repinned', 'otp-read', 'signed-in']));
  const { counters } = await practice.state();
  expect(counters).toMatchObject({
    sshPasswords: 2,
    sshWrongPasswords: 1,
    suWrongPasswords: 0,
    wrongOtps: 0,
  });
  expect(filesHolding(Object.values(ssh.users), running.data)).toEqual([]);
});

test('the practice PBX of the app itself has SSH, and the window says where', async () => {
  const { window } = running;
  const { ssh } = await direct.call('practice.start', { preset: 'virtual-7-2fa' });
  if (!ssh) throw new Error('it has no SSH');
  direct.job = (await direct.call('jobs.create', { kind: 'activate-virtual', preset: 'virtual-7-2fa' })).job;
  await direct.show('prepare');
  await expect(window.getByText(`Its SSH: port ${String(ssh.port)}, root /`)).toBeVisible();
  const greeting = await new Promise<string>((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: ssh.port });
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      resolve(chunk.toString());
      socket.destroy();
    });
  });
  expect(greeting).toMatch(/^SSH-2\.0-/);
});
