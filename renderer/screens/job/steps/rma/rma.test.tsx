// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../../../app/contract/double';
import type { JobView } from '../../../../../app/contract/views';
import type { StepId, StepRecord } from '../../../../../app/domain/job';
import { jobId, jobView, stepRecord } from '../../../../testing/job';
import { setUpWindow } from '../../../../testing/show';

const show = setUpWindow(doubleOf);
const told = (value: string, origin: 'read' | 'typed' = 'read') => ({
  value,
  origin,
  at: '2026-01-05T09:00:00.000Z',
  source: 'test',
});

function swapView(
  current: StepId,
  over: Partial<StepRecord>,
  facts: JobView['state']['facts'] = {},
  before: StepRecord[] = [],
): JobView {
  const steps = [
    stepRecord('prepare', { state: 'done' }),
    ...before,
    stepRecord(current, { state: 'needs-person', way: 'guided', ...over }),
    stepRecord('report'),
  ];
  return jobView('prepare', {}, { kind: 'rma-swap', current, steps, facts });
}

const open = (view: JobView) => ({ 'jobs.open': () => view });
const incomplete = [
  { code: 'warn.capture-incomplete', params: { values: 'users, devices', now: 'users, devices' } },
];

test('the old PBX: what is known stands with where it comes from, and what is not is said', async () => {
  const capture = {
    version: told('4.03.44842.11'),
    name: told('acme', 'typed'),
    licences: { ...told(''), value: [{ type: 'premium', bought: 8, used: null }] },
  };
  show(`#/job/${jobId}`, open(swapView('old-pbx', { plan: incomplete }, { capture })));
  const table = await screen.findByRole('table');
  const row = (name: string) => within(table).getByRole('rowheader', { name }).closest('tr')?.textContent;
  expect(row('WMS version')).toContain('4.03.44842.11Read from it');
  expect(row('name')).toContain('acmeTyped by you');
  expect(row('licences bought')).toContain('Premium 8');
  expect(row('registered devices')).toBe('registered devicesnot known');
  expect(screen.getByText(/Not known of the old PBX: users one by one and registered devices/)).toBeTruthy();
});

test('the old PBX: the source decides what is asked, and a dead one asks for no password', async () => {
  const { user, argsOf, send } = show(`#/job/${jobId}`, open(swapView('old-pbx', {})));
  expect(await screen.findByLabelText('Admin password of the old PBX')).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Taken from'), 'Type it: the old PBX no longer answers');
  expect(argsOf('steps.input')).toEqual([
    { job: jobId, step: 'old-pbx', field: 'captureFrom', value: 'typed' },
  ]);
  send('job', swapView('old-pbx', { inputs: { captureFrom: 'typed' } }));
  expect(screen.queryByLabelText('Admin password of the old PBX')).toBeNull();
  await user.type(screen.getByLabelText('WMS version of the old PBX'), 'the newest');
  await user.tab();
  expect(screen.getByText('A version looks like 4.03.44842.11.')).toBeTruthy();
  expect(screen.getByLabelText('Number of Premium licences')).toBeTruthy();
});

test('the old PBX: earlier jobs are listed by name, and the one chosen is kept', async () => {
  const id = 'activate-virtual-earlier';
  const { user, argsOf } = show(`#/job/${jobId}`, {
    ...open(swapView('old-pbx', { inputs: { captureFrom: 'earlier-job' } })),
    'rma.jobs': () => [
      {
        id,
        kind: 'activate-virtual',
        endedAt: '2026-01-05T09:00:00.000Z',
        customer: 'Rossi',
        pbxName: 'rossi',
        version: null,
        serial: null,
        swSerial: null,
      },
    ],
  });
  const choice = await screen.findByLabelText('Earlier job');
  await user.selectOptions(choice, within(choice).getByText(/^rossi, Rossi: Activate a virtual PBX, Jan 5/));
  expect(argsOf('steps.input')).toEqual([{ job: jobId, step: 'old-pbx', field: 'earlierJob', value: id }]);
});

