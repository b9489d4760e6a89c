import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi, type TestContext } from 'vitest';
import { stepOf } from '../domain/job';
import { fateWord, moveStage } from '../domain/move/stage';
import { KINDS } from '../practice/move/script-words';
import { ENGLISH } from '../practice/move/wording';
import type { ScriptRun, ScriptState } from '../procedure/ports';
import { MoveJob } from './move-job.fixture';
import type { Moment } from './move-process.fixture';

/**
 * The app gone without a goodbye at each point of a move that matters, its connections with it, and started again over the
 * same journals: the script is started once, and goes on to its end.
 */

// Each of them mostly waits, so they go side by side.
vi.setConfig({ testTimeout: 90_000 });

async function readyToMove(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  preset = 'old-4.01-sqlite',
  speed = 200,
): Promise<MoveJob> {
  const moving = await MoveJob.start(preset, { speed });
  onTestFinished(() => moving.end());
  await moving.toMove();
  await moving.ready('ask-before-each');
  return moving;
}

/** The person lets each answer go out that is shown. */
function approve(state: ScriptState, run: ScriptRun): void {
  if (state.phase === 'about-to-answer') run.approve();
}

/** What a person does who starts the app again and wants the move to end. */
async function goOn(moving: MoveJob): Promise<void> {
  moving.startAgain();
  await moving.look('move');
  const stage = moveStage(await moving.step('move'));
  if (stage.at === 'under-way' && (await moving.plan('move')).includes('ask.script-fate')) {
    // It was never started: the person has looked on the old PBX.
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 0 });
    await moving.confirm('move', fateWord(stage.action), 'failed');
    await moving.look('move');
    await moving.accept('move');
    await moving.confirm('move', 'begin-move-2', moving.pbxName);
  }
  await moving.push('move').catch(() => undefined); // over already
  await moving.watch((state, run) => {
    approve(state, run);
    // Come back to, the wizard does not know what was answered, and leaves it to the person.
    if (state.phase === 'asks-person')
      run.answer(state.hidden ? moving.info().cloud.pbx.password : 'y', state.hidden);
  });
}

async function endsDone(moving: MoveJob): Promise<void> {
  expect(stepOf(await moving.job(), 'move').state).toBe('done');
  expect(await moving.state()).toMatchObject({
    counters: { movesBegun: 1, movesDone: 1 },
    cloud: { holds: { recordings: 412, sounds: 21 } },
  });
  const secret =
    moving
      .transcripts()
      .join('')
      .match(/‹cloud-password›/g) ?? [];
  expect(secret.length).toBeLessThanOrEqual(1);
}

describe.concurrent('the app killed where tmux keeps the script', () => {
  const moments: Record<Moment, string> = {
    'before-intent': 'before anything of the start is written',
    'after-intent': 'when the start is written and nothing was sent',
    'kept-started': 'when the script was started and nobody looked on yet',
    'before-outcome': 'when the script has ended and that is not written',
    'after-outcome': 'when the end is written',
  };
  for (const [moment, when] of Object.entries(moments)) {
    it(`${when}, ends done later`, async (context) => {
      const moving = await readyToMove(context);
      moving.at = (met) => {
        if (met !== moment) return;
        moving.at = () => undefined;
        moving.kill();
      };
      expect(await moving.move(approve)).toBe('dead');
      await goOn(moving);
      await endsDone(moving);
    });
  }

  const prompts = [ENGLISH.password, ...KINDS.map((kind) => ENGLISH.move(ENGLISH.kinds[kind]))];
  for (const prompt of prompts.map((one) => one.trim())) {
    it(`at "${prompt}", ends done later`, async (context) => {
      const moving = await readyToMove(context);
      const killed = await moving.move((state, run) => {
        if (state.phase === 'about-to-answer' && state.prompt === prompt) moving.kill();
        else approve(state, run);
      });
      expect(killed).toBe('dead');
      expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 0 });
      await goOn(moving);
      await endsDone(moving);
    });
  }

  it('with the passwords in its memory only, asks for SSH’s in this step and attaches', async (context) => {
    const moving = await readyToMove(context);
    const killed = await moving.move((state) => {
      if (state.phase === 'about-to-answer') moving.kill();
    });
    expect(killed).toBe('dead');
    moving.forgetAll();
    moving.startAgain();
    await moving.look('move');
    expect(await moving.plan('move')).toEqual(['ask.ssh-password']);
    await moving.give('ssh-password', moving.info().ssh?.users.root ?? '');
    await moving.look('move');
    expect(await moving.plan('move')).toEqual(['do.attach-script']);
    const { password } = moving.info().cloud.pbx;
    const end = await moving.move((state, run) => {
      approve(state, run);
      if (state.phase === 'asks-person') run.answer(state.hidden ? password : 'y', state.hidden);
    });
    expect(end).toBe('done');
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 1 });
  });

  it('in the middle of a progress bar, ends done later', async (context) => {
    const moving = await readyToMove(context, 'old-4.01-sqlite', 10);
    await moving.push('move');
    const lived = moving.watch(approve);
    await moving.untilShown(/recordings +\[#+-+\]/);
    moving.kill();
    expect(await lived).toBe('dead');
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 0 });
    await goOn(moving);
    await endsDone(moving);
  });
});

describe.concurrent('the app killed where nothing keeps the script', () => {
  it('leaves the end to the person, and no second start', async (context) => {
    const moving = await readyToMove(context, 'old-4.01-mysql');
    const killed = await moving.move((state, run) => {
      if (state.phase === 'about-to-answer' && state.prompt.includes('voicemail')) moving.kill();
      else approve(state, run);
    });
    expect(killed).toBe('dead');
    moving.startAgain();
    expect((await moving.step('move')).state).toBe('unknown');
    for (let presses = 0; presses < 2; presses++) {
      expect(await moving.look('move')).toBe('needs-person');
      expect(await moving.plan('move')).toEqual(['ask.script-fate']);
      expect(await moving.move(approve)).toBe('needs-person');
    }
    await wait(50);
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 0 });
  });
});
