import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../app/domain/job';
import { isEnded } from '../../../app/domain/step-state';
import { Icon } from '../../components/icon';
import { go, homeHref, jobHref } from '../../route';
import type { MainButton } from './step-panel';
import { useStep } from './step-context';
import { usePrimaryLabel } from './use-primary-label';

/** The one main button, always at this place, and what else can be done with the step. */
export function ActionBar({ main }: { main: MainButton }) {
  const { t } = useTranslation('job');
  const { view, step, call, locked } = useStep();
  const [skipping, setSkipping] = useState(false);
  const ended = isEnded(step.state);
  const waiting = step.state === 'waiting';
  const at = { job: view.state.id, step: step.id };
  if (skipping && !ended) {
    return (
      <SkipForm
        onEnd={() => {
          setSkipping(false);
        }}
      />
    );
  }
  return (
    <div className="actions">
      {ended ? <Onward /> : <Primary main={main} />}
      {/* Where nothing is known, looking again is the main button. */}
      {step.state !== 'unknown' && (
        <button
          type="button"
          className="button quiet"
          disabled={locked || main.pressed}
          onClick={() => void call('steps.look', at)}
        >
          <Icon name="look" />
          {t('buttons.look')}
        </button>
      )}
      {!ended && !waiting && (
        <button
          type="button"
          className="button quiet"
          disabled={locked || main.pressed}
          onClick={() => {
            setSkipping(true);
          }}
        >
          <Icon name="skip" />
          {t('buttons.skip')}
        </button>
      )}
    </div>
  );
}

/** Kept focusable while it cannot be pressed, so that the keyboard's place is not lost when a step goes to work. */
function Primary({ main }: { main: MainButton }) {
  const { view, step, locked } = useStep();
  const label = usePrimaryLabel();
  return (
    <button
      type="button"
      className="button primary"
      data-testid="primary"
      aria-disabled={locked || main.pressed || view.progress !== null || undefined}
      aria-keyshortcuts="Control+Enter"
      data-step={step.id}
      onClick={main.press}
    >
      {label}
    </button>
  );
}

/** After the end of a step: the next one, or the end of the job. */
function Onward() {
  const { view, step } = useStep();
  const { state } = view;
  const after = state.steps.slice(state.steps.findIndex((one) => one.id === step.id) + 1);
  // Who came back to an earlier step, to sign in again above all, goes on where the job stands.
  const next = after.find((one) => !isEnded(one.state)) ?? after[0];
  if (next) return <NextButton to={next.id} />;
  return state.closed ? <HomeButton /> : <FinishButton />;
}

/** Takes the focus, so that Enter goes on; unless something is being typed. */
function NextButton({ to }: { to: StepId }) {
  const { t } = useTranslation(['job', 'common']);
  const { view } = useStep();
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const typing = document.activeElement?.matches('input, select, textarea') ?? false;
    if (!typing) ref.current?.focus();
  }, []);
  return (
    <button
      ref={ref}
      type="button"
      className="button primary"
      data-testid="next"
      onClick={() => {
        go(jobHref(view.state.id, to));
      }}
    >
      {t('buttons.next', { step: t(`common:steps.${to}`) })}
      <Icon name="right" />
    </button>
  );
}

/** Not focused by itself: it forgets the secrets, and a key pressed twice must not do that. */
function FinishButton() {
  const { t } = useTranslation('job');
  const { view, call } = useStep();
  async function finish(): Promise<void> {
    const result = await call('jobs.close', { job: view.state.id });
    if (result.ok) go(homeHref);
  }
  return (
    <button
      type="button"
      className="button primary"
      data-testid="next"
      disabled={view.readOnly !== null}
      onClick={() => void finish()}
    >
      {t('buttons.finish')}
    </button>
  );
}

function HomeButton() {
  const { t } = useTranslation('job');
  return (
    <button
      type="button"
      className="button primary"
      data-testid="next"
      onClick={() => {
        go(homeHref);
      }}
    >
      {t('buttons.toHome')}
    </button>
  );
}

/** In the place of the buttons, so that there is still one decision on the screen. Esc goes back. */
function SkipForm({ onEnd }: { onEnd: () => void }) {
  const { t } = useTranslation(['job', 'common']);
  const { view, step, call } = useStep();
  const reason = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const id = useId();
  useEffect(() => {
    reason.current?.focus();
  }, []);

  async function skip(): Promise<void> {
    const text = reason.current?.value.trim() ?? '';
    setMissing(text === '');
    if (text === '') return;
    const result = await call('steps.skip', { job: view.state.id, step: step.id, reason: text });
    if (result.ok) onEnd();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onEnd();
    if (event.key === 'Enter') void skip();
    if (event.key === 'Escape' || event.key === 'Enter') event.preventDefault();
  }
  return (
    <div
      className="actions skip-form"
      role="group"
      aria-label={t('skip.title', { step: t(`common:steps.${step.id}`) })}
    >
      <span className="field">
        <label htmlFor={id}>{t('skip.reason')}</label>
        <input
          ref={reason}
          id={id}
          type="text"
          onKeyDown={onKeyDown}
          aria-invalid={missing || undefined}
          aria-describedby={`${id}-hint`}
        />
        <span id={`${id}-hint`} className={missing ? 'field-problem' : 'field-hint'}>
          {missing ? t('skip.needed') : t('skip.hint')}
        </span>
      </span>
      <button type="button" className="button" onClick={() => void skip()}>
        {t('skip.button')}
      </button>
      <button type="button" className="button quiet" onClick={onEnd}>
        {t('common:actions.cancel')}
      </button>
    </div>
  );
}
