import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../../../app/domain/address';
import { isDnsLabel } from '../../../../app/domain/pasted';
import { Notice } from '../../../components/notice';
import { Words } from '../../../components/words';
import { useStep } from '../step-context';
import { StepField } from '../step-field';

/** Whose PBX, and where it will be reached. */
export function Prepare() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const isSwap = view.state.kind === 'rma-swap';
  const notes = view.state.handedFrom ? step.inputs.siteNotes : undefined;
  const [typed, setTyped] = useState<string | null>(null);
  const name = (typed ?? step.inputs.pbxName ?? '').trim();
  return (
    <>
      {notes !== undefined && (
        <Notice tone="info" icon="info">
          <strong>{t('prepare.siteNotes')}</strong> <span className="site-notes">{notes}</span>
        </Notice>
      )}
      <div className="two-groups">
        <div className="field-group">
          <h2>{t('prepare.who')}</h2>
          <StepField field="installer" hint={t('prepare.hints.installer')} />
          <StepField field="partner" hint={t('prepare.hints.partner')} />
          <StepField field="customer" hint={t('prepare.hints.customer')} />
        </div>
        <div className="field-group">
          <h2>{t('prepare.what')}</h2>
          <StepField
            field="pbxName"
            hint={t('prepare.hints.pbxName')}
            onType={setTyped}
            problemOf={(value) => (isDnsLabel(value.trim()) ? null : t('prepare.nameInvalid'))}
          />
          {isDnsLabel(name) && (
            <p className="field-result">
              <Words>{t('prepare.nameBecomes', { name: name.toLowerCase() })}</Words>
            </p>
          )}
          <StepField
            field="address"
            inputMode="url"
            hint={
              isSwap
                ? `${t('prepare.hints.newPbx')} ${t('prepare.hints.address')}`
                : t('prepare.hints.address')
            }
            problemOf={(value) => (parseAddress(value) ? null : t('prepare.addressInvalid'))}
          />
        </div>
      </div>
    </>
  );
}
