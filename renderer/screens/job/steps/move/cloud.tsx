import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../../../../app/domain/address';
import { isEnded } from '../../../../../app/domain/step-state';
import { Words } from '../../../../components/words';
import { HeldSecret, SecretField, useSecretAct, useSecretInput } from '../../secret-field';
import { useBefore, useStep } from '../../step-context';
import { StepField } from '../../step-field';
import { SecondCertificate } from '../second-certificate';

/** Address, certificate and password of the cloud PBX, and how it is made where there is none. */
export function Cloud() {
  const { step } = useStep();
  return isEnded(step.state) ? <CloudCertificate /> : <Fields />;
}

function Fields() {
  const { t } = useTranslation('steps');
  return (
    <>
      <details>
        <summary>{t('cloud.portalTitle')}</summary>
        <ol>
          {t('cloud.portal', { returnObjects: true }).map((line) => (
            <li key={line}>
              <Words>{line}</Words>
            </li>
          ))}
        </ol>
      </details>
      <StepField
        field="cloudAddress"
        inputMode="url"
        hint={t('cloud.addressHint')}
        problemOf={(value) => (parseAddress(value) ? null : t('prepare.addressInvalid'))}
      />
      <CloudCertificate />
      <CloudPassword />
    </>
  );
}

/** The cloud PBX's own, which goes with the main button. */
export function CloudPassword() {
  const { t } = useTranslation('steps');
  const { press } = useStep();
  const secret = useSecretAct();
  const { input, send } = useSecretInput('cloud-password', secret);
  useBefore(async () => (await send()) !== 'refused');
  return (
    <>
      <SecretField label={t('cloud.password')} input={input} refused={secret.refused} onEnter={press} />
      <HeldSecret name="cloud-password" label={t('cloud.password')} length={secret.length} />
    </>
  );
}

/** The certificate of the cloud PBX, to be compared and accepted. */
export function CloudCertificate() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  return <SecondCertificate pbx={view.state.facts.cloud} title={t('cloud.certificate')} />;
}
