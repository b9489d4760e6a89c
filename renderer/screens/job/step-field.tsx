import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type en from '../../strings/en/steps.json';
import { useStep } from './step-context';

export type FieldName = keyof typeof en.fields;

interface StepFieldProps {
  field: FieldName;
  hint?: string | undefined;
  /** Shown while nothing was typed here yet. */
  fallback?: string;
  /** Says what is wrong with a text; null when nothing is. */
  problemOf?: (value: string) => string | null;
  onType?: (value: string) => void;
  inputMode?: 'text' | 'numeric' | 'url';
  /** Without label and hint, for a table cell that has them. */
  bare?: boolean;
  label?: string;
}

/**
 * One typed value of the step. The field keeps what is typed only until the app has it; what the app says later is shown
 * unless the field is being typed in.
 */
export function StepField(props: StepFieldProps) {
  const { field, hint, fallback = '', problemOf, onType, inputMode = 'text', bare = false } = props;
  const { t } = useTranslation('steps');
  const { step, saver, press } = useStep();
  const saved = step.inputs[field] ?? fallback;
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const label = props.label ?? t(`fields.${field}`);

  useEffect(() => {
    const element = input.current;
    if (!element || saver.isWaiting(field) || element === document.activeElement) return;
    element.value = saved;
  }, [saved, saver, field]);

  const check = (value: string): string | null => (value.trim() === '' ? null : (problemOf?.(value) ?? null));
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    press();
  }
  return (
    <div className={bare ? 'field bare' : 'field'}>
      {!bare && <label htmlFor={id}>{label}</label>}
      <input
        ref={input}
        id={id}
        type="text"
        inputMode={inputMode}
        aria-label={bare ? label : undefined}
        defaultValue={saved}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem !== null || hint !== undefined ? `${id}-hint` : undefined}
        onInput={(event) => {
          const { value } = event.currentTarget;
          saver.typed(field, value);
          onType?.(value);
          if (problem !== null) setProblem(check(value));
        }}
        onBlur={(event) => {
          setProblem(check(event.currentTarget.value));
          void saver.flush(field);
        }}
        onKeyDown={onKeyDown}
      />
      {(problem !== null || hint !== undefined) && (
        <span id={`${id}-hint`} className={problem === null ? 'field-hint' : 'field-problem'}>
          {problem ?? hint}
        </span>
      )}
    </div>
  );
}
