import { createContext, useContext, useEffect } from 'react';
import type { Answer, Arg, CallName } from '../../../app/contract/contract';
import type { JobView } from '../../../app/contract/views';
import type { Result } from '../../../app/domain/error';
import type { SecretInfo, SecretName, StepRecord } from '../../../app/domain/job';
import { isEnded } from '../../../app/domain/step-state';
import type { InputSaver } from './input-saver';

/** What a step's screen works with. */
export interface StepTools {
  view: JobView;
  step: StepRecord;
  /** Nothing may be changed: read-only, at work, or an earlier step has not ended. */
  locked: boolean;
  saver: InputSaver;
  /** A call whose error is shown in the step. */
  call: <N extends CallName>(name: N, arg: Arg<N>) => Promise<Result<Answer<N>>>;
  /** Presses the step's main button. */
  press: () => void;
  /** Run before the main button carries out the plan; false holds it back (a field has to be put right first). */
  setBefore: (before: Before | null) => void;
  /** The step shows a page and needs the room of the other regions. */
  setRoomy: (roomy: boolean) => void;
}
export type Before = () => Promise<boolean>;

export const StepContext = createContext<StepTools | null>(null);

/** For anything inside a step's screen. */
export function useStep(): StepTools {
  const tools = useContext(StepContext);
  if (!tools) throw new Error('no step around this component');
  return tools;
}

/** The step's own work before its main button carries out the plan. */
export function useBefore(before: Before): void {
  const { setBefore } = useStep();
  useEffect(() => {
    setBefore(before);
    return () => {
      setBefore(null);
    };
  });
}

/** Where a secret of this job is kept; null when there is none. */
export function useSecretInfo(name: SecretName): SecretInfo | null {
  const { view } = useStep();
  return view.state.secrets.find((secret) => secret.name === name) ?? null;
}

/** The step is open, and the PBX's page is worked for it: by the wizard or by hand. */
export function isInPage(step: StepRecord): boolean {
  return step.ways.length > 0 && step.way !== 'automatic' && step.state !== 'waiting' && !isEnded(step.state);
}

/** True when the plan shown has this item. */
export function asks(step: StepRecord, code: string): boolean {
  return step.plan.some((item) => item.code === code);
}
