import { describe, expect, it } from 'vitest';
import { acceptCode } from '../domain/accept';
import { Failure } from '../domain/failure';
import { fold, foldAll } from '../domain/fold';
import { stepOf, type StepRecord } from '../domain/job';
import type { TimedEvent } from '../domain/journal-event';
import type { LicenceAnswer } from '../domain/pbx';
import { stageOf } from '../domain/licensing/portal-acts';
import type { PbxSession, Ports } from './ports';
import { Runner } from './runner';
import { confirmedField } from './step';
import { comeBackFile } from './steps/come-back';
import { portalChange } from './steps/portal-change';
import { idle, journalInMemory, pbxPortOf, runnerOf, secretsInMemory } from './test-kit';

/** The step as the installer goes through it, with the clock and the PBX's numbers in the hand of the test. */

const id = 'portal-change';
const rome = 'Europe/Rome';
/** Two in the afternoon of a Tuesday in Rome, far from the end of the month. */
const quietDay = '2026-03-10T13:00:00Z';

type Counts = LicenceAnswer['counts'] | 'route-missing' | 'reset';

class Visit {
  now = new Date(quietDay);
  /** Times the PBX was asked for its numbers. */
  asked = 0;
  private readonly secrets = secretsInMemory();
  runner: Runner;
  readonly events: TimedEvent[];

  constructor(public counts: Counts = [{ type: 'basic', bought: 10, used: 8 }, premium(5)]) {
    const { runner, events } = runnerOf([portalChange], this.ports());
    [this.runner, this.events] = [runner, events];
  }

  private ports(): Partial<Ports> {
    const clock = { now: () => this.now, sleep: () => new Promise<void>(() => undefined) };
    const licences = (): Promise<Partial<LicenceAnswer>> => {
      this.asked++;
      if (typeof this.counts === 'string') return Promise.reject(new Failure(this.counts));
      return Promise.resolve({ counts: this.counts });
    };
    const session = { way: 'basic', licences } as unknown as PbxSession;
    const pbx = pbxPortOf({ signIn: () => Promise.resolve(session) });
    return { clock, pbx, secrets: this.secrets };
  }

  comeBack(): string | null {
    return comeBackFile(this.runner.job(), this.now);
  }
  get step(): StepRecord {
    return stepOf(this.runner.job(), id);
  }
  get plan(): string[] {
    return this.step.plan.map(({ code }) => code);
  }
  get evidence(): [string, string][] {
    return this.step.evidence.map(({ said: { code }, proof }) => [code, proof]);
  }
  get intents(): [string, string | null][] {
    return this.step.actions.map(({ code, outcome }) => [code, outcome]);
  }

  async begin(inputs: Record<string, string>): Promise<this> {
    await this.signedIn();
    await this.type({ platform: 'virtual', ordering: 'portal-form', zone: rome, ...inputs });
    return this.look();
  }
  /** What the steps before leave behind. */
  private async signedIn(): Promise<void> {
    const facts = { address: '192.0.2.1', signedInBy: 'basic' as const, look };
    await this.runner.record({ type: 'facts', facts, source: 'test' });
    const name = 'admin-password-old';
    await this.secrets.put(this.runner.job().id, name, 'Some-Pass-1');
    await this.runner.record({
      type: 'secret',
      secret: { name, kept: 'memory', at: quietDay, origin: 'typed' },
    });
  }
  async type(inputs: Record<string, string>): Promise<this> {
    for (const [field, value] of Object.entries(inputs))
      await this.runner.record({ type: 'input', step: id, field, value });
    await this.runner.replan(id);
    return this;
  }
  async look(): Promise<this> {
    this.runner.look(id);
    await idle(this.runner);
    return this;
  }
  async press(): Promise<this> {
    this.runner.apply(id);
    await idle(this.runner);
    return this;
  }
  /** The installer's word on the act at hand, then the main button. */
  async say(word: 'done' | 'not-done'): Promise<this> {
    const open = this.step.actions.findLast(({ outcome }) => outcome === null);
    await this.type({ [confirmedField(`act-${open?.id ?? ''}`)]: word });
    return this.press();
  }
  /** The installer's word on what the portal shows after a change of term, then the main button. */
  async shows(word: 'shown' | 'not-shown'): Promise<this> {
    const last = this.step.actions.findLast(({ outcome }) => outcome === 'done');
    await this.type({ [confirmedField(`shown-${last?.id ?? ''}`)]: word });
    return this.press();
  }
  async accept(reason: string): Promise<this> {
    for (const item of this.step.plan.filter(({ code }) => code.startsWith('warn.'))) {
      const warning = { code: acceptCode(item), reason, at: quietDay };
      await this.runner.record({ type: 'warning-accepted', step: id, warning });
    }
    await this.runner.replan(id);
    return this;
  }
  /** The process dies; another one reads the journal. */
  restart(): this {
    const state = foldAll(this.events);
    if (!state) throw new Error('no state');
    const opened = { at: quietDay, event: { type: 'opened' as const, pid: 2 } };
    const journal = journalInMemory(this.events);
    const ports = { recipes: { all: () => [] }, ...this.ports() } as unknown as Ports;
    this.runner = new Runner(fold(state, opened), [portalChange], journal, ports, () => undefined);
    return this;
  }
}

