import { useTranslation } from 'react-i18next';
import { useStep, asks } from './step-context';

/** What the main button does here, in words. */
export function usePrimaryLabel(): string {
  const { t } = useTranslation(['job', 'steps']);
  const { step } = useStep();
  if (step.state === 'unknown') return t('buttons.look');
  if (step.id === 'activate' && asks(step, 'ask.say-activated')) return t('steps:activate.saidPrimary');
  if (asks(step, 'ask.upgrade-by-hand')) return t('steps:upgrade.byHandButton');
  if (asks(step, 'ask.password-works')) return t('steps:admin-password.wordPrimary');
  if (step.id === 'activate' && step.way === 'assisted') return t('steps:activate.assistedPrimary');
  if (step.id !== 'licences') return t(`steps:${step.id}.primary`);
  if (asks(step, 'ask.review-types')) return t('steps:licences.primaryReviewed');
  const count = Number(step.plan.find((item) => item.code === 'do.set-types')?.params?.count ?? 0);
  return t('steps:licences.primary', { count });
}
