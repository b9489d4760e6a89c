import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../domain/failure';
import { emptyScriptRecipe, ScriptRecipe } from '../../domain/script-recipe';
import type { ScriptRun, ScriptRunOptions, ScriptState, SshEnded, SshTerminal } from '../../procedure/ports';
import { HandClock, settled } from '../expect/clock.fixture';
import { Transcript } from '../transcript/transcript';
import { runScript } from './script-run';

class FakeTerminal implements SshTerminal {
  written: string[] = [];
  held = false;
  size: number[] = [];
  finish: (ended: SshEnded) => void = () => undefined;
  fail: (error: Failure) => void = () => undefined;
  readonly ended = new Promise<SshEnded>((resolve, reject) => {
    this.finish = resolve;
    this.fail = reject;
  });
  private listener: (bytes: Uint8Array) => void = () => undefined;

  onData(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
  }
  show(text: string | Uint8Array): void {
    this.listener(typeof text === 'string' ? Buffer.from(text) : text);
  }
  write(text: string): void {
    this.written.push(text);
  }
  resize(...size: number[]): void {
    this.size = size;
  }
  pause(): void {
    this.held = true;
  }
  resume(): void {
    this.held = false;
  }
  end(): void {
    this.finish({ exit: null, signal: 'HUP' });
  }
}

class FakeTranscript {
  onDrain: () => void = () => undefined;
  readonly secrets: string[] = [];
  readonly notes: string[] = [];
  takes = true;
  isOver = false;
  secret(value: string): void {
    this.secrets.push(value);
  }
  add(): boolean {
    return this.takes;
  }
  note(text: string): void {
    this.notes.push(text);
  }
  async end(): Promise<void> {
    this.isOver = true;
  }
}

interface Scene {
  terminal: FakeTerminal;
  transcript: FakeTranscript;
  clock: HandClock;
  states: ScriptState[];
  run: ScriptRun;
  off: AbortController;
  phase: () => string;
}

const scenes: Scene[] = [];
afterEach(() => {
  for (const { run } of scenes.splice(0)) run.end();
});

async function scene(more: Partial<ScriptRunOptions> = {}, prompts: object[] = []): Promise<Scene> {
  const [terminal, transcript, clock] = [new FakeTerminal(), new FakeTranscript(), new HandClock()];
  const states: ScriptState[] = [];
  const off = new AbortController();
  const options: ScriptRunOptions = {
    recipe: ScriptRecipe.parse({
      ...emptyScriptRecipe,
      prompts,
      done: ['All  moved'],
      failed: ['Giving up'],
    }),
    choices: { users: true, recordings: false },
    secret: (name) => Promise.resolve(name === 'cloud-password' ? 'Cloud-pass-1' : null),
    policy: 'run',
    transcript,
    onOutput: () => undefined,
    onState: (state) => states.push(state),
    clock,
    ...more,
  };
  const run = await runScript(terminal, options, off.signal);
  const all = { terminal, transcript, clock, states, run, off, phase: () => run.state().phase };
  scenes.push(all);
  return all;
}

