// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../../app/contract/double';
import type { JobView } from '../../../../../app/contract/views';
import type { StepRecord } from '../../../../../app/domain/job';
import type { Member } from '../../../../../app/domain/network-members';
import { jobId, jobView, stepRecord } from '../../../../testing/job';
import { setUpWindow } from '../../../../testing/show';

const show = setUpWindow(doubleOf);
const at = '2026-01-05T09:00:00.000Z';
const told = { name: 'north', address: '192.0.2.2', serial: '000c29000002', version: '', role: null };
const facts = { address: '192.0.2.2', version: '4.01.44100.12', versionBefore: '4.01.44100.12' };
const south: Member = {
  told: { ...told, name: 'south', address: '192.0.2.3' },
  facts: { ...facts, address: '192.0.2.3' },
  offered: '4.03.44842.11',
};

function viewOf(
  current: 'members' | 'clients',
  over: Partial<StepRecord>,
  members: Record<string, Member>,
  view: Partial<JobView> = {},
): JobView {
  const steps = [
    stepRecord('prepare', { state: 'done' }),
    stepRecord('members', { state: current === 'members' ? 'needs-person' : 'done' }),
    stepRecord('clients'),
    stepRecord('upgrade'),
  ].map((step) => (step.id === current ? { ...step, state: 'needs-person' as const, ...over } : step));
  const network = { list: { from: 'server' as const, ownRole: 'server' as const }, members };
  return jobView('prepare', {}, { kind: 'upgrade-network', current, steps, facts: { network } }, view);
}

function line(name: string): HTMLElement {
  const found = screen.getByRole('heading', { name, level: 3 }).closest('li');
  if (!found) throw new Error(`no line of ${name}`);
  return found;
}

test('each member has its own certificate, address and password, which go in by its own name', async () => {
  const now = Array.from({ length: 32 }, () => 'AA').join(':');
  const plan = [
    { code: 'ask.accept-certificate', params: { now, member: '1', pbx: 'north' } },
    { code: 'ask.member-password', params: { member: '1', pbx: 'north' } },
  ];
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => viewOf('members', { plan }, { '1': { told }, '2': south }),
    'steps.accept': () => undefined,
    'steps.input': () => undefined,
    'steps.apply': () => undefined,
    'secrets.put': () => ({ taken: true, length: 12 }),
  });
  await screen.findByTestId('primary');
  const north = line('north');
  await user.click(within(north).getByRole('button', { name: 'Accept this certificate' }));
  const address = within(north).getByLabelText<HTMLInputElement>('Address of client 1');
  expect(address.value).toBe('192.0.2.2');
  await user.clear(address);
  await user.type(address, '192.0.2.9');
  await user.tab();
  await user.type(within(north).getByLabelText('Admin password of north'), 'North-Pass-1');
  await user.click(screen.getByTestId('primary'));
  await waitFor(() => expect(argsOf('steps.apply')).toHaveLength(1));
  const step = { job: jobId, step: 'members' };
  expect(argsOf('steps.accept')).toEqual([{ ...step, code: `accept-certificate ${now}`, reason: '' }]);
  expect(argsOf('steps.input')).toEqual([{ ...step, field: 'address-1', value: '192.0.2.9' }]);
  expect(argsOf('secrets.put')).toEqual([{ job: jobId, name: 'member-password-1', value: 'North-Pass-1' }]);
  // Met already: nothing is asked of it any more.
  expect(within(line('south')).queryByLabelText(/^Admin password/)).toBeNull();
});

test('a client is added under the next number and taken out again; the word that it is all is given', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () =>
      viewOf(
        'members',
        { plan: [{ code: 'ask.network-complete' }], inputs: { 'address-2': '' } },
        { '1': { told } },
      ),
    'steps.input': () => undefined,
    'steps.confirm': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'Add a client' }));
  await user.click(within(line('New client')).getByRole('button', { name: 'Take out of the list' }));
  // One that the server lists cannot be taken out, only left out with a reason.
  expect(within(line('north')).queryByRole('button', { name: 'Take out of the list' })).toBeNull();
  await user.click(
    screen.getByRole('button', { name: 'This is the server, and all its clients are listed' }),
  );
  const step = { job: jobId, step: 'members' };
  await waitFor(() =>
    expect(argsOf('steps.confirm')).toEqual([{ ...step, code: 'network-complete', note: '' }]),
  );
  expect(argsOf('steps.input')).toEqual([
    { ...step, field: 'address-3', value: '' },
    { ...step, field: 'gone-2', value: 'yes' },
  ]);
});

test('a list that was not understood in full says so', async () => {
  const view = viewOf('members', {}, { '1': { told } });
  const list = { from: 'server' as const, ownRole: 'server' as const, notUnderstood: 2, tooMany: 1 };
  const network = { ...view.state.facts.network, list };
  show(`#/job/${jobId}`, {
    'jobs.open': () => ({ ...view, state: { ...view.state, facts: { network } } }),
  });
  expect(await screen.findByText(/2 PBXs in it tell neither a serial nor a name/)).toBeTruthy();
  expect(screen.getByText(/1 client more than the 99/)).toBeTruthy();
});

