import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../../app/domain/step-state';
import { asks, useStep } from '../../step-context';
import { Checklist } from '../checklist';

/** Off, and staying off: the word, and what the wizard can try. */
export function OldOff() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  if (isEnded(step.state)) return null;
  const item = { code: 'old-off', title: t('old-off.item.title'), text: t('old-off.item.text') };
  return (
    <>
      <Checklist items={[item]} />
      {asks(step, 'do.note-old-off') && <p className="field-hint">{t('old-off.notTried')}</p>}
    </>
  );
}
