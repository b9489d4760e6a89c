import { describe, expect, it } from 'vitest';
import { missingIn } from '../domain/rma/capture';
import { RmaVisit } from './rma.fixture';
import { said, type Step } from './step';
import { doneAlready } from './move.fixture';
import { idle } from './test-kit';
import { noteCapture } from './steps/rma/capture';
import { oldOff } from './steps/rma/old-off';
import { oldPbx } from './steps/rma/old-pbx';
import { swKey } from './steps/rma/sw-key';
import { swap } from './steps/rma/swap';
import { takenOver } from './steps/rma/taken-over';

/** The steps of a swap, with both PBXs in the hand of the test. */

function visit(...steps: Step[]): RmaVisit {
  return new RmaVisit(steps.length > 0 ? steps : [oldPbx, swap, swKey, takenOver, oldOff]);
}

/** Read to the end, and the machines swapped. */
async function captured(...steps: Step[]): Promise<RmaVisit> {
  const visiting = visit(oldPbx, ...steps);
  await visiting.metOld();
  expect(await visiting.press('old-pbx')).toBe('done');
  return visiting.metNew();
}

const capture = (visiting: RmaVisit) => visiting.runner.job().facts.capture ?? {};

describe('the old PBX', () => {
  it('that answers is read to the end, a backup is asked for, and each value says where it comes from', async () => {
    const visiting = await captured();
    expect(missingIn(capture(visiting))).toEqual([]);
    expect(capture(visiting)).toMatchObject({
      name: { value: 'acme', origin: 'read', source: 'API of the old PBX' },
      swSerial: { value: '5f01', origin: 'read' },
      userCount: { value: 2 },
      users: {
        value: [
          ['101', 'Ada', 'premium'],
          ['102', 'Bob', 'basic'],
        ],
      },
      devices: { value: [['101', ['Phone A']]] },
    });
    expect(visiting.old.backups).toBe(1);
    expect(visiting.evidence('old-pbx')).toContain('captured-swSerial read-back');
    expect(visiting.old.tried).toEqual([visiting.old.password]);
  });

  it('that dies half-way leaves behind what it had told, and what is missing is accepted or typed', async () => {
    const visiting = await visit().metOld();
    visiting.old.diesAt = 'users';
    expect(await visiting.press('old-pbx')).toBe('needs-person');
    expect(visiting.step('old-pbx').error).toMatchObject({ code: 'reset' });
    expect(missingIn(capture(visiting))).toEqual(['userCount', 'types', 'users', 'devices']);
    expect(visiting.plan('old-pbx')).toEqual(['ask.input', 'warn.capture-incomplete', 'do.keep-capture']);
    await visiting.type('old-pbx', { oldUserCount: '2', oldBackup: 'exists' });
    await visiting.accept('old-pbx');
    expect(await visiting.press('old-pbx')).toBe('done');
    expect(capture(visiting)).toMatchObject({
      version: { origin: 'read' },
      userCount: { value: 2, origin: 'typed' },
    });
    expect(visiting.evidence('old-pbx')).toEqual(
      expect.arrayContaining([
        'captured-version read-back',
        'captured-userCount person',
        'captured-not observed',
      ]),
    );
  });

  it('that comes back is read after all', async () => {
    const visiting = await visit().metOld();
    visiting.old.diesAt = 'licences';
    await visiting.press('old-pbx');
    Object.assign(visiting.old, { dead: false, diesAt: null });
    await visiting.look('old-pbx');
    expect(await visiting.press('old-pbx')).toBe('done');
    expect(missingIn(capture(visiting))).toEqual([]);
  });

  it('that refuses the password is sent it once', async () => {
    const visiting = visit();
    await visiting.metOld();
    await visiting.give('old-pbx-password', 'Wrong-Pass-1');
    expect(await visiting.press('old-pbx')).toBe('needs-person');
    expect(visiting.plan('old-pbx')).toContain('ask.old-pbx-password');
    expect(await visiting.press('old-pbx')).toBe('needs-person');
    expect(visiting.old.tried).toEqual(['Wrong-Pass-1']);
    await visiting.give('old-pbx-password', visiting.old.password);
    expect(await visiting.press('old-pbx')).toBe('done');
  });

  it('is not the new one: the same serial at both addresses stops it', async () => {
    const visiting = await visit().metNew();
    visiting.old.serial = visiting.fresh.serial;
    await visiting.metOld();
    expect(await visiting.press('old-pbx')).toBe('failed');
    expect(visiting.step('old-pbx').error).toMatchObject({ code: 'new-is-old' });
  });

  it('that cannot be told to make a backup asks whether there is one', async () => {
    const visiting = visit();
    visiting.old.canBackUp = false;
    await visiting.metOld();
    expect(await visiting.press('old-pbx')).toBe('needs-person');
    expect(visiting.plan('old-pbx')).toEqual(['ask.input', 'do.keep-capture']);
    await visiting.type('old-pbx', { oldBackup: 'none' });
    expect(await visiting.press('old-pbx')).toBe('done');
  });

  it('that is dead is typed, and nothing is made up for what is not', async () => {
    const visiting = visit();
    visiting.old.dead = true;
    await visiting.look('old-pbx');
    await visiting.type('old-pbx', {
      captureFrom: 'typed',
      oldSwSerial: '5f01',
      oldVersion: 'WMS 4.03.44842.11',
      'count-basic': '20',
      oldBackup: 'exists',
    });
    await visiting.accept('old-pbx');
    expect(await visiting.press('old-pbx')).toBe('done');
    expect(Object.keys(capture(visiting)).sort()).toEqual(['licences', 'swSerial', 'version']);
    expect(capture(visiting).version).toMatchObject({ value: '4.03.44842.11', origin: 'typed' });
    expect(visiting.step('old-pbx').way).toBe('guided');
  });

  it.each([
    ['oldSwSerial', 'https://example.com', 'serial-looks-wrong'],
    ['oldVersion', 'the newest', 'value-invalid'],
    ['oldUserCount', 'many', 'value-invalid'],
  ])('typed as it cannot be is asked for again: %s', async (field, value, code) => {
    const visiting = visit();
    await visiting.look('old-pbx');
    await visiting.type('old-pbx', { captureFrom: 'typed', [field]: value });
    expect(visiting.step('old-pbx')).toMatchObject({
      error: { code },
      plan: [{ code: 'ask.input', params: { field } }],
    });
  });

  it('is told of by a report of the same PBX only', async () => {
    const visiting = visit();
    visiting.old.diesAt = 'users';
    await visiting.metOld();
    await visiting.press('old-pbx');
    const take = (swSerial: string) =>
      visiting.runner.aside('old-pbx', said('applying.report-file'), (context) =>
        noteCapture(
          context,
          { swSerial, userCount: 2, version: '3.88.44120.31' },
          { origin: 'report-file', at: '2026-01-01T00:00:00Z', source: 'report' },
        ),
      );
    await expect(take('5f99')).rejects.toMatchObject({ error: { code: 'old-is-another' } });
    expect(capture(visiting).userCount).toBeUndefined();
    await take('5f01');
    expect(capture(visiting)).toMatchObject({
      userCount: { value: 2, origin: 'report-file' },
      version: { value: '4.03.44842.11', origin: 'read' },
    });
  });
});

