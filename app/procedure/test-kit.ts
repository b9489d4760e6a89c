import type { JobId, JobKind, SecretName, StepId } from '../domain/job';
import type { JournalEvent, TimedEvent } from '../domain/journal-event';
import { fold, foldAll } from '../domain/fold';
import type { OpenJournal, Ports, SecretsPort, PbxPort } from './ports';
import { Runner } from './runner';
import type { Step } from './step';

/** Secrets in memory, as the keychain room falls back to. */
export function secretsInMemory(): SecretsPort {
  const kept = new Map<string, string>();
  const key = (job: JobId, name: SecretName): string => `${job}/${name}`;
  return {
    put: (job, name, value) => {
      kept.set(key(job, name), value);
      return Promise.resolve('memory');
    },
    get: (job, name) => Promise.resolve(kept.get(key(job, name)) ?? null),
    forget: (job, name) => {
      kept.delete(key(job, name));
      return Promise.resolve();
    },
  };
}

/** A journal that keeps its lines in memory; `full` makes it refuse like a full disk. */
export function journalInMemory(events: TimedEvent[]): OpenJournal & { full: boolean } {
  let time = Date.parse('2026-01-01T00:00:00Z');
  return {
    events,
    notices: [],
    readOnly: null,
    full: false,
    append(event: JournalEvent) {
      if (this.full) return Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
      const timed = { at: new Date((time += 1_000)).toISOString(), event };
      events.push(timed);
      return Promise.resolve(timed);
    },
    close: () => Promise.resolve(),
  };
}

export function created(
  steps: StepId[],
  kind: JobKind = 'activate-virtual',
  id = 'activate-virtual-test01',
): TimedEvent {
  return {
    at: '2026-01-01T00:00:00.000Z',
    event: {
      type: 'job-created',
      id,
      kind,
      steps,
      preset: null,
      app: { version: '0', electron: '0', platform: 'test' },
    },
  };
}

/** A PBX port that does what the test gives it; anything else asked of it is an error. */
export function pbxPortOf(given: Partial<PbxPort>): PbxPort {
  const notAsked = (): Promise<never> => Promise.reject(new Error('not asked'));
  return { look: notAsked, signIn: notAsked, preflight: notAsked, reach: notAsked, find: notAsked, ...given };
}

/** A runner over steps of the test's own. */
export function runnerOf(
  steps: Step[],
  ports: Partial<Ports> = {},
  kind: JobKind = 'activate-virtual',
): { runner: Runner; journal: ReturnType<typeof journalInMemory>; events: TimedEvent[] } {
  const events = [
    created(
      steps.map(({ id }) => id),
      kind,
    ),
  ];
  const journal = journalInMemory(events);
  const state = foldAll(events);
  if (!state) throw new Error('no state');
  const all = {
    clock: { now: () => new Date(), sleep: never },
    secrets: secretsInMemory(),
    recipes: { all: () => [] },
    sshAgent: () => null,
    journals: { list: () => Promise.resolve([]) },
    files: { writeNew: (_job, name) => Promise.resolve(name) },
    ...ports,
  } as Ports;
  return { runner: new Runner(state, steps, journal, all, () => undefined), journal, events };
}

/** A sleep that ends only when it is called off. */
function never(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

/** What a new process would make of the same journal. */
export function afterRestart(events: readonly TimedEvent[]) {
  const state = foldAll(events);
  if (!state) throw new Error('no state');
  return fold(state, { at: '2026-01-02T00:00:00.000Z', event: { type: 'opened', pid: 1 } });
}

/** Resolves when the runner has nothing in hand. */
export async function idle(runner: Runner): Promise<void> {
  while (runner.isBusy()) await new Promise((resolve) => setImmediate(resolve));
}
