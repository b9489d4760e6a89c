import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dataKinds, type DataKind } from '../../../../../app/domain/script-words';
import { jobNames } from '../../job-header';
import { asks, useStep } from '../../step-context';
import { StepField, type FieldName } from '../../step-field';
import { AskSshPassword } from '../ssh-fields';
import { ScriptRecipe } from './script-recipe';
import '../../../../styles/move.css';

const kinds = Object.keys(dataKinds) as DataKind[];

/** Command, choices, and the point of no return: all that comes before the script. */
export function BeforeStart({ word }: { word: string }) {
  const { step } = useStep();
  return (
    <>
      {asks(step, 'ask.ssh-password') && <AskSshPassword />}
      <ScriptRecipe />
      <Choices />
      <NoReturn word={word} />
    </>
  );
}

function Choices() {
  const { t } = useTranslation('steps');
  return (
    <section className="field-group">
      <h2>{t('move.choicesTitle')}</h2>
      <p className="field-hint">{t('move.choicesLead')}</p>
      <div className="kind-choices">
        {kinds.map((kind) => (
          <Kind key={kind} kind={kind} />
        ))}
      </div>
      <Policy />
    </section>
  );
}

function Kind({ kind }: { kind: DataKind }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const field = `kind-${kind}`;
  const id = useId();
  return (
    <div className="kind-choice">
      <label htmlFor={id}>{t(`move.kinds.${kind}`)}</label>
      <select
        id={id}
        value={step.inputs[field] ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void call('steps.input', { job: view.state.id, step: step.id, field, value });
        }}
      >
        <option value="">{t('move.open')}</option>
        <option value="yes">{t('move.choices.yes')}</option>
        <option value="no">{t('move.choices.no')}</option>
      </select>
    </div>
  );
}

function Policy() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const now = step.inputs.scriptPolicy === 'run' ? 'run' : 'ask';
  return (
    <fieldset className="way-choice">
      <legend>{t('move.policyTitle')}</legend>
      {(['ask', 'run'] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="script-policy"
            checked={now === one}
            onChange={() => {
              const at = { job: view.state.id, step: step.id };
              void call('steps.input', { ...at, field: 'scriptPolicy', value: one });
            }}
          />
          {t(`move.policies.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** What can be undone and what not, and the word that says it was read. */
function NoReturn({ word }: { word: string }) {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const name = jobNames(view.state).pbxName;
  const keeper = view.state.facts.inventory?.keeper ?? null;
  return (
    <section className="keep">
      <h2>{t('move.noReturnTitle')}</h2>
      <ul className="bullets">
        {t('move.noReturn', { returnObjects: true }).map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{keeper ? t('move.noReturnKept', { keeper }) : t('move.noReturnNotKept')}</li>
      </ul>
      <StepField
        field={`confirmed.${word}` as FieldName}
        label={t('move.wordLabel', { word: name })}
        problemOf={(value) => (value.trim() === name ? null : t('move.wordOdd'))}
      />
      {!asks(step, 'ask.point-of-no-return') && <p className="accepted-line">{name}</p>}
    </section>
  );
}
