import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi, type TestContext } from 'vitest';
import { Failure } from '../domain/failure';
import { stepOf, type JobState } from '../domain/job';
import { Keeper } from '../domain/move/facts';
import { fateWord, moveStage } from '../domain/move/stage';
import { ENGLISH } from '../practice/move/wording';
import type { ScriptRun, ScriptState } from '../procedure/ports';
import { MoveJob, type MoveJobOptions } from './move-job.fixture';

/** What can go wrong in a move to the cloud, by real ports against a practice pair, and how each of it ends. */

// Each of them mostly waits, so they go side by side.
vi.setConfig({ testTimeout: 90_000 });

type Context = Pick<TestContext, 'onTestFinished'>;

async function start(
  { onTestFinished }: Context,
  options: MoveJobOptions = {},
  preset = 'old-4.01-sqlite',
): Promise<MoveJob> {
  const moving = await MoveJob.start(preset, options);
  onTestFinished(() => moving.end());
  return moving;
}

/** A job whose script waits for the button only. */
async function readyToMove(...given: Parameters<typeof start>): Promise<MoveJob> {
  const moving = await start(...given);
  await moving.toMove();
  await moving.ready();
  return moving;
}

const starts = (job: JobState): number => stepOf(job, 'move').actions.length;

/** Requests that the cloud PBX refused for want of a right credential. */
async function refusedByCloud(moving: MoveJob): Promise<number> {
  const { text } = await moving.control('GET', '/log');
  const lines = JSON.parse(text) as { server: string; status: number }[];
  return lines.filter(({ server, status }) => server.includes('cloud') && status === 401).length;
}

/** What is told of the script's questions to the person, who answers each with this. */
function personSays(answer: (prompt: string) => string): {
  asked: string[];
  act: (state: ScriptState, run: ScriptRun) => void;
} {
  const asked: string[] = [];
  return {
    asked,
    act(state, run) {
      if (state.phase !== 'asks-person' && state.phase !== 'stopped-automation') return;
      asked.push(`${state.phase} ${state.why}: ${state.prompt}`);
      run.answer(answer(state.prompt));
    },
  };
}

