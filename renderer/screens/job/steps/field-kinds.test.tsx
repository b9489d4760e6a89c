// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { doubleOf } from '../../../../app/contract/double';
import type { DeployProfileView } from '../../../../app/contract/deploy-views';
import { shippedProfiles } from '../../../../app/domain/deploy/shipped';
import { jobId, jobView } from '../../../testing/job';
import { setUpWindow } from '../../../testing/show';

const show = setUpWindow(doubleOf);
const hardware = { kind: 'activate-hardware' } as const;
const cloud = { kind: 'activate-cloud' } as const;

const networks = [
  { name: 'eth0', own: '10.135.0.9', searched: '10.135.0.0/24', whole: null },
  { name: 'wlan0', own: '192.168.1.5', searched: '192.168.1.0/24', whole: null },
];

describe('cabling', () => {
  function showCabling(inputs: Record<string, string> = {}, remembered = '') {
    return show(`#/job/${jobId}`, {
      'jobs.open': () => jobView('cabling', { inputs }, hardware),
      'find.networks': () => networks,
      'hardware.address': () => ({ address: remembered }),
      'hardware.remember': ({ address }) => ({ address }),
      'steps.confirm': () => undefined,
      'vendor.hosts': () => [],
    });
  }

  test('shows this laptop and whether it is in the network of the address that is typed', async () => {
    const { user } = showCabling();
    expect(await screen.findByText('10.135.0.9 in 10.135.0.0/24, on eth0')).toBeTruthy();
    const address = screen.getByLabelText('Address of the PBX');
    await user.type(address, '10.135.0.1');
    expect(screen.getByText('10.135.0.1 is in this network.')).toBeTruthy();
    await user.clear(address);
    await user.type(address, '172.16.0.1');
    expect(screen.getByText(/^None of these is the network of 172\.16\.0\.1/)).toBeTruthy();
  });

  test('remembers an address for the next PBX only when it is told to', async () => {
    const { user, argsOf } = showCabling();
    await screen.findByText(/on eth0/);
    expect(screen.queryByRole('button', { name: /^Remember/ })).toBeNull();
    await user.type(screen.getByLabelText('Address of the PBX'), '10.135.0.1');
    expect(argsOf('hardware.remember')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Remember 10.135.0.1 for the next new PBX' }));
    expect(argsOf('hardware.remember')).toEqual([{ address: '10.135.0.1' }]);
    expect(await screen.findByText(/is remembered as 10\.135\.0\.1/)).toBeTruthy();
  });

  test('offers the remembered address, which becomes that of the job', async () => {
    const { user, argsOf } = showCabling({}, '10.135.0.1');
    await user.click(await screen.findByRole('button', { name: 'Use 10.135.0.1' }));
    const step = { job: jobId, step: 'cabling', field: 'address', value: '10.135.0.1' };
    await waitFor(() => expect(argsOf('steps.input')).toContainEqual(step));
  });

  test('has the order said, with its number', async () => {
    const { user, argsOf } = showCabling();
    expect(await screen.findByRole('button', { name: 'Copy Code' })).toBeTruthy();
    await user.type(screen.getByLabelText('Order number, if you have one'), ' O-1 ');
    await user.click(screen.getByRole('button', { name: 'It is ordered' }));
    const said = { job: jobId, step: 'cabling', code: 'hardware-bought', note: 'O-1' };
    await waitFor(() => expect(argsOf('steps.confirm')).toEqual([said]));
  });
});

describe('waiting for a cloud PBX', () => {
  test('says what is normal, how long it is, what is seen instead, and can be stopped', async () => {
    const progress = {
      step: 'cloud-ready' as const,
      doing: {
        code: 'applying.cloud-wait',
        params: { address: 'example.wildixin.com', attempt: 3, seen: 'name-not-found' },
      },
      fraction: null,
      since: new Date().toISOString(),
      slow: true,
      cancellable: true,
    };
    const { user, argsOf } = show(`#/job/${jobId}`, {
      'jobs.open': () => jobView('cloud-ready', { state: 'applying' }, cloud, { progress }),
      'steps.cancel': () => undefined,
      'vendor.hosts': () => [],
    });
    expect(
      await screen.findByText('Waiting for example.wildixin.com, look 3: No PBX is known under this name'),
    ).toBeTruthy();
    expect(screen.getAllByText(/[Aa]bout three minutes/).length).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(argsOf('steps.cancel')).toEqual([{ job: jobId, step: 'cloud-ready' }]);
  });
});

describe('the portal entry', () => {
  test('of a cloud PBX: its model, region and storage to copy, no key, no lifetime, and what zero licences do', async () => {
    show(`#/job/${jobId}`, {
      'jobs.open': () => jobView('portal', { inputs: { region: 'Europe', storage: '10 GB' } }, cloud),
      'licences.table': () => {
        throw new Error('no users');
      },
    });
    expect(await screen.findByText('WPBX-CLOUD')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy Region' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy Storage size' })).toBeTruthy();
    expect(screen.getByText(/stopped on day 5 and deleted for good on day 14/)).toBeTruthy();
    expect(screen.queryByRole('option', { name: 'Lifetime' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Paste the key' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Read the users' })).toBeNull();
  });

  test.each([
    ['read from the PBX', { serial: '221100001234' }, true],
    ['typed where the PBX tells none', {}, false],
  ])('of hardware: its HW Serial %s, and what becomes of it', async (_what, facts, read) => {
    show(`#/job/${jobId}`, { 'jobs.open': () => jobView('portal', {}, { ...hardware, facts }) });
    expect(await screen.findByText(/the HW Serial is converted to the SW Serial/)).toBeTruthy();
    expect(screen.queryByLabelText('HW Serial') === null).toBe(read);
    expect(screen.queryAllByText(/The PBX shows 221100001234/).length).toBe(read ? 1 : 0);
    expect(screen.getByRole('button', { name: 'Paste the key' })).toBeTruthy();
  });
});