const premium = (bought: number) => ({ type: 'premium', bought, used: null });
const certificate = {
  fingerprint256: 'AA',
  subject: '',
  issuer: '',
  altNames: '',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2040-01-01T00:00:00Z',
  selfSigned: true,
  trusted: true,
  pem: '',
};
const look = { host: '192.0.2.1', port: 443, certificate, signs: [], serverHeader: null, clockSkewMs: 0 };
/** The PBX tells two types; of the others it is said that there are none. */
const noOthers = { 'now-essential': '0', 'now-business': '0', 'now-wizyconf': '0' };
const term = { change: 'term', periodNow: 'monthly', periodThen: 'yearly', oneSitting: 'yes', ...noOthers };

describe('a change of numbers', () => {
  it('is prefilled by the PBX, done by word, and proved by what the PBX tells', async () => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7', 'spare-premium': '1' });
    expect(visit.step).toMatchObject({
      state: 'ready',
      plan: [{ code: 'do.portal-numbers', params: { types: 'basic 10, premium 8' } }],
    });
    await visit.press();
    expect([visit.step.state, visit.plan]).toEqual(['needs-person', ['ask.portal-numbers']]);
    expect(visit.intents).toEqual([['portal-numbers', null]]);
    visit.counts = [{ type: 'basic', bought: 10, used: 8 }, premium(8)];
    await visit.say('done');
    expect(visit.step.state).toBe('done');
    expect(visit.intents).toEqual([['portal-numbers', 'done']]);
    expect(visit.evidence).toEqual([
      ['portal-numbers-told', 'person'],
      ['portal-change-read', 'read-back'],
    ]);
  });

  it('begins nothing twice while the end of an act is not told', async () => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7' });
    await visit.press();
    await visit.press();
    expect(visit.intents).toEqual([['portal-numbers', null]]);
  });

  it('that was not done can be changed and begun again', async () => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7' });
    await visit.press();
    await visit.say('not-done');
    expect(visit.intents).toEqual([['portal-numbers', 'failed']]);
    await visit.type({ 'want-premium': '6' });
    expect(visit.step.plan[0]?.params).toMatchObject({ types: 'basic 10, premium 6' });
    await visit.press();
    expect(visit.intents).toEqual([
      ['portal-numbers', 'failed'],
      ['portal-numbers', null],
    ]);
  });

  it('nothing typed after its begin turns it into another', async () => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7' });
    await visit.press();
    await visit.type({ 'want-premium': '9', change: 'decrease' });
    visit.counts = [{ type: 'basic', bought: 10, used: 8 }, premium(7)];
    await visit.say('done');
    expect(visit.evidence.at(-1)).toEqual(['portal-change-read', 'read-back']);
  });

  it('asks for what is missing and says what is not understood', async () => {
    const visit = await new Visit('route-missing').begin({});
    expect(visit.step.plan.map(({ params }) => params?.field)).toEqual(['change', 'numbersNow']);
    await visit.type({ change: 'increase', 'now-basic': '10', 'want-basic': 'eleven' });
    expect(visit.step.error).toMatchObject({ code: 'value-invalid', params: { value: 'eleven' } });
    await visit.type({ 'want-basic': '9' });
    expect(visit.plan).toEqual(['ask.other-numbers']);
    await visit.type({ 'want-basic': '11', zone: 'Rome' });
    expect(visit.step.error).toMatchObject({ code: 'value-invalid', params: { field: 'zone' } });
  });

  it('other numbers of the PBX than under the plan shown need another press', async () => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7' });
    visit.counts = [{ type: 'basic', bought: 12, used: 8 }, premium(5)];
    await visit.press();
    expect([visit.step.state, visit.intents]).toEqual(['needs-person', []]);
    expect(visit.step.plan[0]?.params).toMatchObject({ types: 'basic 12, premium 7' });
    await visit.press();
    expect(visit.intents).toEqual([['portal-numbers', null]]);
  });

  it('can be prepared where the PBX is away just now', async () => {
    const visit = await new Visit('reset').begin({ change: 'increase' });
    expect(visit.step).toMatchObject({ state: 'needs-person', error: { code: 'reset' } });
    await visit.type({ 'now-basic': '10', 'want-basic': '11' });
    expect([visit.step.state, visit.plan]).toEqual(['ready', ['do.portal-numbers']]);
  });

  it('lifetime is never for cloud', async () => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7', platform: 'cloud' });
    expect(visit.step.state).toBe('ready');
    await visit.type({ periodNow: 'lifetime' });
    expect(visit.plan).toEqual(['ask.period-not-offered']);
  });

  it('by an order is one act with words of its own', async () => {
    const visit = await new Visit().begin({
      change: 'increase',
      'want-premium': '7',
      ordering: 'partner-community',
    });
    expect(visit.plan).toEqual(['do.portal-order']);
  });
});

