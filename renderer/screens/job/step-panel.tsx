import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../app/contract/views';
import type { ErrorCode, WizardError } from '../../../app/domain/error';
import type { StepId, StepRecord } from '../../../app/domain/job';
import { isEnded, isInFlight } from '../../../app/domain/step-state';
import { ErrorPanel } from '../../components/error-panel';
import { go, jobHref } from '../../route';
import { AssistedBar } from './assisted-bar';
import { ActionBar } from './action-bar';
import { PlanList } from './plan-list';
import { Elsewhere, ProgressPanel } from './progress-panel';
import { asks, StepContext, type Before, type StepTools } from './step-context';
import { StepHead } from './step-head';
import { liveBodies, stepBodies } from './steps';
import { useFocusKept } from './use-focus-kept';
import { useStepCalls } from './use-step-calls';

interface StepPanelProps {
  view: JobView;
  step: StepRecord;
  pressRef: RefObject<(() => void) | null>;
  setRoomy: (roomy: boolean) => void;
}

/** The middle: what this step is, how it stands, what is to be done, and the one button. */
export function StepPanel({ view, step, pressRef, setRoomy }: StepPanelProps) {
  const { t } = useTranslation(['job', 'common']);
  const calls = useStepCalls(view, step);
  const before = useRef<Before | null>(null);
  const locked = isLocked(view, step);
  const main = useMainButton(view, step, calls, before);

  useEffect(() => {
    pressRef.current = main.press;
  });

  const body = useFocusKept(locked);
  const top = useRef<HTMLDivElement>(null);
  const { call, saver } = calls;
  const tools = useMemo(
    (): StepTools => ({
      view,
      step,
      locked,
      saver,
      call,
      press: () => pressRef.current?.(),
      setBefore: (next) => {
        before.current = next;
      },
      setRoomy,
    }),
    [view, step, locked, saver, call, pressRef, setRoomy],
  );
  const Body = stepBodies[step.id];
  const Live = liveBodies[step.id];
  const error = calls.failed?.error ?? step.error;
  const news = step.state === 'applying' ? 'applying' : (error?.code ?? null);
  useEffect(() => {
    // What goes on and what went wrong stand at the top, which may be scrolled away when the button is pressed.
    if (news !== null && top.current) top.current.scrollTop = 0;
  }, [news]);
  const inSignIn = error ? helpInSignIn(step, error) : null;
  const elsewhere = view.progress && view.progress.step !== step.id ? view.progress : null;

  return (
    <main
      className="step"
      aria-label={t('regions.step')}
      data-region="step"
      data-state={step.state}
      // Who works the window from outside sees by these when what was done has been taken in and is shown.
      data-pending={calls.pending > 0 || main.pressed || undefined}
      data-as-of={view.state.updatedAt}
    >
      <StepContext value={tools}>
        <div ref={top} className="step-scroll">
          <StepHead view={view} step={step} />
          {elsewhere && <Elsewhere job={view.state.id} progress={elsewhere} />}
          {error && (
            <ErrorPanel
              error={error}
              brief={asks(step, 'ask.other-way')}
              folded={workFirst.has(step.id) && step.state === 'needs-person'}
              onRetry={calls.failed?.again ?? main.press}
              instead={
                inSignIn && !locked
                  ? { label: t(`common:actions.${inSignIn}`), act: () => void lookAtSignIn(view, calls) }
                  : undefined
              }
            />
          )}
          {view.progress?.step === step.id &&
            (view.progress.assisted ? (
              <AssistedBar progress={view.progress} run={view.progress.assisted} />
            ) : (
              <ProgressPanel progress={view.progress} />
            ))}
          {Live && <Live />}
          <fieldset ref={body} className="step-body" disabled={locked}>
            <legend className="unseen">{t(`common:steps.${step.id}`)}</legend>
            <Body />
            {!placesPlan.has(step.id) && <PlanList />}
          </fieldset>
        </div>
        <ActionBar main={main} />
        <p className="unseen" role="status">
          {t('announce', { step: t(`common:steps.${step.id}`), state: t(`common:states.${step.state}`) })}
        </p>
      </StepContext>
    </main>
  );
}

/** Steps that look for a PBX before it can be there: the work that brings it up stays in sight. */
const workFirst: ReadonlySet<StepId> = new Set(['deploy', 'cabling', 'connect', 'cloud-ready']);

/** Codes that mean that the PBX does not know us any more: an expected state, with a way back to the sign-in. */
const lost: ReadonlySet<ErrorCode> = new Set([
  'sign-in-lost',
  'second-factor-needed',
  'no-sign-in-way',
  'wrong-password',
  'token-refused',
  'maybe-other-pbx',
]);

/** What the step of the sign-in can do about an error of another step. */
function helpInSignIn(
  step: StepRecord,
  { code, params }: WizardError,
): 'signInAgain' | 'compareCertificates' | null {
  if (step.id === 'sign-in') return null;
  // Of whatever it could be signed in with nothing is left; other secrets are given elsewhere.
  if (code === 'secret-missing') return params?.name === 'admin password' ? 'signInAgain' : null;
  if (code === 'certificate-changed') return 'compareCertificates';
  return lost.has(code) ? 'signInAgain' : null;
}

/** Looks at the sign-in anew, which tries what the job has and then asks, and goes there. */
async function lookAtSignIn(view: JobView, { call }: ReturnType<typeof useStepCalls>): Promise<void> {
  const job = view.state.id;
  const result = await call('steps.look', { job, step: 'sign-in' });
  if (result.ok) go(jobHref(job, 'sign-in'));
}

/** Steps that use the whole width and have a place of their own for the plan. */
const placesPlan: ReadonlySet<StepId> = new Set([
  'admin-password',
  'upgrade',
  'portal',
  'activate',
  'licences',
  'portal-change',
  'sw-key',
  'taken-over',
]);

function isLocked(view: JobView, step: StepRecord): boolean {
  const readOnly = view.readOnly !== null || view.state.closed !== null;
  return readOnly || step.state === 'waiting' || isInFlight(step.state) || view.progress?.step === step.id;
}

/** The one button of the step. */
export interface MainButton {
  press: () => void;
  /** Something was pressed and has not been answered yet. */
  pressed: boolean;
}

/** The main button's work: save what was typed, let the step put its own things right, carry out the plan. */
function useMainButton(
  view: JobView,
  step: StepRecord,
  { call, saver }: ReturnType<typeof useStepCalls>,
  before: RefObject<Before | null>,
): MainButton {
  const [pressed, setPressed] = useState(false);
  const at = { job: view.state.id, step: step.id };
  const possible = !pressed && !isLocked(view, step) && !isEnded(step.state) && view.progress === null;

  async function press(): Promise<void> {
    if (!possible) return;
    setPressed(true);
    await saver.flush();
    if (step.state === 'unknown') await call('steps.look', at);
    else if (!before.current || (await before.current())) await call('steps.apply', at);
    setPressed(false);
  }
  return { press: () => void press(), pressed };
}
