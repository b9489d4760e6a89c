import { isLoopback } from './address';
import type { JobState, SecretName, StepRecord, StepState } from './job';
import type { JournalEvent, TimedEvent } from './journal-event';
import { mergeNetwork } from './network-members';

const inFlight: ReadonlySet<StepState> = new Set<StepState>(['probing', 'applying', 'verifying']);

function newStep(id: StepRecord['id']): StepRecord {
  return {
    id,
    state: 'waiting',
    way: 'guided',
    ways: [],
    plan: [],
    error: null,
    skippedReason: null,
    evidence: [],
    warnings: [],
    actions: [],
    inputs: {},
    startedAt: null,
    endedAt: null,
  };
}

type Created = Extract<JournalEvent, { type: 'job-created' }>;

function newJob(event: Created, at: string): JobState {
  return {
    id: event.id,
    kind: event.kind,
    createdAt: at,
    updatedAt: at,
    app: event.app,
    practice: event.preset !== null,
    preset: event.preset,
    current: event.steps[0] ?? 'prepare',
    steps: event.steps.map(newStep),
    facts: {},
    factSources: {},
    secrets: [],
    assignment: {},
    why: {},
    notices: [],
    closed: null,
    ...(event.handedFrom ? { handedFrom: event.handedFrom } : {}),
  };
}

function onStep(job: JobState, id: StepRecord['id'], change: (step: StepRecord) => StepRecord): JobState {
  return { ...job, steps: job.steps.map((step) => (step.id === id ? change(step) : step)) };
}

function moveStep(step: StepRecord, event: Extract<JournalEvent, { type: 'step' }>, at: string): StepRecord {
  const ended = event.state === 'done' || event.state === 'already-done' || event.state === 'skipped';
  return {
    ...step,
    state: event.state,
    way: event.way ?? step.way,
    ways: event.ways ?? step.ways,
    plan: event.plan ?? (ended ? [] : step.plan),
    error: event.error ?? null,
    skippedReason: event.state === 'skipped' ? (event.reason ?? '') : null,
    startedAt: step.startedAt ?? at,
    endedAt: ended ? at : null,
  };
}

/** A null takes the entry away. */
function setOrDrop<T>(current: Record<string, T>, set: Record<string, T | null>): Record<string, T> {
  const next = { ...current };
  for (const [key, value] of Object.entries(set)) {
    if (value === null) Reflect.deleteProperty(next, key);
    else next[key] = value;
  }
  return next;
}

function addFacts(job: JobState, event: Extract<JournalEvent, { type: 'facts' }>, at: string): JobState {
  const factSources = { ...job.factSources };
  for (const key of Object.keys(event.facts)) factSources[key] = { at, source: event.source };
  // A PBX on this very computer is a practice PBX, however the job was begun; the report must say so.
  const practice = job.practice || (event.facts.look !== undefined && isLoopback(event.facts.look.host));
  const { network } = event.facts;
  const merged = network ? { network: mergeNetwork(job.facts.network, network) } : {};
  return { ...job, practice, facts: { ...job.facts, ...event.facts, ...merged }, factSources };
}

function assign(job: JobState, { set, why = {} }: Extract<JournalEvent, { type: 'assignment' }>): JobState {
  const reasons = Object.keys(set).map((id) => [id, set[id] === null ? null : (why[id] ?? null)] as const);
  return {
    ...job,
    assignment: setOrDrop(job.assignment, set),
    why: setOrDrop(job.why, Object.fromEntries(reasons)),
  };
}

function inKeychain(job: JobState, name: SecretName, isThere: boolean): Pick<JobState, 'inKeychain'> {
  const others = (job.inKeychain ?? []).filter((one) => one !== name);
  return { inKeychain: isThere ? [...others, name] : others };
}

/** One event onto the state. Pure; the same events always give the same state. */
export function fold(job: JobState, { at, event }: TimedEvent): JobState {
  const touched = { ...job, updatedAt: at };
  switch (event.type) {
    case 'job-created':
      return newJob(event, at);
    case 'opened':
      return {
        ...touched,
        steps: job.steps.map((step) =>
          inFlight.has(step.state) ? { ...step, state: 'unknown' as const } : step,
        ),
      };
    case 'went-to':
      return { ...touched, current: event.step };
    case 'input':
      return onStep(touched, event.step, (step) => ({
        ...step,
        inputs: setOrDrop(step.inputs, { [event.field]: event.value }),
      }));
    case 'way-chosen':
      return onStep(touched, event.step, (step) => ({ ...step, way: event.way }));
    case 'step':
      return onStep(touched, event.step, (step) => moveStep(step, event, at));
    case 'intent': {
      const action = {
        id: event.action,
        code: event.code,
        at,
        outcome: null,
        ...(event.params ? { params: event.params } : {}),
      };
      return onStep(touched, event.step, (step) => ({ ...step, actions: [...step.actions, action] }));
    }
    case 'outcome':
      return onStep(touched, event.step, (step) => ({
        ...step,
        actions: step.actions.map((action) =>
          action.id === event.action ? { ...action, outcome: event.outcome } : action,
        ),
      }));
    case 'evidence':
      return onStep(touched, event.step, (step) => ({
        ...step,
        evidence: [...step.evidence, event.evidence],
      }));
    case 'facts':
      return addFacts(touched, event, at);
    case 'secret':
      return {
        ...touched,
        secrets: [...job.secrets.filter((one) => one.name !== event.secret.name), event.secret],
        ...(event.secret.kept === 'keychain' ? inKeychain(job, event.secret.name, true) : {}),
      };
    case 'secret-forgotten':
      return {
        ...touched,
        secrets: job.secrets.filter((one) => one.name !== event.name),
        ...(event.from === 'memory' ? {} : inKeychain(job, event.name, false)),
      };
    case 'assignment':
      return assign(touched, event);
    case 'warning-accepted':
      return onStep(touched, event.step, (step) => ({
        ...step,
        warnings: [...step.warnings.filter((one) => one.code !== event.warning.code), event.warning],
      }));
    case 'notice':
      return { ...touched, notices: [...job.notices, event.notice] };
    case 'closed':
      return { ...touched, closed: { at, outcome: event.outcome } };
  }
}

/** The state after all events; null when the first is not the job's creation. */
export function foldAll(events: readonly TimedEvent[]): JobState | null {
  const [first, ...rest] = events;
  if (first?.event.type !== 'job-created') return null;
  return rest.reduce(fold, newJob(first.event, first.at));
}
