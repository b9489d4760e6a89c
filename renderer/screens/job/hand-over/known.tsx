import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notesField } from '../../../../app/domain/hand-over';
import type { JobState, StepId } from '../../../../app/domain/job';
import { countField } from '../../../../app/domain/licensing/order-numbers';
import { periodsFor } from '../../../../app/domain/licensing/periods';
import { isCount } from '../../../../app/domain/licensing/portal-change';
import { platformOf } from '../../../../app/domain/licensing/portal-form';
import { licenceTypes } from '../../../../app/domain/licensing/types';
import { isEnded } from '../../../../app/domain/step-state';
import { useClient } from '../../../client';

/**
 * What the office knows and the steps do not ask for yet: notes, and what was ordered. It is kept with the steps it belongs
 * to, as if it were typed there, so that it stands there when they are reached.
 */
export function Known({ state }: { state: JobState }) {
  const { t } = useTranslation('office');
  const portal = state.steps.find(({ id }) => id === 'portal');
  return (
    <>
      <Notes state={state} />
      {portal && !isEnded(portal.state) && (
        <fieldset className="office-order">
          <legend>{t('send.order')}</legend>
          <Period state={state} inputs={portal.inputs} />
          {licenceTypes.map(({ wire, label }) => (
            <Count key={wire} state={state} wire={wire} label={label} inputs={portal.inputs} />
          ))}
        </fieldset>
      )}
    </>
  );
}

function useSave(state: JobState, step: StepId) {
  const client = useClient();
  return (field: string, value: string): void => {
    void client.call('steps.input', { job: state.id, step, field, value });
  };
}

function Notes({ state }: { state: JobState }) {
  const { t } = useTranslation('office');
  const save = useSave(state, 'prepare');
  const id = useId();
  const kept = state.steps.find((step) => step.id === 'prepare')?.inputs[notesField] ?? '';
  return (
    <div className="field">
      <label htmlFor={id}>{t('send.notes')}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={10_000}
        defaultValue={kept}
        aria-describedby={`${id}-hint`}
        onBlur={(event) => {
          save(notesField, event.currentTarget.value.trim());
        }}
      />
      <span id={`${id}-hint`} className="field-hint">
        {t('send.notesHint')}
      </span>
    </div>
  );
}

interface FieldProps {
  state: JobState;
  inputs: Readonly<Record<string, string>>;
}

function Period({ state, inputs }: FieldProps) {
  const { t } = useTranslation('steps');
  const save = useSave(state, 'portal');
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('fields.period')}</label>
      <select
        id={id}
        value={inputs['period'] ?? ''}
        onChange={(event) => {
          save('period', event.currentTarget.value);
        }}
      >
        <option value="">{t('portal.periodNone')}</option>
        {periodsFor(platformOf(state.kind)).map((period) => (
          <option key={period} value={period}>
            {t(`portal.periods.${period}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Count({ state, inputs, wire, label }: FieldProps & { wire: string; label: string }) {
  const { t } = useTranslation('steps');
  const save = useSave(state, 'portal');
  const id = useId();
  const field = countField(wire);
  const [odd, setOdd] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        aria-label={t('portal.countLabel', { type: label })}
        defaultValue={inputs[field] ?? ''}
        aria-invalid={odd || undefined}
        onBlur={(event) => {
          const value = event.currentTarget.value.trim();
          setOdd(value !== '' && !isCount(value));
          save(field, value);
        }}
      />
      {odd && <span className="field-problem">{t('portal.countOdd')}</span>}
    </div>
  );
}
