import type { JobSummary, JobView } from '../contract/views';
import { isEnded, type Action, type JobState } from '../domain/job';
import { remainingInNetwork } from '../domain/network-state';
import type { ListedJob, OpenJob } from '../procedure/manager';

/**
 * What a window is shown of an open job. What there is of every user stays here, since this goes up many times in a long
 * run: the table of licences has a call of its own, and the report asks for the whole.
 */
export function jobView({ runner, readOnly }: OpenJob): JobView {
  const state = runner.job();
  const steps = state.steps.map((step) =>
    step.actions.some(isTypeWrite)
      ? { ...step, actions: step.actions.filter((one) => !isTypeWrite(one)) }
      : step,
  );
  return {
    state: { ...state, steps, facts: withoutUsers(state.facts), assignment: {}, why: {} },
    progress: runner.progress(),
    readOnly,
  };
}

function withoutUsers(facts: JobState['facts']): JobState['facts'] {
  const { inventory, capture } = facts;
  return {
    ...facts,
    ...(inventory ? { inventory: { ...inventory, users: [] } } : {}),
    ...(capture?.users ? { capture: { ...capture, users: { ...capture.users, value: [] } } } : {}),
  };
}

function isTypeWrite({ code }: Action): boolean {
  return code === 'set-type';
}

/** A line of Home, as far as the job's journal tells it. */
export type JournalSummary = Omit<JobSummary, 'archived' | 'reportBack' | 'atWork'>;

export function journalSummary({ state, readOnly }: ListedJob): JournalSummary {
  const inputs = state.steps.find(({ id }) => id === 'prepare')?.inputs ?? {};
  const left = remainingInNetwork(state);
  return {
    id: state.id,
    kind: state.kind,
    practice: state.practice,
    customer: inputs.customer ?? '',
    pbxName: inputs.pbxName ?? '',
    address: state.facts.address ?? inputs.address ?? '',
    serials: [state.facts.serial, state.facts.swSerial].flatMap((serial) => serial ?? []),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    step: state.current,
    stepState: state.steps.find(({ id }) => id === state.current)?.state ?? 'unknown',
    doneSteps: state.steps.filter((step) => isEnded(step.state)).length,
    allSteps: state.steps.length,
    status: state.closed ? 'done' : readOnly ? 'read-only' : 'open',
    origin: state.handedFrom?.job ?? null,
    ...(left === null ? {} : { remaining: left }),
  };
}