test('a client that failed says why on its line, and can be tried alone or left out with a reason', async () => {
  const problem = {
    error: { code: 'upgrade-failed' as const, params: { says: 'no space' }, retry: false },
    at,
  };
  const done: Member = {
    ...south,
    offered: null,
    facts: { ...south.facts, version: '4.03.44842.11', versionAfter: '4.03.44842.11' },
  };
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () =>
      viewOf(
        'clients',
        { state: 'ready' },
        { '1': { told, facts, problem, offered: '4.03.44842.11' }, '2': done },
      ),
    'steps.input': () => undefined,
    'steps.apply': () => undefined,
  });
  const north = within(
    (await screen.findByRole('heading', { name: 'north' })).closest('li') ?? document.body,
  );
  expect(north.getByText('Not upgraded')).toBeTruthy();
  expect(north.getByText(/no space/)).toBeTruthy();
  const other = within(line('south'));
  expect(other.getByText('4.01.44100.12 → 4.03.44842.11')).toBeTruthy();
  expect(other.queryByRole('button')).toBeNull();
  expect(screen.getByText(/1 client is not upgraded yet while others are/)).toBeTruthy();
  await user.click(north.getByRole('button', { name: 'Try north alone' }));
  await user.click(north.getByRole('button', { name: 'Leave north out' }));
  await user.keyboard('{Enter}');
  await user.keyboard('closed until Monday{Enter}');
  const step = { job: jobId, step: 'clients' };
  await waitFor(() =>
    expect(argsOf('steps.input')).toEqual([
      { ...step, field: 'only', value: '1' },
      { ...step, field: 'leave-out-1', value: 'closed until Monday' },
    ]),
  );
  expect(argsOf('steps.apply')).toEqual([step]);
});

test('a client that refused its password is tried alone with the one just typed, and not with a refused one', async () => {
  const error = { code: 'wrong-password' as const, params: { way: 'basic' }, retry: false };
  const plan = [{ code: 'ask.member-password', params: { member: '1', pbx: 'north' } }];
  const answers = [
    { taken: false as const, not: 'empty' },
    { taken: true as const, length: 12 },
  ];
  const { user, asked } = show(`#/job/${jobId}`, {
    'jobs.open': () =>
      viewOf('clients', { plan }, { '1': { told, facts, problem: { error, at } }, '2': south }),
    'secrets.put': () => {
      const answer = answers.shift();
      if (!answer) throw new Error('asked too often');
      return answer;
    },
    'steps.input': () => undefined,
    'steps.apply': () => undefined,
  });
  const password = await screen.findByLabelText('Admin password of north');
  const alone = screen.getByRole('button', { name: 'Try north alone' });
  const done = (): string[] =>
    asked.map(({ name }) => name).filter((name) => /^(secrets\.put|steps\.(input|apply))$/.test(name));
  await user.type(password, 'New-Pass-0');
  await user.click(alone);
  await waitFor(() => expect(password.getAttribute('aria-invalid')).toBe('true'));
  expect(done()).toEqual(['secrets.put']);
  await user.type(password, 'New-Pass-1');
  await user.click(alone);
  await waitFor(() => expect(done()).toEqual(['secrets.put', 'secrets.put', 'steps.input', 'steps.apply']));
});

test('the main button is for all of them, also after one was tried alone', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    'jobs.open': () => viewOf('clients', { state: 'ready', inputs: { only: '1' } }, { '1': { told, facts } }),
    'steps.input': () => undefined,
    'steps.apply': () => undefined,
  });
  await user.click(await screen.findByTestId('primary'));
  await waitFor(() => expect(argsOf('steps.apply')).toHaveLength(1));
  expect(argsOf('steps.input')).toEqual([{ job: jobId, step: 'clients', field: 'only', value: '' }]);
});

test('while they are upgraded each line tells what goes on and how far it is', async () => {
  const progress = {
    step: 'clients' as const,
    doing: { code: 'applying.clients', params: { done: 0, count: 2 } },
    fraction: 0,
    since: at,
    slow: false,
    cancellable: true,
    paused: false,
    lines: [
      { member: '1', doing: { code: 'applying.upgrade', params: { says: '' } }, fraction: 0.4, since: at },
    ],
  };
  const underWay = {
    id: 'a1',
    code: 'start-upgrade',
    params: { from: '4.01.44100.12', member: '2', pbx: 'south' },
    at,
    outcome: null,
  };
  show(`#/job/${jobId}`, {
    'jobs.open': () =>
      viewOf(
        'clients',
        { state: 'applying', actions: [underWay] },
        { '1': { told, facts }, '2': south },
        { progress },
      ),
  });
  const north = within(
    (await screen.findByRole('heading', { name: 'north' })).closest('li') ?? document.body,
  );
  expect(north.getByRole<HTMLProgressElement>('progressbar').value).toBe(0.4);
  expect(north.getByText('The PBX installs the upgrade')).toBeTruthy();
  expect(within(line('south')).getByText('Is being upgraded; its end is not known yet')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
});

test('what was seen at another PBX says whose it is', async () => {
  const evidence = [
    {
      at,
      said: { code: 'version-read', params: { version: '4.03.44842.11', member: '1', pbx: 'north' } },
      proof: 'read-back' as const,
      source: 'x',
    },
  ];
  const secrets = [
    { name: 'member-password-1' as const, kept: 'memory' as const, at, origin: 'typed' as const },
  ];
  const view = viewOf('clients', { evidence }, { '1': { told, facts } });
  show(`#/job/${jobId}`, { 'jobs.open': () => ({ ...view, state: { ...view.state, secrets } }) });
  expect(await screen.findByText('north: The PBX runs WMS 4.03.44842.11.')).toBeTruthy();
  expect(screen.getByText('Admin password of north')).toBeTruthy();
});
