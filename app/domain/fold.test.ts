import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldAll } from './fold';
import { JobState, isInFlight, stepOf, type StepId, type StepState } from './job';
import { JournalEvent, type TimedEvent } from './journal-event';

const start = '2026-01-01T00:00:00.000Z';

const steps: readonly StepId[] = ['prepare', 'sign-in', 'upgrade', 'licences'];

const created: Extract<JournalEvent, { type: 'job-created' }> = {
  type: 'job-created',
  id: 'job-0001',
  kind: 'activate-virtual',
  steps: [...steps],
  preset: null,
  app: { version: '0.1.0', electron: '45.0.0', platform: 'linux' },
};

const stepStates: StepState[] = [
  'waiting',
  'probing',
  'ready',
  'needs-person',
  'applying',
  'verifying',
  'done',
  'already-done',
  'skipped',
  'failed',
  'unknown',
];

const step = fc.constantFrom(...steps);
const word = fc.constantFrom('a', 'b', 'c');
const at = fc.nat(100_000).map((minute) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString());
const said = fc.record({ code: word });
const is = <T extends string>(type: T): fc.Arbitrary<T> => fc.constant(type);

/** Any event that can follow a job's creation, with few different values, so that events meet. */
const anyEvent: fc.Arbitrary<JournalEvent> = fc.oneof(
  fc.record({ type: is('opened'), pid: fc.nat() }),
  fc.record({ type: is('went-to'), step }),
  fc.record({ type: is('input'), step, field: word, value: fc.option(fc.string()) }),
  fc.record({ type: is('way-chosen'), step, way: fc.constantFrom('automatic' as const, 'guided' as const) }),
  fc.record({
    type: is('step'),
    step,
    state: fc.constantFrom(...stepStates),
    plan: fc.array(said, { maxLength: 2 }),
  }),
  fc.record({ type: is('intent'), step, action: word, code: word }),
  fc.record({
    type: is('outcome'),
    step,
    action: word,
    outcome: fc.constantFrom('done' as const, 'failed' as const),
  }),
  fc.record({
    type: is('evidence'),
    step,
    evidence: fc.record({
      at,
      said,
      proof: fc.constantFrom('read-back' as const, 'person' as const),
      source: word,
    }),
  }),
  fc.record({
    type: is('facts'),
    facts: fc.record({ version: fc.string(), userCount: fc.nat() }),
    source: word,
  }),
  fc.record({
    type: is('secret'),
    secret: fc.record({
      name: fc.constantFrom('pbx-key' as const, 'api-token' as const),
      kept: fc.constantFrom('keychain' as const, 'memory' as const),
      at,
      origin: fc.constant('typed' as const),
    }),
  }),
  fc.record({
    type: is('secret-forgotten'),
    name: fc.constantFrom('pbx-key' as const, 'api-token' as const),
  }),
  fc.record({ type: is('assignment'), set: fc.dictionary(word, fc.option(word)) }),
  fc.record({
    type: is('warning-accepted'),
    step,
    warning: fc.record({ code: word, reason: fc.string(), at }),
  }),
  fc.record({ type: is('notice'), notice: fc.record({ code: word, at }) }),
  fc.record({ type: is('closed'), outcome: fc.constantFrom('done' as const, 'left-open' as const) }),
);

/** A job's events from its creation on. */
const anyHistory: fc.Arbitrary<TimedEvent[]> = fc
  .array(fc.record({ at, event: anyEvent }), { maxLength: 40 })
  .map((later) => [{ at: start, event: created }, ...later]);

/** The job after these events, one minute apart. */
function after(...events: JournalEvent[]): JobState {
  const timed = [created, ...events].map((event, minute) => ({ at: minuteAt(minute), event }));
  const job = foldAll(timed);
  if (!job) throw new Error('it begins with its creation');
  return job;
}

function minuteAt(minute: number): string {
  return new Date(Date.parse(start) + minute * 60_000).toISOString();
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('folding any history', () => {
  it('gives the same state each time, of the right shape, and changes nothing it was given', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const job = foldAll(frozen(history));
        expect(JobState.parse(job)).toEqual(job);
        expect(foldAll(structuredClone(history))).toEqual(job);
      }),
    );
  });

  it('gives the same state through the journal and back', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const read = history.map(({ at, event }): TimedEvent => ({
          at,
          event: JournalEvent.parse(JSON.parse(JSON.stringify(event))),
        }));
        expect(foldAll(read)).toEqual(foldAll(history));
      }),
    );
  });

  it('goes on from any state as it does from the beginning', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(40), (history, cut) => {
        const place = 1 + (cut % history.length);
        const part = foldAll(history.slice(0, place));
        expect(part && history.slice(place).reduce(fold, frozen(part))).toEqual(foldAll(history));
      }),
    );
  });

  it('makes what was in flight unknown when the job is opened again, and touches no other step', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const before = foldAll(history);
        const opened = before && fold(before, { at: start, event: { type: 'opened', pid: 1 } });
        for (const step of before?.steps ?? []) {
          const expected = isInFlight(step.state) ? { ...step, state: 'unknown' } : step;
          expect(opened?.steps.find(({ id }) => id === step.id)).toEqual(expected);
        }
        expect(opened?.steps.some(({ state }) => isInFlight(state))).toBe(false);
      }),
    );
  });

  it('never loses evidence or an act, whatever comes after', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const of = (type: string): number => history.filter(({ event }) => event.type === type).length;
        const all = foldAll(history)?.steps ?? [];
        expect(all.flatMap(({ evidence }) => evidence)).toHaveLength(of('evidence'));
        expect(all.flatMap(({ actions }) => actions)).toHaveLength(of('intent'));
      }),
    );
  });
});

