import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkSerial } from '../../../../../app/domain/pasted';
import { isEnded } from '../../../../../app/domain/step-state';
import { CopyButton } from '../../../../components/copy-button';
import { Words } from '../../../../components/words';
import { PagePane } from '../../page-pane';
import { PlanList } from '../../plan-list';
import { HeldSecret } from '../../secret-field';
import { useStep } from '../../step-context';
import { StepField } from '../../step-field';
import { BringKey, OpenPortal } from '../portal';
import '../../../../styles/rma.css';

/** The way to the entry that is there, by its serial, and the key back from it. */
export function SwKey() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const [open, setOpen] = useState(false);
  const { practice } = view.state;
  if (isEnded(step.state)) return <HeldSecret name="pbx-key" label={t('portal.keyTitle')} length={null} />;
  return (
    <div className="pane-layout" data-open={(practice && open) || undefined}>
      <div className="pane-side">
        <OpenPortal practice={practice} open={open} onOpen={setOpen} />
        <Serial />
        <section className="todo">
          <h2>{t('sw-key.todoTitle')}</h2>
          <ol>
            {t('sw-key.todo', { returnObjects: true }).map((line) => (
              <li key={line}>
                <Words>{line}</Words>
              </li>
            ))}
          </ol>
        </section>
        <BringKey />
        <PlanList />
      </div>
      {practice && open && <PagePane target="practice-portal" />}
    </div>
  );
}

/** To be found in the portal, so to be copied. */
function Serial() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const known = view.state.facts.capture?.swSerial?.value ?? '';
  const typed = (step.inputs.swSerial ?? '').trim();
  const serial = typed === '' ? known : typed;
  return (
    <div className="with-copy">
      <StepField
        field="swSerial"
        fallback={known}
        hint={t('sw-key.serialHint')}
        problemOf={(value) => ('not' in checkSerial(value) ? t('portal.swSerialOdd') : null)}
      />
      {serial !== '' && <CopyButton name={t('fields.swSerial')} text={serial} />}
    </div>
  );
}
