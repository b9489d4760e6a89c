// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../app/contract/double';
import type { JobSummary } from '../../../app/contract/views';
import { jobId, jobView } from '../../testing/job';
import { setUpWindow } from '../../testing/show';

const show = setUpWindow(doubleOf);

const summary: JobSummary = {
  id: jobId,
  kind: 'activate-virtual',
  practice: true,
  customer: 'Bakery',
  pbxName: 'bakery',
  address: '192.0.2.7',
  serials: ['00:0C:29:AA:00:01'],
  createdAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-05T09:00:00.000Z',
  step: 'upgrade',
  stepState: 'failed',
  doneSteps: 4,
  allSteps: 9,
  status: 'open',
  atWork: false,
  archived: false,
  origin: null,
  reportBack: false,
};

test('an open job leads back to where it stands, with its state in words', async () => {
  show('#/', { 'jobs.list': () => [summary] });
  const row = await screen.findByRole('link', { name: /Bakery/ });
  expect(row.getAttribute('href')).toBe(`#/job/${jobId}`);
  expect(within(row).getByText('Upgrade: Failed')).toBeTruthy();
  expect(within(row).getByText('Practice')).toBeTruthy();
  expect(screen.queryByText('No job is open.')).toBeNull();
});

test('a list sent up replaces the one asked for', async () => {
  const { send } = show('#/', { 'jobs.list': () => [summary] });
  await screen.findByText('Bakery');
  send('jobs', [{ ...summary, customer: 'Town hall' }]);
  await screen.findByText('Town hall');
  expect(screen.queryByText('Bakery')).toBeNull();
});

test('a finished job stands apart from the open ones', async () => {
  show('#/', { 'jobs.list': () => [{ ...summary, status: 'done' }] });
  expect(await screen.findByText('No job is open.')).toBeTruthy();
  expect(screen.getByText('1 finished job')).toBeTruthy();
});

test.each(['activate-virtual', 'review-licences'] as const)(
  'practising starts the PBX, makes the job and fills in its address: %s',
  async (kind) => {
    const practice = {
      preset: 'virtual-6',
      address: '127.0.0.1:8443',
      url: 'https://127.0.0.1:8443',
      fingerprint256: 'AA',
      serial: '000c29000001',
      portal: { url: 'https://127.0.0.1:9443', login: 'partner', password: 'practice' },
      ssh: null,
      cloud: null,
      move: null,
    };
    const { user, argsOf } = show('#/', {
      'practice.presets': () => [
        {
          id: 'virtual-6',
          version: '6.01.20230101.1',
          users: 50,
          title: 'Virtual PBX',
          kind,
          group: 'activation',
        },
      ],
      'practice.start': () => practice,
      'jobs.create': () => ({ job: jobId }),
      'jobs.open': () => jobView('prepare'),
    });
    await user.click(await screen.findByRole('button', { name: 'Practise on: Virtual PBX' }));
    await screen.findByRole('heading', { name: 'Prepare' });
    expect(argsOf('jobs.create')).toEqual([{ kind, preset: 'virtual-6' }]);
    expect(argsOf('steps.input')).toEqual([
      { job: jobId, step: 'prepare', field: 'address', value: '127.0.0.1:8443' },
    ]);
  },
);

test('a failed start is explained and no job is made', async () => {
  const { user, argsOf } = show('#/', {
    'practice.presets': () => [
      {
        id: 'virtual-6',
        version: '6.01.20230101.1',
        users: 50,
        title: 'Virtual PBX',
        kind: 'activate-virtual' as const,
        group: 'activation' as const,
      },
    ],
  });
  await user.click(await screen.findByRole('button', { name: 'Practise on: Virtual PBX' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(argsOf('jobs.create')).toEqual([]);
});

test('memory-only secrets are said on the first screen', async () => {
  const { user, argsOf } = show('#/', {
    'app.info': () => ({
      version: '1.2.3',
      electron: '33.2.1',
      standIn: true,
      platform: 'linux',
      keychain: { kind: 'memory', why: 'no Secret Service' },
      dataFolder: '/data',
    }),
    'app.open': () => undefined,
  });
  expect(await screen.findByText(/No keychain on this computer/)).toBeTruthy();
  expect(screen.getByText(/stand-in runtime/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Data folder' }));
  await waitFor(() => expect(argsOf('app.open')).toEqual([{ what: 'data-folder' }]));
});