describe('the last day of the month', () => {
  /** In Rome already the last day of February, in New York the day before. */
  const lastInRome = '2026-02-27T23:30:00Z';
  const lower = { decrease: { 'want-basic': '9' }, downgrade: { 'want-premium': '4', 'want-basic': '11' } };

  async function on(at: string, inputs: Record<string, string>): Promise<Visit> {
    const visit = new Visit();
    visit.now = new Date(at);
    return visit.begin(inputs);
  }

  it.each(['decrease', 'downgrade'] as const)('blocks a %s until midnight at the PBX', async (change) => {
    const visit = await on(lastInRome, { change, ...lower[change] });
    expect(visit.step).toMatchObject({
      state: 'needs-person',
      plan: [
        {
          code: 'ask.come-back',
          params: { day: '2026-03-01', from: '2026-02-28T23:00:00.000Z', zone: rome },
        },
      ],
    });
    await visit.press();
    expect(visit.intents).toEqual([]);
  });

  it('gives an entry for the calendar, and none on another day', async () => {
    const inputs = { change: 'decrease', ...lower.decrease };
    const text = (await on(lastInRome, inputs)).comeBack();
    expect(text).toContain('DTSTART:20260228T230000Z');
    expect(text).toContain('DTSTAMP:20260227T233000Z');
    expect((await on(quietDay, inputs)).comeBack()).toBeNull();
  });

  it('is that of the PBX, not of this computer', async () => {
    const inputs = { change: 'decrease', ...lower.decrease };
    expect((await on(lastInRome, { ...inputs, zone: 'America/New_York' })).step.state).toBe('ready');
    expect((await on('2026-02-28T23:00:00Z', inputs)).step.state).toBe('ready');
    expect((await on('2026-02-28T22:59:59Z', inputs)).step.state).toBe('needs-person');
  });

  it('blocks what was ready the evening before', async () => {
    const visit = await on('2026-02-27T22:50:00Z', { change: 'decrease', ...lower.decrease });
    expect(visit.step.state).toBe('ready');
    visit.now = new Date(lastInRome);
    await visit.press();
    expect([visit.plan, visit.intents]).toEqual([['ask.come-back'], []]);
  });

  it('does not block an increase', async () => {
    expect((await on(lastInRome, { change: 'increase', 'want-basic': '11' })).step.state).toBe('ready');
  });

  it('is a warning for an upgrade, which lowers the lesser type', async () => {
    const visit = await on(lastInRome, { change: 'upgrade', 'want-basic': '9', 'want-premium': '6' });
    expect([visit.step.state, visit.plan[0]]).toEqual(['needs-person', 'warn.upgrade-lowers']);
    expect((await visit.accept('the portal took it')).step.state).toBe('ready');
  });

  it('blocks the first act of a change of term, and the half hour before does too', async () => {
    expect((await on(lastInRome, term)).plan).toContain('ask.come-back');
    const evening = await on('2026-02-27T22:45:00Z', term);
    expect(evening.step.plan).toEqual([{ code: 'ask.month-ends-soon', params: { minutes: 15 } }]);
  });

  it('does not block the second act', async () => {
    const visit = await (await new Visit().begin(term)).press();
    await visit.say('done');
    visit.now = new Date('2026-03-31T10:00:00Z');
    await visit.press();
    expect(visit.intents).toEqual([
      ['portal-zero', 'done'],
      ['portal-back', null],
    ]);
  });
});

