// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../app/contract/double';
import type { OfferedRecipe } from '../../../app/contract/office-views';
import type { JobSummary } from '../../../app/contract/views';
import { Failure } from '../../../app/domain/failure';
import { errorText } from '../../strings/said';
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

const many: JobSummary[] = [
  summary,
  { ...summary, id: 'job-at-work', customer: 'Mill', pbxName: 'mill', atWork: true, stepState: 'applying' },
  { ...summary, id: 'job-done', customer: 'Town hall', kind: 'review-licences', status: 'done' },
  { ...summary, id: 'job-archived', customer: 'Müller', address: 'pbx.mueller.test', archived: true },
];

test('jobs stand by state: at work, waiting for somebody, finished, archived', async () => {
  show('#/', { 'jobs.list': () => many });
  const heads = await screen.findAllByRole('heading', { level: 3 });
  expect(heads.map(({ textContent }) => textContent)).toEqual(['At work', 'Needs you']);
  const section = screen.getByRole('region', { name: 'Open jobs' });
  const names = within(section)
    .getAllByRole('link')
    .map((row) => row.querySelector('.job-customer')?.textContent);
  expect(names).toEqual(['Mill', 'Bakery']);
  expect(screen.getByText('1 finished job')).toBeTruthy();
  expect(screen.getByText('1 archived job')).toBeTruthy();
});

test.each([
  ['bak', ['Bakery', 'Müller', 'Town hall']],
  ['bakery virtual 192.0.2', ['Bakery']],
  ['MULLER', ['Müller']],
  ['mueller.test', ['Müller']],
  ['000c29aa', ['Bakery', 'Mill', 'Town hall', 'Müller']],
  ['00:0c:29 town', ['Town hall']],
  ['review licences', ['Town hall']],
  ['bakery mill', []],
])('searched for %j: %j', async (typed, found) => {
  const { user, container } = show('#/', { 'jobs.list': () => many });
  await screen.findByText('Bakery');
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search jobs' }));
  await user.keyboard(typed);
  await waitFor(() => {
    const rows = [...container.querySelectorAll('.job-customer')].map((row) => row.textContent);
    expect(rows.sort()).toEqual([...found].sort());
  });
  // What was found in a folded group is not left folded.
  const folded = [...container.querySelectorAll<HTMLDetailsElement>('.finished')];
  expect(folded.every(({ open }) => open)).toBe(true);
});

test('of hundreds of jobs some are drawn at first, and the rest when asked for or searched for', async () => {
  const jobs = Array.from({ length: 150 }, (_, place) => {
    const number = String(place).padStart(3, '0');
    return { ...summary, id: `job-${number}`, customer: `Customer ${number}` };
  });
  const { user, container } = show('#/', { 'jobs.list': () => jobs });
  await screen.findByText('Customer 000');
  const drawn = () => container.querySelectorAll('.job-row').length;
  expect(drawn()).toBe(60);
  // By text: to tell the roles of so much takes jsdom very long.
  await user.click(screen.getByText('Show 60 more'));
  expect(drawn()).toBe(120);
  await user.keyboard('/');
  await user.paste('Customer 149');
  await screen.findByText('Customer 149');
});

test('a secret of another PBX of a network is told as that of a client', async () => {
  const secrets = ['member-password-1' as const];
  const { user } = show('#/', {
    'jobs.list': () => [summary],
    'jobs.parts': () => ({ journalLines: 1, reports: [], transcripts: [], others: [], secrets }),
  });
  await user.click(await screen.findByRole('button', { name: 'More about Bakery' }));
  await user.click(await screen.findByText('Delete…'));
  expect(await screen.findByText(/Admin password of client 1/)).toBeTruthy();
});

