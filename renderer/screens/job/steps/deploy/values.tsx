import { useTranslation } from 'react-i18next';
import type { DeployProfile } from '../../../../../app/domain/deploy/profile';
import {
  defaultsOf,
  problemsOf,
  valuesTyped,
  type ValueProblem,
} from '../../../../../app/domain/deploy/script';
import { valuesOf } from '../../../../../app/domain/deploy/template';
import {
  deployValues,
  fieldOfValue,
  usersPerCore,
  type DeployValue,
} from '../../../../../app/domain/deploy/values';
import { jobNames } from '../../job-header';
import { useStep } from '../../step-context';
import { StepField } from '../../step-field';

/** One field for each value that the profile's commands ask for. */
export function Values({ profile }: { profile: DeployProfile }) {
  const { t } = useTranslation('steps');
  const values = valuesOf(profile);
  return (
    <section className="deploy-values" aria-labelledby="deploy-values">
      <h3 id="deploy-values">{t('deploy.numbersTitle')}</h3>
      <p className="quiet-text">{t('deploy.numbersLead')}</p>
      <div>
        {values.includes('cores') && (
          <StepField field="vmUsers" inputMode="numeric" hint={t('deploy.usersHint')} />
        )}
        {values.map((value) => (
          <Value key={`${profile.id} ${value}`} value={value} profile={profile} />
        ))}
      </div>
    </section>
  );
}

function Value({ value, profile }: { value: DeployValue; profile: DeployProfile }) {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const { pbxName } = jobNames(view.state);
  const problem = problemsOf(profile, valuesTyped(step.inputs, pbxName))[value];
  const words = (one: ValueProblem): string =>
    t(`deploy.problems.${one.not}`, { signs: one.not === 'signs' ? one.signs : '' });
  // What is still missing is not wrong: it is said below, all in one.
  const shown = problem && problem.not !== 'missing' ? words(problem) : null;
  const label = profile.hints[value];
  return (
    <div>
      <StepField
        field={fieldOfValue(value)}
        {...(label === undefined ? {} : { label })}
        fallback={defaultsOf(step.inputs, pbxName)[value] ?? ''}
        inputMode={deployValues[value] === 'number' ? 'numeric' : 'text'}
        hint={hintOf(t, value, profile)}
      />
      {shown !== null && <p className="field-problem">{shown}</p>}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'steps'>>['t'];

function hintOf(t: Translate, value: DeployValue, { optional }: DeployProfile): string | undefined {
  if (value === 'cores') return t('deploy.coresHint', { count: usersPerCore });
  if (value === 'image') return t('deploy.imageHint');
  const more = optional.includes(value) ? [t('deploy.optional')] : [];
  if (value === 'memory' || value === 'disk') return [t('deploy.ownGuide'), ...more].join(' ');
  return more[0];
}