describe('the commands that deploy', () => {
  const views: DeployProfileView[] = shippedProfiles.map((profile) => ({
    profile,
    text: JSON.stringify(profile),
    own: false,
    problem: null,
  }));
  const sha256 = 'ab'.repeat(32);

  function showDeploy(inputs: Record<string, string>, own = false) {
    const image = { path: '/img', bytes: 3, sha256 };
    return show(`#/job/${jobId}`, {
      'jobs.open': () => jobView('deploy', { inputs }, { facts: { image } }),
      'deploy.profiles': () => views.map((one) => ({ ...one, own })),
      'deploy.pick': () => ({ path: '/img' }),
      'deploy.restore': () => views,
      'deploy.script': () => ({ path: '/job/deploy-kvm.sh' }),
      'app.copy': () => undefined,
      'vendor.hosts': () => [],
    });
  }
  const kvm = {
    vmProfile: 'kvm',
    imageFile: '/img',
    vmUsers: '600',
    'vm-name': "Kunde's PBX",
    'vm-memory': '4096',
    'vm-network': 'br0',
    'vm-storage': '/vm/a.qcow2',
  };

  test('are closed at first, and ask nothing of who does not want them', async () => {
    const { argsOf } = showDeploy({});
    await screen.findByText('Make the exact commands for the host');
    expect(argsOf('deploy.profiles')).toEqual([]);
  });

  test('stand there once every value is, are copied and saved as they are shown', async () => {
    const { user, argsOf } = showDeploy(kvm);
    const shown = await screen.findByLabelText('The commands', { selector: 'pre' });
    expect(shown.textContent).toContain(`--name='Kunde'\\''s PBX' --vcpus=2 --memory=4096`);
    expect(shown.textContent).not.toContain('resize');
    await user.click(screen.getByRole('button', { name: 'Copy The commands' }));
    expect(argsOf('app.copy')).toEqual([{ text: shown.textContent }]);
    await user.click(screen.getByRole('button', { name: 'Save as script' }));
    await waitFor(() => expect(argsOf('deploy.script')).toEqual([{ job: jobId, profile: 'kvm' }]));
    expect(await screen.findByText('Saved: /job/deploy-kvm.sh')).toBeTruthy();
  });

  test('do not while one is missing or wrong, and it is said which', async () => {
    showDeploy({ ...kvm, 'vm-memory': '', 'vm-network': 'br0,model=e1000' });
    expect(await screen.findByText(/^2 values are still missing or wrong/)).toBeTruthy();
    expect(screen.getByText('Not allowed here: , =')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save as script' })).toBeNull();
  });

  test.each([
    ['ab'.repeat(32), /It matches the SHA-256 you pasted/],
    ['cd'.repeat(32), /It differs:/],
    ['no sum', /This is no SHA-256/],
    ['', /Nothing to compare with yet/],
  ])('are beside the sum of the image, compared with %j', async (imageSum, said) => {
    showDeploy({ ...kvm, imageSum });
    expect(await screen.findByText(said)).toBeTruthy();
    expect(screen.getByText(sha256)).toBeTruthy();
  });

  test('say nothing of a sum that was read of another file', async () => {
    showDeploy({ ...kvm, imageFile: '/other', imageSum: sha256 });
    expect(await screen.findByText('/other')).toBeTruthy();
    expect(screen.queryByText(sha256, { selector: 'code' })).toBeNull();
    expect(screen.queryByText(/It matches the SHA-256/)).toBeNull();
  });

  test('come of a profile that can be brought back to what it was', async () => {
    const { user, argsOf } = showDeploy(kvm, true);
    await user.click(await screen.findByText('Change this profile', { selector: 'summary' }));
    const details = screen.getByLabelText('Change this profile', { selector: 'textarea' }).closest('details');
    if (!details) throw new Error('no editor');
    await user.click(within(details).getByRole('button', { name: 'Back to the one that came with the app' }));
    expect(argsOf('deploy.restore')).toEqual([{ id: 'kvm' }]);
  });
});
