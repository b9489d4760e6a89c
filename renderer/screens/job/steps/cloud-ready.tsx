import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../../../app/domain/address';
import { isEnded } from '../../../../app/domain/step-state';
import { CertificateCard } from '../../../components/certificate-card';
import { PreflightSection } from '../field/preflight-section';
import { useStep } from '../step-context';
import { StepField } from '../step-field';

/** Where it will answer, what is normal until then, and the certificate once it does. */
export function CloudReady() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const { look, address } = view.state.facts;
  const open = !isEnded(step.state);
  return (
    <>
      <StepField
        field="address"
        inputMode="url"
        fallback={address ?? ''}
        hint={t('cloud-ready.addressHint')}
        problemOf={(value) => (parseAddress(value) ? null : t('prepare.addressInvalid'))}
      />
      {open && <Lines of="normal" />}
      {open && <Lines of="check" />}
      <PreflightSection />
      {look && !open && <CertificateCard certificate={look.certificate} />}
    </>
  );
}

function Lines({ of }: { of: 'normal' | 'check' }) {
  const { t } = useTranslation('steps');
  return (
    <section className="todo">
      <h2>{t(`cloud-ready.${of}Title`)}</h2>
      <ul className="dashes">
        {t(`cloud-ready.${of}`, { returnObjects: true }).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