describe.concurrent('before the script', () => {
  it('a changed host key stops it with nothing sent, until it is accepted', async (context) => {
    const moving = await readyToMove(context);
    const before = (await moving.state()).counters['sshPasswords'];
    await moving.fault('ssh-key-changes');
    expect(await moving.move()).toBe('failed');
    expect((await moving.step('move')).error?.code).toBe('host-key-changed');
    await moving.look('inventory');
    expect(await moving.plan('inventory')).toContain('warn.host-key-changed');
    expect(await moving.press('inventory')).toBe('needs-person');
    expect(await moving.state()).toMatchObject({ counters: { sshPasswords: before, movesBegun: 0 } });
    expect(starts(await moving.job())).toBe(0);
    await moving.accept('inventory');
    expect(await moving.press('inventory')).toBe('done');
    expect(await moving.move()).toBe('done');
  });

  it('a wrong SSH password is sent once', async (context) => {
    const moving = await start(context);
    await moving.toInventory();
    await moving.giveInventory('Not-the-one-1');
    for (let presses = 0; presses < 3; presses++) {
      expect(await moving.press('inventory')).toBe('needs-person');
      expect((await moving.step('inventory')).error?.code).toBe('ssh-refused');
    }
    expect(await moving.state()).toMatchObject({ counters: { sshPasswords: 1, sshWrongPasswords: 1 } });
    await moving.give('ssh-password', moving.info().ssh?.users.root ?? '');
    expect(await moving.takeInventory()).toMatch(/done/);
  });

  it('a wrong password of the cloud PBX is sent once', async (context) => {
    const moving = await start(context);
    await moving.toInventory();
    await moving.giveInventory();
    await moving.takeInventory();
    const { host, port } = moving.info().cloud.pbx;
    await moving.look('cloud');
    await moving.type('cloud', { cloudAddress: `${host}:${String(port)}` });
    await moving.look('cloud');
    await moving.accept('cloud');
    // A look without a credential may be refused too.
    const before = await refusedByCloud(moving);
    await moving.look('cloud');
    const perLook = (await refusedByCloud(moving)) - before;
    await moving.give('cloud-password', 'Not-the-one-1');
    for (let presses = 1; presses <= 3; presses++) {
      expect(await moving.press('cloud')).toBe('needs-person');
      expect((await moving.step('cloud')).error?.code).toBe('wrong-password-here');
      expect((await refusedByCloud(moving)) - before).toBe((1 + presses) * perLook + 1);
    }
    await moving.give('cloud-password', moving.info().cloud.pbx.password);
    expect(await moving.press('cloud')).toBe('done');
  });

  it('a closed door is asked to be opened, and closed again it starts nothing', async (context) => {
    const moving = await start(context);
    await moving.toDoor();
    expect(await moving.openDoor(false)).toBe('needs-person');
    expect((await moving.step('open-door')).error?.code).toBe('door-closed');
    expect(await moving.plan('open-door')).toEqual(['ask.open-door']);
    await expect(moving.push('move')).rejects.toMatchObject({ error: { code: 'not-now' } });
    expect(await moving.openDoor()).toBe('done');
    await moving.ready();
    await moving.control('POST', '/cloud/ssh', { open: false });
    expect(await moving.move()).toBe('failed');
    expect((await moving.step('move')).error?.code).toBe('door-closed');
    expect(starts(await moving.job())).toBe(0);
    expect(await moving.state()).toMatchObject({ counters: { movesBegun: 0 } });
    await moving.control('POST', '/cloud/ssh', { open: true });
    expect(await moving.move()).toBe('done');
  });

  it('an engine that is not moved ends it, and nothing there can be accepted', async (context) => {
    const moving = await start(context, {}, 'old-3.88-mysql');
    await moving.toInventory();
    await moving.giveInventory();
    await moving.takeInventory();
    for (let presses = 0; presses < 2; presses++) {
      expect(await moving.press('inventory')).toBe('needs-person');
      const { error, plan } = await moving.step('inventory');
      expect(error).toMatchObject({ code: 'engine-not-moved', params: { engine: 'mysql' } });
      expect(plan.filter(({ code }) => /^(warn|ask)\./.test(code))).toEqual([]);
    }
    await expect(moving.push('cloud')).rejects.toMatchObject({ error: { code: 'not-now' } });
    await expect(moving.push('move')).rejects.toMatchObject({ error: { code: 'not-now' } });
  });
});