describe('let run', () => {
  test('it answers what it knows, at once, and writes down what', async () => {
    const { terminal, transcript, states } = await scene();
    terminal.show('Hello\r\nPassword of the new cloud PBX: ');
    terminal.show('\r\nMove users? [Y/n] ');
    terminal.show('y\r\nMove recordings? [Y/n] ');
    expect(terminal.written).toEqual(['Cloud-pass-1\r', 'y\r', 'n\r']);
    expect(transcript.secrets).toEqual(['Cloud-pass-1']);
    expect(transcript.notes).toEqual([
      'answered by the wizard: ‹cloud-password›',
      'answered by the wizard: y',
      'answered by the wizard: n',
    ]);
    expect(states).toEqual([]);
  });

  test('what it does not know goes to the person, with what stood before', async () => {
    const { terminal, run, clock, transcript, states } = await scene();
    terminal.show('This takes long.\r\nContinue? ');
    expect(states).toEqual([]);
    await clock.pass(200);
    expect(states).toEqual([
      {
        phase: 'asks-person',
        id: 1,
        prompt: 'Continue?',
        before: 'This takes long.',
        why: 'unknown',
        hidden: false,
      },
    ]);
    run.answer('yes');
    expect(terminal.written).toEqual(['yes\r']);
    expect(transcript.notes).toEqual(['answered by the person']);
    expect(run.state()).toEqual({ phase: 'running' });
  });

  test('a secret of the person is in no line, and no answer has two lines', async () => {
    const { terminal, run, clock, transcript } = await scene();
    terminal.show('Root password: ');
    await clock.pass(200);
    expect(run.state()).toMatchObject({ why: 'other-password', hidden: true });
    expect(() => run.answer('a\rb')).toThrow(Failure);
    run.answer('Root-pass-1');
    run.answer('Other-pass-1', true);
    expect(transcript.secrets).toEqual(['Cloud-pass-1', 'Root-pass-1', 'Other-pass-1']);
    expect(transcript.notes.join()).not.toContain('pass-1');
  });

  test('a secret that was echoed stands in no prompt and in nothing above one', async () => {
    const { terminal, run, clock, states } = await scene();
    terminal.show('Password of the new cloud PBX: ');
    terminal.show('Cloud-pass-1\r\nYou typed Cloud-pass-1, right? [y/n] ');
    await clock.pass(200);
    expect(run.state()).toMatchObject({
      phase: 'asks-person',
      prompt: 'You typed ‹secret›, right? [y/n]',
      before: 'Password of the new cloud PBX: ‹secret›',
    });
    expect(JSON.stringify(states)).not.toContain('Cloud-pass-1');
  });

  test('a secret of the person is hidden on the next line to the same script too', async () => {
    const memory = { answered: [], stopped: false, hidden: [] };
    const first = await scene({ memory });
    first.terminal.show('Root password: ');
    await first.clock.pass(200);
    first.run.answer('Root-pass-1');
    first.terminal.fail(new Failure('reset'));
    await expect(first.run.ended).rejects.toThrow();
    const seen: string[] = [];
    const onOutput = (bytes: Uint8Array): unknown => seen.push(Buffer.from(bytes).toString());
    const { terminal, transcript, run, clock } = await scene({ memory, onOutput });
    terminal.show('Root password: Root-pass-1\r\nContinue? ');
    await clock.pass(200);
    expect(transcript.secrets).toContain('Root-pass-1');
    expect(seen.join('')).toBe('Root password: ‹secret›\r\nContinue? ');
    expect(run.state()).toMatchObject({ before: 'Root password: ‹secret›' });
  });

  test('a question that comes again stops it for good', async () => {
    const { terminal, run, clock, transcript } = await scene();
    terminal.show('Cloud password: ');
    terminal.show('\r\nWrong.\r\nCloud password: ');
    expect(terminal.written).toEqual(['Cloud-pass-1\r']);
    expect(run.state()).toMatchObject({ phase: 'stopped-automation', why: 'secret-sent', hidden: true });
    run.answer('By-hand-1');
    terminal.show('\r\nMove users? [y/n] ');
    await clock.pass(200);
    expect(run.state()).toMatchObject({ phase: 'asks-person', why: 'stopped' });
    expect(terminal.written).toEqual(['Cloud-pass-1\r', 'By-hand-1\r']);
    expect(transcript.notes).toContain('nothing more is answered by the wizard: secret-sent');
  });

  test('a secret of more than a line is none', async () => {
    const { terminal, run, clock } = await scene({ secret: () => Promise.resolve('a\rrm -rf /\r') });
    terminal.show('Cloud password: ');
    await clock.pass(200);
    expect(run.state()).toMatchObject({ why: 'no-secret' });
    expect(terminal.written).toEqual([]);
  });

  test('a line that was only on its way is not put before the person', async () => {
    const { terminal, clock, states } = await scene();
    terminal.show('2026-11-24 12:');
    await clock.pass(50);
    terminal.show('00 copying\r\n');
    await clock.pass(5_000);
    expect(states).toEqual([]);
  });
});

