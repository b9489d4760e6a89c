import { useTranslation } from 'react-i18next';
import { moveStage } from '../../../app/domain/move/stage';
import { useStep, asks } from './step-context';

/** What the main button does here, in words. */
export function usePrimaryLabel(): string {
  const { t } = useTranslation(['job', 'steps']);
  const { step } = useStep();
  const { id, way } = step;
  const countOf = (code: string): number =>
    Number(step.plan.find((item) => item.code === code)?.params?.count ?? 0);
  if (step.state === 'unknown') return t('buttons.look');
  if (asks(step, 'ask.say-activated')) return t('steps:activate.saidPrimary');
  if (id === 'move' && step.plan.length === 0) return t('buttons.look');
  if (asks(step, 'do.attach-script')) return t('steps:move.primaryAttach');
  // Nobody saw the end of one that was started: the button starts no other.
  const comesBack = asks(step, 'ask.script-fate') || asks(step, 'ask.ssh-password');
  if (id === 'move' && comesBack && moveStage(step).at === 'under-way') return t('buttons.look');
  if (id === 'portal-change' && step.plan.some(({ code }) => code.startsWith('ask.portal-')))
    return t('steps:portal-change.primaryDone');
  if (asks(step, 'ask.term-shown')) return t('steps:portal-change.primaryShown');
  if (asks(step, 'do.portal-back')) return t('steps:portal-change.primaryNext');
  if (asks(step, 'do.read-numbers') || asks(step, 'warn.numbers-differ'))
    return t('steps:portal-change.primaryRead');
  if (asks(step, 'ask.password-works')) return t('steps:admin-password.wordPrimary');
  if (asks(step, 'ask.upgrade-by-hand') || asks(step, 'ask.nothing-newer') || asks(step, 'ask.upgrade-over'))
    return t('steps:upgrade.byHandPrimary');
  if (asks(step, 'warn.new-older')) return t('steps:upgrade.byHandPrimary');
  if (asks(step, 'do.read-old-pbx')) return t('steps:old-pbx.primaryRead');
  if (asks(step, 'do.note-old-off')) return t('steps:old-off.primaryWord');
  if (asks(step, 'ask.review-types')) return t('steps:licences.primaryReviewed');
  if (id === 'licences' && way === 'guided') return t('steps:licences.guidedPrimary');
  if (id === 'licences' && way === 'assisted')
    return t('steps:licences.assistedPrimary', { count: countOf('do.check-types') });
  if (id === 'licences') return t('steps:licences.primary', { count: countOf('do.set-types') });
  // What needs only the passwords tried is no work in the page.
  const inPage = step.plan.some(({ code }) => code.startsWith('do.page-'));
  if (way === 'assisted' && inPage && (id === 'admin-password' || id === 'upgrade' || id === 'activate'))
    return t(`steps:${id}.assistedPrimary`);
  if (id === 'activate' && way === 'assisted') return t('steps:activate.assistedPrimary');
  if (id === 'admin-password' && way === 'guided') return t('steps:admin-password.guidedPrimary');
  return t(`steps:${id}.primary`);
}
