// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { doubleOf } from '../../../../../app/contract/double';
import type { Handlers } from '../../../../../app/contract/server';
import type { ScriptView } from '../../../../../app/contract/terminal-views';
import type { JobState, StepId, StepRecord } from '../../../../../app/domain/job';
import type { Inventory } from '../../../../../app/domain/move/facts';
import { jobId, jobView, stepRecord } from '../../../../testing/job';
import { setUpWindow } from '../../../../testing/show';

/** What the installer sees and presses in the move to the cloud, step by step. */

// It draws on a canvas, which jsdom has not; what is drawn is the business of its own tests.
vi.mock('../../../../components/terminal/terminal', () => ({ LiveTerminal: () => <p>the terminal</p> }));

const show = setUpWindow(doubleOf);
const kind = 'move-to-cloud';

function showStep(
  id: StepId,
  step: Partial<StepRecord> = {},
  state: Partial<JobState> = {},
  handlers: Partial<Handlers> = {},
) {
  return show(`#/job/${jobId}`, {
    'jobs.open': () => jobView(id, step, { kind, ...state }),
    'script.read': () => ({ text: '{}', command: 'move {cloud}', own: true, problem: null }),
    'terminal.open': () => ({ job: jobId, text: '', anew: true, script: null, file: null }),
    'terminal.answer': () => undefined,
    'terminal.decide': () => undefined,
    'steps.confirm': () => undefined,
    ...handlers,
  });
}

const inventory: Inventory = {
  at: '2026-01-05T09:00:00.000Z',
  version: '4.01.44168.28',
  serial: '0011',
  hostname: 'pbx-old',
  databasePrograms: ['mysqld'],
  databaseBytes: null,
  freeBytes: null,
  clockSkewMs: null,
  keeper: null,
  types: [],
  users: [],
};

describe('before the start', () => {
  /** The job's name stands in the step before. */
  function showMove(keeper: Inventory['keeper'], plan: StepRecord['plan'] = []) {
    const view = jobView('move', { plan }, { kind });
    const steps = view.state.steps.map((one) =>
      one.id === 'prepare' ? stepRecord('prepare', { ...one, inputs: { pbxName: 'rossi' } }) : one,
    );
    return showStep('move', {}, { steps, facts: { inventory: { ...inventory, keeper } } });
  }

  test('says whether the script outlives the line', async () => {
    const { unmount } = showMove('screen');
    expect(await screen.findByText(/^The script runs inside screen on the old PBX/)).toBeTruthy();
    unmount();
    showMove(null);
    expect(await screen.findByText(/^There is neither tmux nor screen/)).toBeTruthy();
  });

  test('the word is the name of this PBX, kept for this start', async () => {
    const { user, argsOf } = showMove('tmux', [{ code: 'ask.point-of-no-return' }]);
    const word = await screen.findByLabelText('Type the name of the PBX, rossi, to go on');
    await user.type(word, 'bianchi');
    await user.tab();
    expect(screen.getByText('That is not the name of this PBX.')).toBeTruthy();
    await user.clear(word);
    await user.type(word, 'rossi');
    await user.tab();
    expect(screen.queryByText('That is not the name of this PBX.')).toBeNull();
    const last = { job: jobId, step: 'move', field: 'confirmed.begin-move-1', value: 'rossi' };
    await waitFor(() => expect(argsOf('steps.input').at(-1)).toEqual(last));
  });

  test('a kind of data is asked about unless it was chosen, and answers are shown first', async () => {
    const { user, argsOf } = showMove('tmux');
    const recordings = await screen.findByLabelText<HTMLSelectElement>('Recordings');
    expect(recordings.selectedOptions[0]?.text).toBe('Ask me');
    expect(screen.getByLabelText<HTMLInputElement>(/^Show me each answer/).checked).toBe(true);
    await user.selectOptions(recordings, 'Leave behind');
    await user.click(screen.getByLabelText('Send what is known at once'));
    expect(argsOf('steps.input')).toEqual([
      { job: jobId, step: 'move', field: 'kind-recordings', value: 'no' },
      { job: jobId, step: 'move', field: 'scriptPolicy', value: 'run' },
    ]);
  });
});