describe('the change of machines', () => {
  it('asks for the direction first, then for the words that belong to it', async () => {
    const visiting = visit(swap);
    await visiting.look('swap');
    expect(visiting.plan('swap')).toEqual(['ask.input']);
    await visiting.type('swap', { direction: 'vm-hw' });
    expect(visiting.step('swap').plan).toEqual([{ code: 'ask.swap', params: { count: 1 } }]);
    await visiting.type('swap', { direction: 'hw-vm' });
    expect(visiting.step('swap').plan).toEqual([{ code: 'ask.swap', params: { count: 2 } }]);
    await visiting.say('swap', 'swap-request', 'RMA 4711');
    await visiting.say('swap', 'swap-deployed');
    expect(await visiting.press('swap')).toBe('done');
    expect(visiting.evidence('swap')).toEqual([
      'swap-direction person',
      'swap-request person',
      'swap-deployed person',
    ]);
  });
});

describe('the key', () => {
  it('is of the SW Serial that the old PBX told: another one is not taken', async () => {
    const visiting = await captured(swKey);
    await visiting.look('sw-key');
    expect(visiting.plan('sw-key')).toEqual(['ask.open-entry', 'ask.pbx-key']);
    await visiting.give('pbx-key', 'KEY-KEY-KEY');
    await visiting.type('sw-key', { swSerial: '5f99' });
    expect(visiting.step('sw-key').error).toMatchObject({ code: 'old-is-another' });
    expect(await visiting.press('sw-key')).toBe('needs-person');
    await visiting.type('sw-key', { swSerial: '' });
    expect(await visiting.press('sw-key')).toBe('done');
    expect(visiting.runner.job().facts.swSerial).toBe('5f01');
  });
});