test('deleting says what goes and wants a word', async () => {
  const { user, argsOf } = show('#/', {
    'jobs.list': () => [summary],
    'jobs.parts': () => ({
      journalLines: 12,
      reports: ['report.pdf', 'report.json'],
      transcripts: ['move-transcript.txt'],
      others: [],
      secrets: ['admin-password-new', 'pbx-key'],
    }),
    'jobs.remove': () => ({ how: 'deleted' as const }),
  });
  await user.click(await screen.findByRole('button', { name: 'More about Bakery' }));
  await user.click(await screen.findByText('Delete…'));
  await screen.findByText(/the journal with 12 entries/);
  expect(screen.getByText(/2 report files: report.pdf and report.json/)).toBeTruthy();
  expect(screen.getByText(/1 transcript of a script/)).toBeTruthy();
  expect(screen.getByText(/2 secrets in the keychain/)).toBeTruthy();
  await user.type(screen.getByLabelText('Type “delete” to delete it'), 'delet{Enter}');
  expect(argsOf('jobs.remove')).toEqual([]);
  await user.type(screen.getByLabelText('Type “delete” to delete it'), 'e{Enter}');
  await screen.findByText(/This computer has no trash/);
  expect(argsOf('jobs.remove')).toEqual([{ job: jobId }]);
});

test('a job that is open elsewhere is not deleted, and that is explained', async () => {
  const { user } = show('#/', {
    'jobs.list': () => [summary],
    'jobs.parts': () => ({ journalLines: 1, reports: [], transcripts: [], others: [], secrets: [] }),
    'jobs.remove': () => {
      throw new Failure('journal-locked', { pid: 7 });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'More about Bakery' }));
  await user.click(await screen.findByText('Delete…'));
  await user.type(await screen.findByLabelText('Type “delete” to delete it'), 'delete{Enter}');
  // jsdom shows no dialog, so what is in one counts as hidden.
  const alert = await screen.findByRole('alert', { hidden: true });
  expect(alert.textContent).toContain(errorText('journal-locked', { pid: 7 }).title);
});

test('a prepared job is shown before it is taken, and only the recipes said are taken', async () => {
  const recipe = (id: string, how: OfferedRecipe['how']): OfferedRecipe => ({
    id,
    title: id,
    how,
    theirs: 'theirs',
    mine: 'mine',
  });
  const { user, argsOf, container } = show('#/', {
    'handover.look': () => ({
      kind: 'job' as const,
      madeAt: '2026-03-01T08:00:00.000Z',
      app: '0.1.0',
      origin: jobId,
      jobKind: 'activate-virtual',
      startable: true,
      inputs: { prepare: { customer: 'Bakery' } },
      left: ['tomorrow.field'],
      types: { name: 'types.csv', lines: 3 },
      recipes: [recipe('one', 'differs'), recipe('two', 'new'), recipe('three', 'same')],
      original: null,
      taken: [],
      back: null,
    }),
    'handover.take': () => ({ job: jobId }),
    'jobs.open': () => jobView('prepare'),
  });
  await user.upload(
    container.querySelector<HTMLInputElement>('input[type=file]') ?? document.createElement('input'),
    Object.assign(new File([], 'job.pbxjob'), { text: () => Promise.resolve('the text') }),
  );
  await screen.findByText('Bakery');
  expect(argsOf('handover.look')).toEqual([{ text: 'the text' }]);
  expect(screen.getByText('tomorrow.field')).toBeTruthy();
  expect(argsOf('handover.take')).toEqual([]);
  const [first] = screen.getAllByLabelText('Take theirs');
  if (first) await user.click(first);
  await user.click(screen.getByText('Create this job'));
  await screen.findByRole('heading', { name: 'Prepare' });
  expect(argsOf('handover.take')).toEqual([{ text: 'the text', theirs: ['one'] }]);
});

test('a file far too large is refused without being read', async () => {
  const { user, argsOf, container } = show('#/');
  const file = new File(['x'], 'disk.pbxjob');
  Object.defineProperty(file, 'size', { value: 900_000_000 });
  await user.upload(
    container.querySelector<HTMLInputElement>('input[type=file]') ?? document.createElement('input'),
    file,
  );
  expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain('too large');
  expect(argsOf('handover.look')).toEqual([]);
});

test('the tour is offered where it should be, and either answer takes the offer away', async () => {
  const { user, argsOf } = show('#/', {
    'tour.read': () => ({ offer: true, jobs: [] }),
    'tour.answer': () => ({ offer: false, jobs: [] }),
  });
  await user.click(await screen.findByRole('button', { name: 'No, thanks' }));
  expect(screen.queryByRole('button', { name: 'Start the tour' })).toBeNull();
  expect(argsOf('tour.answer')).toEqual([{ job: null }]);
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
      old: null,
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