describe.concurrent('the script', () => {
  it('that asks something unknown is answered by the person, and goes on by itself', async (context) => {
    const moving = await readyToMove(context, { faults: ['move-asks-unknown'] });
    const person = personSays(() => 'year');
    expect(await moving.move(person.act)).toBe('done');
    expect(person.asked).toEqual([`asks-person unknown: ${ENGLISH.unknown.trim()}`]);
    const [transcript = ''] = moving.transcripts();
    expect(transcript.match(/ \* answered by the person\n/g)).toHaveLength(1);
    expect(transcript.match(/ \* answered by the wizard: y\n/g)).toHaveLength(6);
  });

  it('that asks for the password a second time does not get it, nor anything more by itself', async (context) => {
    const moving = await readyToMove(context, { faults: ['move-asks-password-twice'] });
    const { password } = moving.info().cloud.pbx;
    const person = personSays((prompt) => (/password/i.test(prompt) ? password : 'y'));
    expect(await moving.move(person.act)).toBe('done');
    expect(person.asked.slice(0, 2)).toEqual([
      `stopped-automation secret-sent: ${ENGLISH.password.trim()}`,
      `asks-person stopped: ${ENGLISH.move(ENGLISH.kinds.users).trim()}`,
    ]);
    expect(person.asked).toHaveLength(7);
    const [transcript = ''] = moving.transcripts();
    expect(transcript.match(/ \* answered by the wizard/g)).toHaveLength(1);
    expect(transcript).not.toContain(password);
  });

  it('that asks for it again in other words does not get it either', async (context) => {
    const moving = await readyToMove(context, { faults: ['move-asks-password-twice=other'] });
    const { password } = moving.info().cloud.pbx;
    const person = personSays(() => password);
    expect(await moving.move(person.act)).toBe('done');
    expect(person.asked).toEqual([`asks-person other-password: ${ENGLISH.passwordAgain.trim()}`]);
    const [transcript = ''] = moving.transcripts();
    expect(transcript.match(/‹cloud-password›/g)).toHaveLength(1);
    expect(transcript).not.toContain(password);
  });

  it('that speaks German and asks in another order is answered', async (context) => {
    const moving = await readyToMove(context, { faults: ['move-in-german'] });
    const person = personSays(() => 'nein');
    expect(await moving.move(person.act)).toBe('done');
    expect(person.asked).toEqual([]);
    expect(moving.transcripts()[0]).toMatch(/Sollen Ansagen übernommen[^]*Sollen Aufzeichnungen übernommen/);
    expect((await moving.state()).cloud.holds).toMatchObject({ recordings: 412, sounds: 21 });
  });

  it('that dies has failed, and is not started again without a word of its own', async (context) => {
    const moving = await readyToMove(context, { faults: ['move-dies'] });
    expect(await moving.move()).toBe('failed');
    expect((await moving.step('move')).error).toMatchObject({ code: 'script-failed', params: { exit: 139 } });
    expect((await moving.step('move')).actions).toMatchObject([{ code: 'run-script', outcome: 'failed' }]);
    await moving.control('POST', '/fault', { name: 'move-dies', off: true });
    expect(await moving.move()).toBe('needs-person');
    expect(await moving.plan('move')).toEqual(
      expect.arrayContaining(['warn.script-again', 'ask.point-of-no-return']),
    );
    await moving.accept('move');
    expect(await moving.move()).toBe('needs-person');
    await moving.confirm('move', 'begin-move-2', 'another-pbx');
    expect(await moving.move()).toBe('needs-person');
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1 });
    await moving.confirm('move', 'begin-move-2', moving.pbxName);
    // What the first start left on the cloud PBX is seen before the second one.
    expect(await moving.move()).toBe('needs-person');
    expect(await moving.plan('move')).toContain('warn.since-cloud-users');
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1 });
    await moving.accept('move');
    expect(await moving.move()).toBe('done');
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 2, movesDone: 1 });
  });
});

describe.concurrent('what is another when the script is to start', () => {
  it('a password that the cloud PBX does not take any more starts nothing, and is sent once', async (context) => {
    const moving = await readyToMove(context);
    await moving.setCloudPassword(moving.info().cloud.pbx.password, 'Another-Pass-1');
    expect(await moving.move()).toBe('failed');
    expect((await moving.step('move')).error?.code).toBe('cloud-refuses');
    expect(await moving.move()).toBe('failed');
    const { counters } = await moving.state();
    expect(counters).toMatchObject({ movesBegun: 0 });
    await moving.give('cloud-password', 'Another-Pass-1');
    expect(await moving.move()).toBe('done');
  });
});

describe.concurrent('a script that does not start', () => {
  it('is not shown as one that runs', async (context) => {
    const moving = await readyToMove(context);
    moving.process.startFails = new Failure('script-not-started', { why: 'no space left' });
    expect(await moving.move()).toBe('failed');
    const shown = moving.process.terminals;
    expect(shown.begin(moving.id).script).toMatchObject({ phase: 'not-started' });
    expect(shown.wouldEnd()).toBe(false);
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 0 });
  });
});

describe.concurrent('a script that somebody left on the old PBX', () => {
  const presets = { 'with tmux': 'old-4.01-sqlite', 'with neither tmux nor screen': 'old-4.01-mysql' };
  for (const [how, preset] of Object.entries(presets))
    it(`in whichever program, starts no second one on a PBX ${how}`, async (context) => {
      const moving = await readyToMove(context, {}, preset);
      for (const keeper of Keeper.options) {
        moving.process.keptByOthers = { [keeper]: ['pbx-move-other'] };
        expect(await moving.move()).toBe('failed');
        const { error } = await moving.step('move');
        expect(error).toMatchObject({
          code: 'script-there-already',
          params: { name: 'pbx-move-other', keeper },
        });
      }
      expect(starts(await moving.job())).toBe(0);
      expect((await moving.state()).counters).toMatchObject({ movesBegun: 0 });
      moving.process.keptByOthers = {};
      expect(await moving.move()).toBe('done');
    });
});