describe('warnings', () => {
  it.each([
    ['2026-03-13', []],
    ['2026-03-12', []],
    ['2026-03-11', ['warn.renewal-near']],
    ['2026-03-10', ['warn.renewal-near']],
    ['2026-03-09', ['warn.term-over']],
  ])('a term that ends on %s, seen on 10 March', async (lastDay, warnings) => {
    const visit = await new Visit().begin({ change: 'increase', 'want-premium': '7', lastDay });
    expect(visit.plan.filter((code) => code.startsWith('warn.'))).toEqual(warnings);
  });

  it('are accepted with a reason for the day they were shown', async () => {
    const visit = await new Visit().begin({
      change: 'increase',
      'want-premium': '7',
      lastDay: '2026-03-11',
    });
    await visit.press();
    expect(visit.intents).toEqual([]);
    await visit.accept('the customer agreed');
    expect(visit.step.state).toBe('ready');
    visit.now = new Date('2026-03-11T13:00:00Z');
    await visit.look();
    expect(visit.plan).toContain('warn.renewal-near');
  });

  it('tell of fewer than are used, and of a cloud PBX left without licences', async () => {
    const visit = await new Visit().begin({ change: 'decrease', 'want-basic': '7' });
    expect(visit.step.plan[0]).toEqual({ code: 'warn.fewer-than-used', params: { types: 'basic 8/7' } });
    await visit.type({ platform: 'cloud', 'want-basic': '0', 'want-premium': '0' });
    expect(visit.plan).toContain('warn.cloud-zero');
  });
});

