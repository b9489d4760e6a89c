import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepId, StepRecord } from '../../../app/domain/job';
import { StateIcon } from '../../components/state-mark';

interface RailProps {
  steps: readonly StepRecord[];
  shown: StepId;
  onGo: (step: StepId) => void;
}

const moves: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** The steps in their order. One stop for the Tab key; the arrows move inside. */
export function Rail({ steps, shown, onGo }: RailProps) {
  const { t } = useTranslation(['job', 'common']);
  const list = useRef<HTMLOListElement>(null);
  const [stop, setStop] = useState<StepId | null>(null);
  const inTab = stop ?? shown;

  function onKeyDown(event: KeyboardEvent): void {
    const move = event.altKey ? undefined : moves[event.key];
    if (!move) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[move(at, buttons.length - 1)]?.focus();
    event.preventDefault();
  }

  return (
    <nav className="rail" aria-label={t('regions.steps')} data-region="steps">
      <ol ref={list} onKeyDown={onKeyDown}>
        {steps.map((step) => (
          <li key={step.id}>
            <button
              type="button"
              className="rail-step"
              data-testid={`step-${step.id}`}
              data-state={step.state}
              data-region-focus={step.id === shown || undefined}
              aria-current={step.id === shown ? 'step' : undefined}
              tabIndex={step.id === inTab ? 0 : -1}
              title={t(`common:steps.${step.id}`)}
              onFocus={() => {
                setStop(step.id);
              }}
              onBlur={() => {
                setStop(null);
              }}
              onClick={() => {
                onGo(step.id);
              }}
            >
              <StateIcon state={step.state} />
              <span className="rail-words">
                <span className="rail-title">{t(`common:steps.${step.id}`)}</span>
                <span className="rail-state">{t(`common:states.${step.state}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
