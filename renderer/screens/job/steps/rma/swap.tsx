import { useTranslation } from 'react-i18next';
import { directions, isDirection, itemsOf, rmaRules } from '../../../../../app/domain/rma/directions';
import { isEnded } from '../../../../../app/domain/step-state';
import { Words } from '../../../../components/words';
import { formatList } from '../../../../format';
import { useStep } from '../../step-context';
import { Checklist } from '../checklist';
import { Choice } from '../choice';

/** The direction first, since the rules and the work go by it. */
export function Swap() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const { direction } = step.inputs;
  if (isEnded(step.state)) return null;
  return (
    <>
      <Choice field="direction" options={directions} textOf={(one) => t(`swap.directions.${one}`)} />
      {isDirection(direction) && (
        <>
          {direction !== 'vm-hw' && <Rules />}
          <Checklist
            items={itemsOf(direction).map((item) => ({
              code: `swap-${item}`,
              title: t(`swap.items.${item}.title`),
              text: t(`swap.items.${item}.text`),
            }))}
          />
        </>
      )}
    </>
  );
}

/** What the vendor has published, each with its source. */
function Rules() {
  const { t } = useTranslation('steps');
  return (
    <details>
      <summary>{t('swap.rulesTitle')}</summary>
      <p className="field-hint">{t('swap.rulesLead')}</p>
      <ul className="bullets">
        {rmaRules.map(({ id, sources }) => (
          <li key={id}>
            <Words>{t(`swap.rules.${id}`)}</Words>{' '}
            <span className="source">({formatList(sources.map((one) => t('swap.source', { ...one })))})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