test('the old PBX: a report file is handed to the app as it is', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    ...open(swapView('old-pbx', { inputs: { captureFrom: 'report-file' } })),
    'rma.report-file': () => undefined,
  });
  const text = '{"format":1}';
  const file = new File([text], 'report.json', { type: 'application/json' });
  // What jsdom lacks.
  Object.assign(file, { text: () => Promise.resolve(text) });
  await user.upload(await screen.findByLabelText('Choose report.json'), file);
  await waitFor(() => expect(argsOf('rma.report-file')).toEqual([{ job: jobId, text }]));
});

test('the swap: rules and work go by the direction, and each word is kept with its note', async () => {
  const { user, argsOf, send } = show(
    `#/job/${jobId}`,
    open(swapView('swap', { inputs: { direction: 'hw-vm' } })),
  );
  expect(await screen.findByText("The vendor's rules for a return")).toBeTruthy();
  expect(screen.getByText('The new virtual machine')).toBeTruthy();
  expect(screen.queryByText('The new box')).toBeNull();
  expect(screen.getAllByText(/Common RMA Regulations, July 2025/).length).toBeGreaterThan(2);
  await user.type(screen.getByLabelText('The return: Note, for the report'), 'RMA 4711');
  await user.click(screen.getByRole('button', { name: 'The return: Done' }));
  expect(argsOf('steps.confirm')).toEqual([
    { job: jobId, step: 'swap', code: 'swap-request', note: 'Done: RMA 4711' },
  ]);
  send('job', swapView('swap', { inputs: { direction: 'vm-hw' } }));
  expect(screen.getByText('The new box')).toBeTruthy();
  expect(screen.queryByText("The vendor's rules for a return")).toBeNull();
});

test('the key: the serial of the old PBX stands there to be copied, and no licence is asked for', async () => {
  const { user, argsOf } = show(`#/job/${jobId}`, {
    ...open(swapView('sw-key', {}, { capture: { swSerial: told('5f01') } })),
    'app.copy': () => undefined,
  });
  expect((await screen.findByLabelText<HTMLInputElement>('SW Serial')).value).toBe('5f01');
  const step = screen.getByRole('main');
  await user.click(within(step).getByRole('button', { name: 'Copy SW Serial' }));
  expect(argsOf('app.copy')).toEqual([{ text: '5f01' }]);
  expect(screen.queryByLabelText(/^Number of/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Paste the key' })).toBeTruthy();
});

test('what was taken over: a difference is accepted by itself, and without a backup nothing is restored', async () => {
  const plan = [
    { code: 'warn.differs-users', params: { differing: 2, first: '101 Ada', now: 'users 1f' } },
    { code: 'warn.differs-name', params: { differing: 1, first: 'a before, b now', now: 'name 2e' } },
  ];
  const old = stepRecord('old-pbx', { state: 'done', inputs: { oldBackup: 'none' } });
  const { user, argsOf } = show(`#/job/${jobId}`, {
    ...open(swapView('taken-over', { plan, way: 'automatic' }, {}, [old])),
    'page.show': () => undefined,
    'page.bounds': () => undefined,
    'page.hide': () => undefined,
    'steps.accept': () => undefined,
  });
  expect(await screen.findByText(/There is no backup/)).toBeTruthy();
  expect(screen.queryByText('First: restore the backup')).toBeNull();
  const [first] = screen.getAllByLabelText('Reason, for the report');
  if (!first) throw new Error('nothing to accept');
  await user.type(first, 'made anew by hand{Enter}');
  expect(argsOf('steps.accept')).toEqual([
    { job: jobId, step: 'taken-over', code: 'differs-users users 1f', reason: 'made anew by hand' },
  ]);
});

test('the old PBX after it: where nothing can be tried it is said, and the button keeps the word', async () => {
  const plan = [{ code: 'ask.old-off' }, { code: 'do.note-old-off' }];
  show(`#/job/${jobId}`, open(swapView('old-off', { plan })));
  expect(await screen.findByText(/so nothing can be tried: the report says/)).toBeTruthy();
  expect(screen.getByTestId('primary').textContent).toContain('Record that it is off');
});