describe('asked before each answer', () => {
  const policy = 'ask-before-each';

  test('it shows what it would say, by the name of a secret, and waits', async () => {
    const { terminal, run, clock } = await scene({ policy });
    terminal.show('Cloud password: ');
    await clock.pass(60_000);
    expect(run.state()).toEqual({
      phase: 'about-to-answer',
      id: 1,
      prompt: 'Cloud password:',
      before: '',
      answer: { secret: 'cloud-password' },
      why: 'cloud-password',
    });
    expect(terminal.written).toEqual([]);
    expect(run.approve()).toBe(true);
    expect(run.approve()).toBe(false);
    expect(terminal.written).toEqual(['Cloud-pass-1\r']);
  });

  test('an answer that nobody wanted is not sent', async () => {
    const { terminal, run } = await scene({ policy });
    terminal.show('Move users? [y/n] ');
    run.decline();
    expect(run.state()).toMatchObject({ phase: 'asks-person', why: 'declined' });
    expect(run.approve()).toBe(false);
    expect(terminal.written).toEqual([]);
  });

  test('an answer to a prompt that went away is not sent', async () => {
    const { terminal, run, phase } = await scene({ policy });
    terminal.show('Move users? [y/n] ');
    terminal.show('\r\nTimed out.\r\n');
    expect(phase()).toBe('running');
    expect(run.approve()).toBe(false);
  });

  test('a key that is pressed calls it off', async () => {
    const { terminal, run } = await scene({ policy });
    terminal.show('Move users? [y/n] ');
    run.type('n');
    terminal.show('n');
    expect(run.state()).toMatchObject({ phase: 'asks-person', prompt: 'Move users? [y/n]', why: 'declined' });
    expect(run.approve()).toBe(false);
    run.type('\r');
    terminal.show('\r\nMove users? [y/n] ');
    expect(terminal.written).toEqual(['n', '\r']);
    expect(run.state()).toMatchObject({ phase: 'stopped-automation', why: 'asked-again' });
  });
});

describe('typed by hand', () => {
  test('a password is hidden, and its echo is no prompt', async () => {
    const { terminal, run, clock, transcript, states } = await scene();
    terminal.show('Root password: ');
    await clock.pass(200);
    for (const key of 'Rooty\u007f-pass:') run.type(key);
    run.type('\r');
    terminal.show('****:');
    await clock.pass(5_000);
    expect(transcript.secrets).toContain('Root-pass:');
    expect(transcript.notes).toEqual(['a line was typed by hand']);
    expect(states.map(({ phase }) => phase)).toEqual(['asks-person', 'running']);
  });

  test.each([
    ['a line that nothing asked for', 'yes\r'],
    ['a line that is not ended', 'ye'],
  ])('%s may be taken by the next prompt, so that is left to the person', async (_what, keys) => {
    const { terminal, run, clock, transcript } = await scene();
    run.type(keys);
    terminal.show('\r\nCloud password: ');
    await clock.pass(200);
    expect(run.state()).toMatchObject({ phase: 'asks-person', why: 'typed-ahead' });
    expect(terminal.written).toEqual([keys]);
    run.answer('Cloud-pass-1');
    if (!keys.endsWith('\r')) run.type('\u0003');
    terminal.show('\r\nMove users? [y/n] ');
    expect(terminal.written.at(-1)).toBe('y\r');
    expect(transcript.notes).toContain('answered by the wizard: y');
  });
});

test.each([
  ['a second Enter', ['y\r', '\r']],
  ['Enter twice in one press', ['y\r\r']],
  ['a second line that was pasted', ['y\ry\r']],
])('%s may be taken by the next prompt, so the wizard answers that no more', async (_what, presses) => {
  const { terminal, run, clock } = await scene();
  terminal.show('Continue? ');
  await clock.pass(200);
  for (const keys of presses) run.type(keys);
  terminal.show('\r\nMove users? [Y/n] ');
  await clock.pass(200);
  expect(run.state()).toMatchObject({ phase: 'asks-person', why: 'typed-ahead' });
  expect(terminal.written).toEqual(presses);
});

test('Enter pressed just as the wizard has answered may be taken by the next prompt', async () => {
  const { terminal, run, clock } = await scene();
  terminal.show('Move users? [Y/n] ');
  run.type('\r');
  terminal.show('y\r\nMove recordings? [Y/n] ');
  await clock.pass(200);
  expect(run.state()).toMatchObject({ phase: 'asks-person', why: 'typed-ahead' });
  expect(terminal.written).toEqual(['y\r', '\r']);
});

