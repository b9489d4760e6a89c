import { describe, expect, it } from 'vitest';
import { Failure, toWizardError } from '../domain/failure';
import { stepOf } from '../domain/job';
import { afterRestart, idle, runnerOf } from './test-kit';
import { lookOf, said, satisfied, type Look, type Step } from './step';

const changes = lookOf([said('do.something')]);

function stepWith(over: Partial<Step>): Step {
  return {
    id: 'upgrade',
    ways: () => [{ way: 'automatic', possible: true, reason: { code: 'way.route-works' } }],
    probe: () => Promise.resolve(changes),
    apply: () => Promise.resolve(),
    verify: () => Promise.resolve(satisfied),
    ...over,
  };
}

function states(events: readonly { event: { type: string } }[]): string[] {
  return events.flatMap(({ event }) =>
    event.type === 'step' ? [(event as unknown as { state: string }).state] : [],
  );
}

describe('a step', () => {
  it('goes through probe, plan, apply and verify, each journalled', async () => {
    const { runner, events } = runnerOf([
      stepWith({
        apply: async (context) => {
          const ended = await context.intent('start-upgrade');
          await ended('done');
        },
      }),
    ]);
    runner.look('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade')).toMatchObject({
      state: 'ready',
      plan: [{ code: 'do.something' }],
    });
    runner.apply('upgrade');
    await idle(runner);
    expect(states(events)).toEqual(['probing', 'ready', 'probing', 'applying', 'verifying', 'done']);
  });

  it('that finds all as it should be is already-done and applies nothing', async () => {
    let applied = 0;
    const { runner } = runnerOf([
      stepWith({
        probe: () => Promise.resolve(satisfied),
        apply: () => {
          applied++;
          return Promise.resolve();
        },
      }),
    ]);
    runner.apply('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade').state).toBe('already-done');
    expect(applied).toBe(0);
  });

  it('is not done when the look afterwards still finds changes', async () => {
    const { runner } = runnerOf([stepWith({ verify: () => Promise.resolve(changes) })]);
    runner.apply('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade').state).toBe('ready');
  });

  it('never ends well after a cancel, even when the act itself ends without an error', async () => {
    const { runner } = runnerOf([
      stepWith({
        apply: (context) =>
          new Promise((resolve) => {
            context.signal.addEventListener('abort', () => {
              resolve();
            });
          }),
      }),
    ]);
    runner.apply('upgrade');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await runner.cancel('upgrade');
    expect(stepOf(runner.job(), 'upgrade')).toMatchObject({ state: 'unknown', error: { code: 'cancelled' } });
  });

  it.each([
    ['reset', 'unknown'],
    ['timeout', 'unknown'],
    ['wrong-password', 'failed'],
    ['upgrade-failed', 'failed'],
    ['certificate-changed', 'needs-person'],
  ] as const)('that meets %s while applying is %s', async (code, state) => {
    const { runner } = runnerOf([stepWith({ apply: () => Promise.reject(new Failure(code)) })]);
    runner.apply('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade')).toMatchObject({ state, error: { code } });
  });

  it('that fails half-way shows what is left of its plan', async () => {
    let left = 2;
    const plan = (): Look => lookOf([said('do.set-types', { count: left })]);
    const apply = (): Promise<void> => {
      left--;
      return Promise.reject(new Failure('pbx-error'));
    };
    const { runner } = runnerOf([stepWith({ probe: () => Promise.resolve(plan()), replan: plan, apply })]);
    runner.apply('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade')).toMatchObject({
      state: 'failed',
      error: { code: 'pbx-error' },
      plan: [{ params: { count: 1 } }],
    });
  });

  it('turns anything thrown into an error value', async () => {
    const { runner } = runnerOf([stepWith({ probe: () => Promise.reject(new TypeError('odd')) })]);
    runner.look('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade').error).toMatchObject({
      code: 'internal',
      details: 'TypeError: odd',
    });
  });

  it('in flight when the process died is unknown to the next one', async () => {
    const { runner, events } = runnerOf([stepWith({ apply: () => new Promise(() => undefined) })]);
    runner.apply('upgrade');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(stepOf(runner.job(), 'upgrade').state).toBe('applying');
    expect(stepOf(afterRestart(events), 'upgrade').state).toBe('unknown');
  });

  it('with a full disk stops, says so, and goes on when there is room', async () => {
    const { runner, journal } = runnerOf([stepWith({})]);
    journal.full = true;
    runner.apply('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade')).toMatchObject({ state: 'unknown', error: { code: 'disk-full' } });
    journal.full = false;
    runner.apply('upgrade');
    await idle(runner);
    expect(stepOf(runner.job(), 'upgrade').state).toBe('done');
  });
});