describe('what the script asks', () => {
  const asked = { id: 3, prompt: 'Move users? [y/N]', before: 'Connecting ... ok' };
  const showScript = (script: ScriptView) =>
    showStep(
      'move',
      { state: 'applying' },
      {},
      {
        'terminal.open': () => ({ job: jobId, text: '', anew: true, script, file: 'move-transcript.txt' }),
      },
    );

  test('an answer of the wizard goes out, or does not, by a press for this question', async () => {
    const why = 'kind-of-data';
    const { user, argsOf } = showScript({ phase: 'about-to-answer', ...asked, why, answer: { text: 'y' } });
    await user.click(await screen.findByRole('button', { name: 'Send: y' }));
    await user.click(screen.getByRole('button', { name: 'I answer myself' }));
    expect(argsOf('terminal.decide')).toEqual([
      { job: jobId, prompt: 3, send: true },
      { job: jobId, prompt: 3, send: false },
    ]);
    expect(screen.getByText('As you chose for this kind of data.')).toBeTruthy();
  });

  test('a secret goes by its name, and nothing at all is called Enter', async () => {
    const about = { phase: 'about-to-answer', ...asked, why: 'recipe' } as const;
    const { send } = showScript({ ...about, answer: { secret: 'cloud-password' } });
    expect(await screen.findByRole('button', { name: "Send: the cloud PBX's password" })).toBeTruthy();
    const script: ScriptView = { ...about, id: 4, answer: { text: '' } };
    send('terminal', { job: jobId, text: '', anew: false, script, file: null });
    expect(await screen.findByRole('button', { name: 'Send: just Enter' })).toBeTruthy();
  });

  test('what a person types for a password is covered, sent once, and gone from the page', async () => {
    const { user, argsOf } = showScript({
      phase: 'asks-person',
      ...asked,
      why: 'other-password',
      hidden: true,
    });
    const field = await screen.findByLabelText<HTMLInputElement>('Your answer (not shown)');
    expect(field.type).toBe('password');
    await user.type(field, 'Some-Pass-1{Enter}');
    expect(field.value).toBe('');
    expect(argsOf('terminal.answer')).toEqual([
      { job: jobId, prompt: 3, answer: 'Some-Pass-1', secret: true },
    ]);
  });

  test('a reason that this window does not know is shown as it is', async () => {
    showScript({ phase: 'stopped-automation', ...asked, why: 'of-a-newer-app', hidden: false });
    expect(await screen.findByRole('heading', { name: 'The wizard answers nothing more' })).toBeTruthy();
    expect(screen.getByText('of-a-newer-app')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Your answer').type).toBe('text');
  });

  test('an end is told by its exit code or signal, and one that nobody saw is no end', async () => {
    const ended = { phase: 'ended', exit: 3, signal: null, said: null } as const;
    const { send } = showScript(ended);
    expect(await screen.findByText('The script has ended with the exit code 3.')).toBeTruthy();
    const tell = (script: ScriptView): void =>
      send('terminal', { job: jobId, text: '', anew: false, script, file: null });
    tell({ ...ended, exit: null, signal: 'KILL' });
    expect(screen.getByText('The script was ended by the signal KILL.')).toBeTruthy();
    tell({ ...ended, exit: null });
    expect(screen.getByText('The line to the script is not there any more.')).toBeTruthy();
  });
});

describe('an end that nobody saw', () => {
  const action = { id: 'a1', code: 'run-script', params: { session: '' }, at: '2026-01-05T09:00:00.000Z' };
  const actions = [{ ...action, outcome: null }];

  test('leaves no button that starts another', async () => {
    for (const code of ['ask.script-fate', 'ask.ssh-password']) {
      const { unmount } = showStep('move', { plan: [{ code }], actions });
      expect((await screen.findByTestId('primary')).textContent).toBe('Look again');
      unmount();
    }
    showStep('move', { plan: [{ code: 'ask.ssh-password' }] });
    expect((await screen.findByTestId('primary')).textContent).toBe('Start the script');
  });

  test('is the installer’s to say, and by two presses', async () => {
    const plan = [{ code: 'ask.script-fate' }];
    const { user, argsOf } = showStep('move', { plan, actions });
    await user.click(await screen.findByRole('button', { name: 'It ended well' }));
    const group = screen.getByRole('group', { name: 'It ended well' });
    // The focus is on the way back, so that a second Enter says nothing.
    expect(document.activeElement).toBe(within(group).getByRole('button', { name: 'Cancel' }));
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('group', { name: 'It ended well' })).toBeNull();
    expect(argsOf('steps.confirm')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'It ended badly, or half-way' }));
    await user.click(screen.getByRole('button', { name: 'Yes, it failed and is no longer running' }));
    await waitFor(() =>
      expect(argsOf('steps.confirm')).toEqual([
        { job: jobId, step: 'move', code: 'fate-a1', note: 'failed' },
      ]),
    );
  });
});