describe('what was taken over', () => {
  it('is proved kind by kind', async () => {
    const visiting = await captured(takenOver);
    visiting.takeOver();
    await visiting.look('taken-over');
    expect(await visiting.press('taken-over')).toBe('done');
    expect(visiting.evidence('taken-over')).toContain('taken-over-same read-back');
    expect(visiting.files).toEqual([]);
  });

  it('differs until it is mended', async () => {
    const visiting = await captured(takenOver);
    visiting.takeOver();
    visiting.fresh.users = [];
    await visiting.look('taken-over');
    expect(await visiting.press('taken-over')).toBe('needs-person');
    expect(visiting.plan('taken-over')).toEqual(['warn.differs-users', 'do.compare-swap']);
    expect(visiting.files[0]?.text).toContain('101 Ada: not on the new PBX');
    visiting.takeOver();
    expect(await visiting.press('taken-over')).toBe('done');
  });

  it('is accepted each by itself, and only as it was shown', async () => {
    const visiting = await captured(takenOver);
    visiting.takeOver();
    Object.assign(visiting.fresh, { name: 'other', devices: new Map() });
    await visiting.look('taken-over');
    await visiting.press('taken-over');
    expect(visiting.plan('taken-over')).toEqual([
      'warn.differs-name',
      'warn.differs-devices',
      'do.compare-swap',
    ]);
    await visiting.accept('taken-over');
    visiting.fresh.name = 'another';
    expect(await visiting.press('taken-over')).toBe('needs-person');
    expect(visiting.plan('taken-over')).toEqual(['warn.differs-name', 'do.compare-swap']);
    await visiting.accept('taken-over');
    expect(await visiting.press('taken-over')).toBe('done');
  });
});

describe('the old PBX after it', () => {
  async function atTheEnd(): Promise<RmaVisit> {
    const visiting = await (await captured(oldOff)).metNew();
    await visiting.look('old-off');
    expect(visiting.plan('old-off')).toEqual(['ask.old-off', 'do.try-old']);
    await visiting.say('old-off', 'old-off', 'unplugged');
    return visiting;
  }

  it('is off where nothing answers any more', async () => {
    const visiting = await atTheEnd();
    visiting.old.dead = true;
    expect(await visiting.press('old-off')).toBe('done');
    expect(visiting.evidence('old-off')).toEqual(['old-off-said person', 'old-silent observed']);
  });

  it('is not off because nothing at all is reached from here', async () => {
    const visiting = await atTheEnd();
    visiting.old.dead = true;
    visiting.fresh.dead = true;
    expect(await visiting.press('old-off')).toBe('unknown');
    expect(visiting.step('old-off').error).toMatchObject({ code: 'reset' });
    visiting.fresh.dead = false;
    expect(await visiting.press('old-off')).toBe('done');
  });

  it('is not off while it answers, whatever is said', async () => {
    const visiting = await atTheEnd();
    expect(await visiting.press('old-off')).toBe('failed');
    expect(visiting.step('old-off').error).toMatchObject({ code: 'old-still-answers' });
    visiting.old.dead = true;
    expect(await visiting.press('old-off')).toBe('done');
  });

  /** The box was swapped where it stood: the new one was met at the old one's address. */
  async function inItsPlace(serial: string): Promise<RmaVisit> {
    const visiting = await atTheEnd();
    visiting.old.fingerprint = visiting.fresh.fingerprint;
    visiting.old.password = visiting.fresh.password;
    visiting.old.serial = serial;
    const facts = { address: visiting.old.host, swSerial: '5f01' };
    await visiting.runner.record({ type: 'facts', facts, source: 'test' });
    return visiting;
  }

  it.each(['0022', '5f01'])('is off where the new PBX has its address, by the serial %s', async (serial) => {
    const visiting = await inItsPlace(serial);
    expect(await visiting.press('old-off')).toBe('done');
    expect(visiting.evidence('old-off')).toContain('old-address-new read-back');
  });

  it('is a question where the certificate is the new one’s, and the serial is not', async () => {
    const visiting = await inItsPlace('0099');
    expect(await visiting.press('old-off')).toBe('needs-person');
    expect(visiting.plan('old-off')).toEqual(['warn.old-address-other']);
  });

  it('is a question where the new one’s certificate is met at another address than its own', async () => {
    const visiting = await atTheEnd();
    visiting.old.fingerprint = visiting.fresh.fingerprint;
    expect(await visiting.press('old-off')).toBe('needs-person');
    expect(visiting.evidence('old-off')).not.toContain('old-address-new read-back');
  });

  it('is a question where something else answers', async () => {
    const visiting = await atTheEnd();
    visiting.old.fingerprint = 'FP:printer';
    expect(await visiting.press('old-off')).toBe('needs-person');
    expect(visiting.plan('old-off')).toEqual(['warn.old-address-other']);
    await visiting.accept('old-off');
    expect(await visiting.press('old-off')).toBe('done');
  });

  it('rests on the word where its address is not known', async () => {
    const visiting = visit(doneAlready('old-pbx'), oldOff);
    visiting.runner.apply('old-pbx');
    await idle(visiting.runner);
    await visiting.look('old-off');
    expect(visiting.plan('old-off')).toEqual(['ask.old-off', 'do.note-old-off']);
    await visiting.say('old-off', 'old-off');
    expect(await visiting.press('old-off')).toBe('done');
    expect(visiting.evidence('old-off')).toEqual(['old-off-said person']);
  });
});