describe.concurrent('the cable cut in the middle', () => {
  const bar = /recordings +\[#+-+\]/;

  it('is come back from where tmux keeps the script, as often as it takes', async (context) => {
    const moving = await readyToMove(context, { speed: 10 });
    await moving.push('move');
    await moving.untilShown(bar);
    moving.cable.pull();
    for (let turns = 0; moving.cable.turnedAway < 2 && turns < 1_000; turns++) await wait(10);
    moving.cable.mend();
    expect(await moving.watch()).toBe('done');
    expect(await moving.evidence('move')).toEqual(
      expect.arrayContaining(['script-line-lost', 'script-attached', 'script-ended']),
    );
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 1 });
    expect(starts(await moving.job())).toBe(1);
    const [first = '', second = '', ...others] = moving.transcripts();
    expect(others).toEqual([]);
    expect(first).toMatch(/ \* the connection was lost: \w+\n$/);
    // What was printed meanwhile is told too.
    expect(second).toContain(`| ${ENGLISH.moved(ENGLISH.kinds.recordings, 412)}`);
    expect(`${first}${second}`.match(/‹cloud-password›/g)).toHaveLength(1);
  });

  it('or dead after a sleep, is come back from by itself', async (context) => {
    const moving = await start(context);
    await moving.toMove();
    await moving.ready('ask-before-each');
    let slept = false;
    const state = await moving.move((script, run) => {
      if (script.phase !== 'about-to-answer') return;
      if (!slept) moving.process.wake();
      else run.approve();
      slept = true;
    });
    expect([state, slept]).toEqual(['done', true]);
    const seen = await moving.evidence('move');
    expect(seen.filter((code) => /^(woke|script-(line-lost|attached|ended))$/.test(code))).toEqual([
      'woke',
      'script-line-lost',
      'script-attached',
      'script-ended',
    ]);
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 1 });
  });

  it('does not make it send a password again that was refused, nor go on what had stopped', async (context) => {
    const moving = await start(context);
    await moving.toMove();
    await moving.ready();
    const { password } = moving.info().cloud.pbx;
    // Right before the start it is read again with the right one, so only now it is another.
    moving.at = (moment) => {
      if (moment === 'after-intent') void moving.secrets.put(moving.id, 'cloud-password', 'Not-the-one-1');
    };
    const person = personSays((prompt) => (/password/i.test(prompt) ? password : 'y'));
    let cuts = 0;
    const state = await moving.move((script, run) => {
      const isHidden = script.phase === 'stopped-automation' || 'hidden' in script;
      // Cut at the question that stopped it, and at the one after.
      if (isHidden && cuts < 2 && script.hidden === (cuts === 0)) {
        cuts += 1;
        moving.cable.cut();
      } else person.act(script, run);
    });
    expect([state, cuts]).toEqual(['done', 2]);
    expect(person.asked).toHaveLength(7);
    const transcript = moving.transcripts().join('');
    expect(transcript.match(/ \* answered by the wizard/g)).toHaveLength(1);
  });

  it('leaves an unknown end where nothing keeps it, and no second start', async (context) => {
    const moving = await readyToMove(context, { speed: 10 }, 'old-4.01-mysql');
    await moving.push('move');
    await moving.untilShown(bar);
    moving.cable.cut();
    expect(await moving.watch()).toBe('unknown');
    for (let looks = 0; looks < 2; looks++) {
      expect(await moving.look('move')).toBe('needs-person');
      expect(await moving.plan('move')).toEqual(['ask.script-fate']);
      expect(await moving.move()).toBe('needs-person');
    }
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 0 });
    const stage = moveStage(await moving.step('move'));
    if (stage.at !== 'under-way') throw new Error('it is known how it ended');
    await moving.confirm('move', fateWord(stage.action), 'failed');
    expect(await moving.look('move')).toBe('needs-person');
    expect(await moving.plan('move')).toEqual(
      expect.arrayContaining(['warn.script-again', 'ask.point-of-no-return']),
    );
    expect((await moving.state()).counters).toMatchObject({ movesBegun: 1 });
  });
});
