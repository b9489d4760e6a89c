import { useTranslation } from 'react-i18next';
import { afterMoveItems } from '../../../../../app/domain/move/after';
import { isEnded } from '../../../../../app/domain/step-state';
import { useStep } from '../../step-context';
import { Checklist } from '../checklist';
import { TakeDownDays } from './take-down';

/** Phones, trunks, name, the old PBX. */
export function AfterMove() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  if (isEnded(step.state)) return null;
  const items = afterMoveItems.map((item) => ({
    code: `after-${item}`,
    title: t(`after-move.items.${item}.title`),
    text: t(`after-move.items.${item}.text`),
    more: item === 'old-licences' ? <TakeDownDays /> : undefined,
    mayWait: true,
  }));
  return <Checklist items={items} />;
}