describe('the inventory', () => {
  test('asks what cannot be read, each kept as it is chosen', async () => {
    const { user, argsOf } = showStep('inventory', {}, { facts: { inventory } });
    expect(await screen.findByText('Database servers that run there: mysqld.')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Engine of the database'), 'MySQL or MariaDB');
    await user.selectOptions(screen.getByLabelText('In a WMS network it is'), 'The server, with clients');
    const at = { job: jobId, step: 'inventory' };
    expect(argsOf('steps.input')).toEqual([
      { ...at, field: 'engine', value: 'mysql' },
      { ...at, field: 'networkRole', value: 'server' },
    ]);
  });

  test('a size that is none is told at its field', async () => {
    const { user } = showStep('inventory');
    await user.type(await screen.findByLabelText('Size of the database'), 'big');
    await user.tab();
    expect(screen.getByText('Write it as 1.2 or 800 MB.')).toBeTruthy();
  });

  test('asks for a backup only where the plan does', async () => {
    const { unmount } = showStep('inventory');
    await screen.findByLabelText('Size of the database');
    expect(screen.queryByRole('button', { name: 'A backup exists' })).toBeNull();
    unmount();
    showStep('inventory', { plan: [{ code: 'ask.backup-exists' }] });
    expect(await screen.findByRole('button', { name: 'A backup exists' })).toBeTruthy();
  });
});

describe('the comparison', () => {
  const password = 'The admin password of the old PBX';

  test('the certificate beside it is the cloud PBX’s', async () => {
    const certificate = {
      fingerprint256: Array.from({ length: 32 }, () => 'AB').join(':'),
      subject: 'CN=cloud',
      issuer: 'CN=cloud',
      altNames: '',
      validFrom: '2024-01-01T00:00:00Z',
      validTo: '2034-01-01T00:00:00Z',
      selfSigned: true,
      trusted: false,
      pem: '',
    };
    const look = { host: '192.0.2.2', port: 443, certificate, signs: [], serverHeader: null, clockSkewMs: 0 };
    showStep('compare', {}, { facts: { cloud: { look } } });
    expect(await screen.findByRole('region', { name: 'Certificate of the cloud PBX' })).toBeTruthy();
  });

  test('asks for the old password only where the job has lost it', async () => {
    const { unmount } = showStep('compare');
    await screen.findByTestId('primary');
    expect(screen.queryByRole('heading', { name: password })).toBeNull();
    unmount();
    showStep('compare', { plan: [{ code: 'ask.password' }] });
    expect(await screen.findByRole('heading', { name: password })).toBeTruthy();
  });

  test('tells what differs as a warning that needs a reason', async () => {
    const params = { missing: 1, added: 0, name: 0, type: 2, file: 'move-differences.txt', now: 'x' };
    showStep('compare', { plan: [{ code: 'warn.move-differs', params }] });
    expect(await screen.findByText(/move-differences\.txt/)).toBeTruthy();
    expect(screen.getByLabelText('Reason, for the report')).toBeTruthy();
  });
});

describe('after the move', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-31T10:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const zone = 'Europe/Rome';

  test('the old licences are not taken away on the last day of a month', async () => {
    showStep('after-move', { inputs: { zone } });
    expect(await screen.findByText(/^Not today: .* From 2026-02-01 on\.$/)).toBeTruthy();
    expect(screen.getByText(/Type that day, and the wizard calculates\./)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save the day for my calendar' })).toBeTruthy();
  });

  test('the day is where the PBX is, and by the end of its term', async () => {
    // There it is still the day before.
    vi.setSystemTime(new Date('2026-01-31T03:00:00Z'));
    showStep('after-move', { inputs: { zone: 'America/New_York', lastDay: '2026-03-20' } });
    expect(await screen.findByText('Today it is allowed.')).toBeTruthy();
    expect(screen.getByText(/^Remove them by 2026-03-18, or they are renewed/)).toBeTruthy();
  });

  test('a term that is over is said', async () => {
    showStep('after-move', { inputs: { zone, lastDay: '2026-01-15' } });
    expect(await screen.findByText(/^The term ended on 2026-01-15\./)).toBeTruthy();
  });

  test('a day that is none is told at its field', async () => {
    const { user } = showStep('after-move', { inputs: { zone } });
    await user.type(await screen.findByLabelText('Last day of the running term'), 'soon');
    await user.tab();
    expect(screen.getByLabelText('Last day of the running term').getAttribute('aria-invalid')).toBe('true');
  });

  test('each is the installer’s word, with a note', async () => {
    const { user, argsOf } = showStep('after-move', { inputs: { zone, 'confirmed.after-dns': 'Later' } });
    expect(await screen.findByText('Noted: Later')).toBeTruthy();
    await user.type(screen.getByLabelText('Trunks: Note, for the report'), 'called in and out');
    await user.click(screen.getByRole('button', { name: 'Trunks: Done' }));
    expect(argsOf('steps.confirm')).toEqual([
      { job: jobId, step: 'after-move', code: 'after-trunks', note: 'Done: called in and out' },
    ]);
  });
});