describe('a change of term', () => {
  /** Both acts said to be done. */
  async function toEnd(visit: Visit, counts: Counts = visit.counts): Promise<Visit> {
    await visit.press();
    await visit.say('done');
    await visit.press();
    visit.counts = counts;
    return visit.say('done');
  }

  it('goes as two acts, each begun by a press and ended by a word', async () => {
    const visit = await new Visit().begin({ ...term, platform: 'cloud' });
    expect(visit.plan).toEqual(['do.portal-zero']);
    await visit.press();
    expect(visit.plan).toEqual(['ask.portal-zero']);
    await visit.say('done');
    expect([visit.step.state, visit.intents]).toEqual(['needs-person', [['portal-zero', 'done']]]);
    expect(visit.step.plan).toEqual([
      { code: 'do.portal-back', params: { types: 'basic 10, premium 5', period: 'yearly' } },
    ]);
    await visit.press();
    expect(visit.plan).toEqual(['ask.portal-back']);
    await visit.say('done');
    expect(visit.intents).toEqual([
      ['portal-zero', 'done'],
      ['portal-back', 'done'],
    ]);
    expect((await visit.shows('shown')).step.state).toBe('done');
  });

  it('is not proved by the numbers, which were the same before it', async () => {
    const visit = await toEnd(await new Visit().begin({ ...term, platform: 'cloud' }));
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual([
      'needs-person',
      ['portal-term-numbers', 'observed'],
    ]);
    expect(visit.step.plan).toEqual([
      { code: 'ask.term-shown', params: { period: 'yearly', types: 'basic 10, premium 5' } },
    ]);
    await visit.press();
    expect(visit.step.state).toBe('needs-person');
    await visit.shows('shown');
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-term-shown', 'person']]);
    expect(visit.evidence.map(([, proof]) => proof)).not.toContain('read-back');
  });

  it('that the portal does not show is half again, with its second act to be done', async () => {
    const visit = await toEnd(await new Visit().begin({ ...term, platform: 'cloud' }));
    await visit.shows('not-shown');
    expect([visit.step.state, visit.plan, stageOf(visit.step).at]).toEqual([
      'needs-person',
      ['do.portal-back'],
      'half',
    ]);
    await visit.press();
    await visit.say('done');
    // The word on the act before counts no more.
    expect(visit.plan).toEqual(['ask.term-shown']);
    expect((await visit.shows('shown')).step.state).toBe('done');
    expect(visit.intents).toEqual([
      ['portal-zero', 'done'],
      ['portal-back', 'failed'],
      ['portal-back', 'done'],
    ]);
  });

  it('with other numbers on the PBX needs both: that they are accepted, and the word', async () => {
    const visit = await new Visit().begin({ ...term, platform: 'cloud' });
    await toEnd(visit, [{ type: 'basic', bought: 10, used: 8 }, premium(4)]);
    expect(visit.plan).toEqual(['warn.numbers-differ']);
    await visit.shows('shown');
    expect(visit.step.state).toBe('needs-person');
    await (await visit.accept('the portal shows 5')).press();
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-term-shown', 'person']]);
  });

  it('where the PBX tells nothing rests on the same word', async () => {
    const visit = await toEnd(await new Visit().begin({ ...term, platform: 'cloud' }), 'route-missing');
    expect(visit.plan).toEqual(['ask.term-shown']);
    await visit.shows('shown');
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-term-shown', 'person']]);
  });

  it('on cloud is refused unless both acts can be done in one sitting', async () => {
    const visit = await new Visit().begin({ ...term, oneSitting: '', platform: 'cloud' });
    expect(visit.plan).toEqual(['ask.one-sitting']);
    await visit.press();
    expect(visit.intents).toEqual([]);
    expect((await visit.type({ oneSitting: 'yes' })).step.state).toBe('ready');
    expect((await new Visit().begin({ ...term, oneSitting: '' })).step.state).toBe('ready');
  });

  it('warns of priced types that nobody told or typed, which would not be put back', async () => {
    const visit = await new Visit([{ type: 'basic', bought: 10, used: 8 }]).begin(term);
    expect(visit.step.plan).toEqual([
      { code: 'warn.types-not-told', params: { types: 'premium' } },
      { code: 'do.portal-zero' },
    ]);
    await visit.press();
    expect(visit.intents).toEqual([]);
    expect((await visit.type({ 'now-premium': '0' })).plan).toEqual(['do.portal-zero']);
    expect((await visit.type({ 'now-premium': '', 'want-premium': '5' })).plan).toEqual(['do.portal-zero']);
    await visit.type({ 'want-premium': '' });
    expect((await visit.accept('there never were any')).plan).toEqual(['do.portal-zero']);
    // Another set of types is another warning; no other kind of change takes anything away unseen.
    expect((await visit.type({ 'now-business': '' })).plan[0]).toBe('warn.types-not-told');
    expect((await visit.type({ change: 'increase', 'want-basic': '11' })).plan).toEqual([
      'do.portal-numbers',
    ]);
  });

  it('near the renewal is refused on cloud and a warning elsewhere', async () => {
    const near = { ...term, lastDay: '2026-03-11' };
    expect((await new Visit().begin({ ...near, platform: 'cloud' })).plan).toContain('ask.renewal-near');
    expect((await new Visit().begin(near)).plan).toEqual(['warn.renewal-near', 'do.portal-zero']);
  });

  it.each([
    [{ periodThen: 'monthly' }, 'ask.same-period'],
    [{ periodThen: 'lifetime', platform: 'cloud' }, 'ask.period-not-offered'],
    [{ 'want-basic': '0', 'want-premium': '0' }, 'ask.no-numbers'],
  ])('with %o asks for something else', async (inputs, code) => {
    expect((await new Visit().begin({ ...term, ...inputs })).plan).toContain(code);
  });

  it('by an order is one act that never goes to zero', async () => {
    const visit = await new Visit().begin({
      ...term,
      oneSitting: '',
      platform: 'cloud',
      ordering: 'partner-community',
    });
    expect(visit.plan).toEqual(['do.portal-order-term']);
    await visit.press();
    await visit.say('done');
    expect(visit.intents).toEqual([['portal-order', 'done']]);
    expect(visit.plan).toEqual(['ask.term-shown']);
    // It may not have been carried out yet: nobody is led to send it twice.
    await visit.shows('not-shown');
    expect([visit.intents, visit.plan]).toEqual([[['portal-order', 'done']], ['ask.term-shown']]);
    expect((await visit.shows('shown')).step.state).toBe('done');
  });
});

