import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../../../../app/domain/address';
import { countField } from '../../../../../app/domain/licensing/order-numbers';
import { licenceTypes } from '../../../../../app/domain/licensing/types';
import { checkSerial } from '../../../../../app/domain/pasted';
import { origins } from '../../../../../app/domain/rma/capture';
import { isEnded } from '../../../../../app/domain/step-state';
import { findVersion } from '../../../../../app/domain/version';
import { HeldSecret, SecretField, useSecretAct, useSecretInput } from '../../secret-field';
import { asks, useBefore, useStep } from '../../step-context';
import { StepField, type FieldName } from '../../step-field';
import { Choice } from '../choice';
import { SecondCertificate } from '../second-certificate';
import { EarlierJobs } from './earlier-jobs';
import { Known } from './known';
import { ReportFile } from './report-file';

/** Best first. */
const sources = [...origins].reverse();

/** Where what the old PBX was is taken from, and what is known by now. */
export function OldPbx() {
  const { step } = useStep();
  return (
    <>
      {!isEnded(step.state) && <Sources />}
      <Known />
    </>
  );
}

function Sources() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const from = sources.find((one) => one === step.inputs.captureFrom) ?? 'read';
  return (
    <>
      <Choice
        field="captureFrom"
        options={sources}
        textOf={(one) => t(`old-pbx.sources.${one}`)}
        hint={t('old-pbx.sourceHint')}
        fallback="read"
      />
      {from === 'read' && <FromItself />}
      {from === 'earlier-job' && <EarlierJobs />}
      {from === 'report-file' && <ReportFile />}
      {from === 'typed' ? <ByHand /> : <MoreByHand />}
      <BackupOfOld />
    </>
  );
}

function Address() {
  const { t } = useTranslation('steps');
  return (
    <StepField
      field="oldAddress"
      inputMode="url"
      hint={t('old-pbx.addressHint')}
      problemOf={(value) => (parseAddress(value) ? null : t('prepare.addressInvalid'))}
    />
  );
}

function FromItself() {
  const { t } = useTranslation('steps');
  const { view, press } = useStep();
  const secret = useSecretAct();
  const { input, send } = useSecretInput('old-pbx-password', secret);
  useBefore(async () => (await send()) !== 'refused');
  return (
    <section className="field-group">
      <Address />
      <SecondCertificate pbx={view.state.facts.oldPbx} />
      <SecretField label={t('old-pbx.password')} input={input} refused={secret.refused} onEnter={press} />
      <HeldSecret name="old-pbx-password" label={t('old-pbx.password')} length={secret.length} />
    </section>
  );
}

/** Once something is known, what is missing can be typed beside any source. */
function MoreByHand() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  if (!asks(step, 'warn.capture-incomplete')) return null;
  return (
    <details>
      <summary>{t('old-pbx.typedTitle')}</summary>
      <ByHand />
    </details>
  );
}

function ByHand() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const oddSerial = (value: string): string | null =>
    'not' in checkSerial(value) ? t('portal.swSerialOdd') : null;
  const oddCount = (value: string): string | null =>
    /^\d{1,6}$/.test(value.trim()) ? null : t('portal.countOdd');
  return (
    <div className="two-groups">
      <section className="field-group">
        <h2>{t('old-pbx.typedTitle')}</h2>
        <p className="field-hint">{t('old-pbx.typedLead')}</p>
        <StepField field="oldSwSerial" problemOf={oddSerial} />
        <StepField field="oldSerial" problemOf={oddSerial} />
        <StepField field="oldName" />
        <StepField
          field="oldVersion"
          problemOf={(value) => (findVersion(value) ? null : t('old-pbx.versionOdd'))}
        />
        <StepField field="oldUserCount" inputMode="numeric" problemOf={oddCount} />
        {step.inputs.captureFrom === 'typed' && <Address />}
      </section>
      <section className="field-group">
        <h2>{t('old-pbx.licencesTitle')}</h2>
        {licenceTypes.map(({ wire }) => (
          <StepField
            key={wire}
            field={countField(wire) as FieldName}
            inputMode="numeric"
            problemOf={oddCount}
          />
        ))}
      </section>
    </div>
  );
}

const backups = ['exists', 'none'] as const;

function BackupOfOld() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const made = step.evidence.some(({ said }) => said.code === 'old-backup-made');
  const asked = step.plan.some(({ params }) => params?.field === 'oldBackup');
  if (!made && !asked && step.inputs.oldBackup === undefined) return null;
  if (made) return <p className="field-hint">{t('old-pbx.backupMade')}</p>;
  return (
    <Choice
      field="oldBackup"
      options={backups}
      textOf={(one) => t(`old-pbx.backups.${one}`)}
      hint={t('old-pbx.backupHint')}
    />
  );
}