test.each([
  ['where the cursor is, told by the terminal itself', '\x1b[5;1R'],
  ['what kind of terminal it is, and that its window was left', '\x1b[?1;2c\x1b[O'],
  ['a colour that was asked for', '\x1b]11;rgb:0/0/0\x07'],
])('%s is nothing typed', async (_what, keys) => {
  const { terminal, run } = await scene({ policy: 'ask-before-each' });
  run.type(keys);
  terminal.show('Cloud password: ');
  run.type(keys);
  expect(run.approve()).toBe(true);
  expect(terminal.written).toEqual([keys, keys, 'Cloud-pass-1\r']);
});

test('a pasted password is the same one, and a key that is no letter is a key', async () => {
  const { terminal, run, clock, transcript } = await scene();
  terminal.show('Root password: ');
  run.type('\x1b[200~Root-pass-1\x1b[201~');
  run.type('\r');
  expect(transcript.secrets).toContain('Root-pass-1');
  run.type('\x1b[A');
  terminal.show('\r\nCloud password: ');
  await clock.pass(200);
  expect(run.state()).toMatchObject({ why: 'typed-ahead' });
});

test('nothing of noise is answered, and nothing of it breaks', async () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
    fc
      .constantFrom('\x1b[', '\x1b]', '[y/n]', ': ', '?', '\r', '\n', '\b', '100%')
      .map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(noise, { maxLength: 20 }), async (chunks) => {
      const output = new Writable({ write: (_chunk, _encoding, done) => done() });
      const clock = new HandClock();
      const failures: Failure[] = [];
      const transcript = new Transcript(output, { clock, onFailure: (failure) => failures.push(failure) });
      const { terminal, run } = await scene({ transcript, clock });
      for (const chunk of chunks) terminal.show(chunk);
      await clock.pass(5_000);
      terminal.finish({ exit: 0, signal: null });
      await run.ended;
      expect([terminal.written, failures]).toEqual([[], []]);
    }),
    { numRuns: 200 },
  );
});

describe('the end', () => {
  test('is told with what the words of the recipe say', async () => {
    const { terminal, run, transcript, phase } = await scene();
    terminal.show('All mo');
    terminal.show('ved\r\n');
    terminal.finish({ exit: 0, signal: null });
    expect(await run.ended).toEqual({ exit: 0, signal: null, said: 'done' });
    expect([phase(), transcript.isOver]).toEqual(['ended', true]);
    expect(transcript.notes).toEqual(['ended with 0']);
    expect(run.approve()).toBe(false);
  });

  test('is a failure where both are said', async () => {
    const { terminal, run } = await scene();
    terminal.show('All moved\r\n\x1b[31mgiving\x1b[0m   UP\r\n');
    terminal.finish({ exit: 0, signal: null });
    expect(await run.ended).toMatchObject({ said: 'failed' });
  });

  test('of the line is no end, and nothing is answered after it', async () => {
    const { terminal, run, transcript } = await scene({ policy: 'ask-before-each' });
    terminal.show('Move users? [y/n] ');
    terminal.fail(new Failure('reset'));
    await expect(run.ended).rejects.toMatchObject({ error: { code: 'reset' } });
    expect(run.state()).toMatchObject({ phase: 'lost', error: { code: 'reset' } });
    expect(run.approve()).toBe(false);
    terminal.show('\r\nCloud password: ');
    expect(terminal.written).toEqual([]);
    expect(transcript.isOver).toBe(true);
    expect(transcript.notes).toEqual(['the connection was lost: reset']);
  });

  test('comes when it is called off', async () => {
    const { terminal, run, off } = await scene();
    off.abort();
    terminal.show('Cloud password: ');
    expect(await run.ended).toEqual({ exit: null, signal: 'HUP', said: null });
    expect(terminal.written).toEqual([]);
  });
});

test('who cannot keep up is waited for, each of them', async () => {
  const { terminal, run, transcript } = await scene();
  transcript.takes = false;
  terminal.show('a');
  expect(terminal.held).toBe(true);
  run.pause();
  transcript.onDrain();
  expect(terminal.held).toBe(true);
  run.resume();
  expect(terminal.held).toBe(false);
  run.resize(120, 40);
  expect(terminal.size).toEqual([120, 40]);
  await settled();
});