describe('a job', () => {
  it('is none without its creation', () => {
    expect(foldAll([])).toBeNull();
    expect(foldAll([{ at: start, event: { type: 'opened', pid: 1 } }])).toBeNull();
  });

  it('begins at its first step with all steps waiting', () => {
    const job = after();
    expect(job.current).toBe('prepare');
    expect(job.steps.map(({ id, state }) => [id, state])).toEqual(steps.map((id) => [id, 'waiting']));
    expect(job).toMatchObject({ createdAt: start, updatedAt: start, closed: null, secrets: [] });
  });

  it('keeps the newest facts, each with its own source', () => {
    const job = after(
      { type: 'facts', facts: { version: '4.01.44100.1', serial: '001a2b3c4d5e' }, source: 'first' },
      { type: 'facts', facts: { version: '4.01.44168.28' }, source: 'second' },
    );
    expect(job.facts).toEqual({ version: '4.01.44168.28', serial: '001a2b3c4d5e' });
    expect(job.factSources).toEqual({
      version: { at: minuteAt(2), source: 'second' },
      serial: { at: minuteAt(1), source: 'first' },
    });
  });

  it('knows of a secret where it is kept, newest last, and not any more when it was forgotten', () => {
    const secret = { name: 'pbx-key', kept: 'memory', at: start, origin: 'pasted' } as const;
    const twice = after(
      { type: 'secret', secret },
      { type: 'secret', secret: { ...secret, kept: 'keychain' } },
    );
    expect(twice.secrets).toEqual([{ ...secret, kept: 'keychain' }]);
    expect(after({ type: 'secret', secret }, { type: 'secret-forgotten', name: 'pbx-key' }).secrets).toEqual(
      [],
    );
  });

  it('takes a choice and a typed value back with null', () => {
    const job = after(
      { type: 'assignment', set: { '1': 'basic', '2': 'premium' } },
      { type: 'assignment', set: { '1': null, '3': 'basic' } },
      { type: 'input', step: 'prepare', field: 'customer', value: 'A' },
      { type: 'input', step: 'prepare', field: 'partner', value: 'B' },
      { type: 'input', step: 'prepare', field: 'customer', value: null },
    );
    expect(job.assignment).toEqual({ '2': 'premium', '3': 'basic' });
    expect(stepOf(job, 'prepare').inputs).toEqual({ partner: 'B' });
  });

  it('keeps each accepted warning by its name, with the last reason', () => {
    const warning = (code: string, reason: string): JournalEvent => ({
      type: 'warning-accepted',
      step: 'sign-in',
      warning: { code, reason, at: start },
    });
    const job = after(
      warning('certificate-changed AA', 'upgrade'),
      warning('certificate-changed BB', '?'),
      warning('certificate-changed BB', 'activation'),
    );
    expect(stepOf(job, 'sign-in').warnings.map(({ code, reason }) => `${code}: ${reason}`)).toEqual([
      'certificate-changed AA: upgrade',
      'certificate-changed BB: activation',
    ]);
  });
});

describe('a step', () => {
  const moved = (...states: ('probing' | 'ready' | 'applying' | 'done' | 'failed')[]): JournalEvent[] =>
    states.map((state) => ({ type: 'step', step: 'upgrade', state }));

  it('keeps when it began and ended, and has no end while it is looked at again', () => {
    expect(stepOf(after(...moved('probing', 'applying', 'done')), 'upgrade')).toMatchObject({
      startedAt: minuteAt(1),
      endedAt: minuteAt(3),
    });
    expect(stepOf(after(...moved('probing', 'done', 'probing')), 'upgrade')).toMatchObject({
      startedAt: minuteAt(1),
      endedAt: null,
    });
  });

  it('shows its plan until it ends, and its error until it moves on', () => {
    const plan = [{ code: 'do.upgrade' }];
    const error = { code: 'timeout', retry: true } as const;
    const ready: JournalEvent = { type: 'step', step: 'upgrade', state: 'ready', plan };
    expect(stepOf(after(ready, ...moved('applying')), 'upgrade').plan).toEqual(plan);
    expect(stepOf(after(ready, ...moved('applying', 'done')), 'upgrade').plan).toEqual([]);
    const failed: JournalEvent = { type: 'step', step: 'upgrade', state: 'failed', error };
    expect(stepOf(after(ready, failed), 'upgrade')).toMatchObject({ plan, error });
    expect(stepOf(after(ready, failed, ...moved('probing')), 'upgrade').error).toBeNull();
  });

  it('keeps an act without an end as open: nobody knows how it went', () => {
    const intent: JournalEvent = { type: 'intent', step: 'upgrade', action: 'a1', code: 'reboot' };
    const [open] = stepOf(after(intent, { type: 'opened', pid: 1 }), 'upgrade').actions;
    expect(open).toEqual({ id: 'a1', code: 'reboot', at: minuteAt(1), outcome: null });
    const ended = after(intent, { type: 'outcome', step: 'upgrade', action: 'a1', outcome: 'failed' });
    expect(stepOf(ended, 'upgrade').actions).toMatchObject([{ id: 'a1', outcome: 'failed' }]);
  });

  it('has the reason it was skipped for, until it is gone back to', () => {
    const skipped: JournalEvent = {
      type: 'step',
      step: 'upgrade',
      state: 'skipped',
      reason: 'newest already',
    };
    expect(stepOf(after(skipped), 'upgrade').skippedReason).toBe('newest already');
    expect(stepOf(after(skipped, ...moved('probing')), 'upgrade').skippedReason).toBeNull();
  });
});
