import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStep } from '../step-context';
import type { FieldName } from '../step-field';

interface ChoiceProps<T extends string> {
  field: FieldName;
  options: readonly T[];
  textOf: (option: T) => string;
  hint?: ReactNode;
  /** Counts while nothing was chosen; left out: nothing does. */
  fallback?: T;
}

/** One of a few, kept the moment it is chosen. */
export function Choice<T extends string>({ field, options, textOf, hint, fallback }: ChoiceProps<T>) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(`fields.${field}`)}</label>
      <select
        id={id}
        value={step.inputs[field] ?? fallback ?? ''}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void call('steps.input', { job: view.state.id, step: step.id, field, value });
        }}
      >
        {fallback === undefined && <option value="">{t('portal-change.choose')}</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {textOf(option)}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