describe('the order of steps', () => {
  const two = (): Step[] => [
    stepWith({ id: 'prepare', verify: () => Promise.resolve(satisfied) }),
    stepWith({ id: 'deploy' }),
  ];

  const codeOf = (act: () => void): string => {
    try {
      act();
    } catch (thrown) {
      return toWizardError(thrown).code;
    }
    return 'nothing thrown';
  };

  it('holds a step back until the ones before have ended', () => {
    const { runner } = runnerOf(two());
    expect(codeOf(() => runner.apply('deploy'))).toBe('not-now');
  });

  it('lets one act run at a time', async () => {
    const { runner } = runnerOf(two());
    runner.apply('prepare');
    expect(codeOf(() => runner.look('prepare'))).toBe('busy');
    await idle(runner);
    runner.apply('deploy');
    await idle(runner);
    expect(stepOf(runner.job(), 'deploy').state).toBe('done');
  });

  it('goes on after a skip with its reason kept', async () => {
    const { runner } = runnerOf(two());
    await runner.skip('prepare', 'done in the office');
    expect(stepOf(runner.job(), 'prepare')).toMatchObject({
      state: 'skipped',
      skippedReason: 'done in the office',
    });
    await runner.go('deploy');
    await idle(runner);
    expect(stepOf(runner.job(), 'deploy').state).toBe('ready');
  });
});

describe('replanning', () => {
  it('shows the new plan after something was typed, without a probe', async () => {
    let look: Look = lookOf([said('ask.input', { field: 'customer' })]);
    let probes = 0;
    const { runner } = runnerOf([
      stepWith({ id: 'prepare', replan: () => look, probe: () => (probes++, Promise.resolve(look)) }),
    ]);
    await runner.go('prepare');
    await idle(runner);
    expect(stepOf(runner.job(), 'prepare').state).toBe('needs-person');
    look = changes;
    await runner.replan('prepare');
    expect(stepOf(runner.job(), 'prepare').state).toBe('ready');
    expect(probes).toBe(1);
  });
});

describe('something done beside the steps', () => {
  it('moves no step, is shown as progress, and lets nothing else run meanwhile', async () => {
    const { runner, events } = runnerOf([stepWith({})]);
    let finish = (): void => undefined;
    const answer = runner.aside('upgrade', said('applying.find'), async (context) => {
      await new Promise<void>((resolve) => (finish = resolve));
      await context.evidence(said('preflight'), 'observed', 'a test');
      return 7;
    });
    expect(runner.progress()).toMatchObject({ step: 'upgrade', doing: { code: 'applying.find' } });
    expect(() => {
      runner.look('upgrade');
    }).toThrow('busy');
    finish();
    expect(await answer).toBe(7);
    expect([runner.isBusy(), runner.progress()]).toEqual([false, null]);
    expect(states(events)).toEqual([]);
    expect(stepOf(runner.job(), 'upgrade').evidence).toHaveLength(1);
  });

  it('is called off like a step, and tells whoever began it', async () => {
    const { runner, events } = runnerOf([stepWith({})]);
    const answer = runner.aside(
      'upgrade',
      said('applying.find'),
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    );
    const told = expect(answer).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await runner.cancel('upgrade');
    await told;
    expect([runner.isBusy(), states(events)]).toEqual([false, []]);
  });
});