describe('after a restart', () => {
  it('a change of term between its acts comes up as half, with what is next', async () => {
    const visit = await (await new Visit().begin({ ...term, platform: 'cloud' })).press();
    await visit.say('done');
    await visit.restart().look();
    const stage = stageOf(visit.step);
    expect(stage).toMatchObject({
      at: 'half',
      meant: { platform: 'cloud', zone: rome, from: 'monthly', to: 'yearly' },
      act: { code: 'portal-back', numbers: { basic: 10, premium: 5 }, period: 'yearly' },
    });
    expect(visit.plan).toEqual(['do.portal-back']);
    await visit.press();
    await visit.say('done');
    await visit.restart().look();
    expect(visit.plan).toEqual(['do.read-numbers']);
    await visit.press();
    expect(visit.plan).toEqual(['ask.term-shown']);
    await visit.shows('shown');
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-term-shown', 'person']]);
  });

  it('a change of term is not left between its acts, nor while nobody told how the first one ended', async () => {
    const visit = await (await new Visit().begin({ ...term, platform: 'cloud' })).press();
    const refused = { error: { code: 'portal-half-done' } };
    await expect(visit.runner.skip('portal-change', 'later')).rejects.toMatchObject(refused);
    await visit.say('done');
    await expect(visit.runner.skip('portal-change', 'later')).rejects.toMatchObject(refused);
    expect(() => visit.runner.mayLeave()).toThrow('portal-half-done');
    await visit.press();
    await visit.say('done');
    expect(() => visit.runner.mayLeave()).not.toThrow();
  });

  it('an act whose end nobody told is asked for, not begun again', async () => {
    const visit = await (await new Visit().begin({ ...term, platform: 'cloud' })).press();
    await visit.restart().look();
    expect([visit.plan, stageOf(visit.step).at]).toEqual([['ask.portal-zero'], 'asked']);
    await visit.press();
    expect(visit.intents).toEqual([['portal-zero', null]]);
    await visit.say('not-done');
    expect([stageOf(visit.step).at, visit.plan]).toEqual(['typing', ['do.portal-zero']]);
  });

  it('a second act that was not done leaves it half', async () => {
    const visit = await (await new Visit().begin(term)).press();
    await visit.say('done');
    await visit.press();
    await visit.say('not-done');
    expect([stageOf(visit.step).at, visit.plan]).toEqual(['half', ['do.portal-back']]);
  });

  it('a word that was given but not yet taken up counts', async () => {
    const visit = await (await new Visit().begin({ change: 'increase', 'want-premium': '7' })).press();
    const [action] = visit.step.actions;
    await visit.type({ [confirmedField(`act-${action?.id ?? ''}`)]: 'done' });
    await visit.restart().look();
    expect([visit.intents, visit.plan]).toEqual([[['portal-numbers', 'done']], ['do.read-numbers']]);
  });
});

describe('reading back', () => {
  async function doneBy(counts: Counts): Promise<Visit> {
    const visit = await (await new Visit().begin({ change: 'increase', 'want-premium': '7' })).press();
    visit.counts = counts;
    return visit.say('done');
  }

  it('other numbers do not end the step; they can be looked at again', async () => {
    const visit = await doneBy([{ type: 'basic', bought: 10, used: 8 }, premium(5)]);
    expect(visit.step).toMatchObject({
      state: 'needs-person',
      plan: [{ code: 'warn.numbers-differ', params: { types: 'premium 5/7' } }],
    });
    visit.counts = [{ type: 'basic', bought: 10, used: 8 }, premium(7)];
    await visit.press();
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-change-read', 'read-back']]);
  });

  it('other numbers are accepted with a reason, as exactly those that were shown', async () => {
    const visit = await doneBy([{ type: 'basic', bought: 10, used: 8 }, premium(5)]);
    await visit.accept('the portal shows 7');
    visit.counts = [{ type: 'basic', bought: 10, used: 8 }, premium(4)];
    await visit.press();
    expect(visit.step.state).toBe('needs-person');
    visit.counts = [{ type: 'basic', bought: 10, used: 8 }, premium(5)];
    await visit.press();
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-change-kept', 'person']]);
  });

  it('a type that the PBX leaves out is a difference', async () => {
    const visit = await doneBy([{ type: 'Basic', bought: 10, used: 8 }]);
    expect(visit.step.plan[0]?.params).toEqual({ types: 'premium –/7' });
  });

  it('without a route the word stands, as a word', async () => {
    const visit = await doneBy('route-missing');
    expect([visit.step.state, visit.evidence.at(-1)]).toEqual(['done', ['portal-change-word', 'person']]);
  });

  it('a PBX out of sight leaves the step not known, and the next look goes on from there', async () => {
    const visit = await doneBy('reset');
    expect(visit.step).toMatchObject({ state: 'unknown', error: { code: 'reset' } });
    visit.counts = [{ type: 'basic', bought: 10, used: 8 }, premium(7)];
    await visit.restart().look();
    expect(visit.plan).toEqual(['do.read-numbers']);
    await visit.press();
    expect(visit.step.state).toBe('done');
  });
});
