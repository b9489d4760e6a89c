import { useCallback, useEffect, useState } from 'react';
import type { Answer, Arg, CallName } from '../../../app/contract/contract';
import type { JobView } from '../../../app/contract/views';
import type { Result, WizardError } from '../../../app/domain/error';
import type { StepRecord } from '../../../app/domain/job';
import { useClient } from '../../client';
import { InputSaver } from './input-saver';
import type { StepTools } from './step-context';

/** A declined call, and how to ask again. */
export interface FailedCall {
  error: WizardError;
  again: () => void;
}

interface StepCalls {
  call: StepTools['call'];
  saver: InputSaver;
  /** Calls that are not answered yet. */
  pending: number;
  /** The last call, if it was declined. */
  failed: FailedCall | null;
}

/** Calls of one step: what they are declined for is shown in the step, until one succeeds. */
export function useStepCalls(view: JobView, step: StepRecord): StepCalls {
  const client = useClient();
  const job = view.state.id;
  const [failed, setFailed] = useState<FailedCall | null>(null);
  const [pending, setPending] = useState(0);

  const call = useCallback(
    async function call<N extends CallName>(name: N, arg: Arg<N>): Promise<Result<Answer<N>>> {
      // Every call of a step has an argument; the client's type also covers those without.
      const { call: ask } = client as unknown as Pick<StepTools, 'call'>;
      setPending((before) => before + 1);
      const result = await ask(name, arg);
      setPending((before) => before - 1);
      setFailed(result.ok ? null : { error: result.error, again: () => void call(name, arg) });
      return result;
    },
    [client],
  );

  const [saver] = useState(
    () => new InputSaver((field, value) => call('steps.input', { job, step: step.id, field, value })),
  );
  useEffect(() => {
    const save = (): void => void saver.flush();
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [saver]);

  return { call, saver, pending, failed };
}
