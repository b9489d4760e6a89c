import { useStep } from '../step-context';

/** The installer's word on something, and what it was; kept, the step looks again by it. */
export function useSay(): (code: string, note?: string) => Promise<void> {
  const { view, step, call } = useStep();
  return async (code, note = '') => {
    const at = { job: view.state.id, step: step.id };
    const said = await call('steps.confirm', { ...at, code, note });
    if (said.ok) await call('steps.look', at);
  };
}
