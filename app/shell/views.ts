import type { JobSummary, JobView } from '../contract/views';
import { isEnded, stepOf, type Action } from '../domain/job';
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
  const { inventory } = state.facts;
  const facts = inventory ? { ...state.facts, inventory: { ...inventory, users: [] } } : state.facts;
  return {
    state: { ...state, steps, facts, assignment: {}, why: {} },
    progress: runner.progress(),
    readOnly,
  };
}

function isTypeWrite({ code }: Action): boolean {
  return code === 'set-type';
}

/** A line of Home. */
export function summaryOf({ state, readOnly }: ListedJob): JobSummary {
  const inputs = state.steps.find(({ id }) => id === 'prepare')?.inputs ?? {};
  const left = state.closed ? null : remainingInNetwork(state);
  return {
    id: state.id,
    kind: state.kind,
    practice: state.practice,
    customer: inputs.customer ?? '',
    pbxName: inputs.pbxName ?? '',
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    step: state.current,
    stepState: stepOf(state, state.current).state,
    doneSteps: state.steps.filter((step) => isEnded(step.state)).length,
    allSteps: state.steps.length,
    status: state.closed ? 'done' : readOnly ? 'read-only' : 'open',
    ...(left === null ? {} : { remaining: left }),
  };
}
