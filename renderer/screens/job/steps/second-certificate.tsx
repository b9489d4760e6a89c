import type { SecondPbx } from '../../../../app/domain/second-pbx';
import { CertificateCard } from '../../../components/certificate-card';
import { useStep } from '../step-context';
import { AcceptPin, ChangedPin, PinHolds } from './pinning';

/** The certificate of a PBX beside the job's own, to be compared and accepted. */
export function SecondCertificate({ pbx, title }: { pbx: SecondPbx | undefined; title?: string }) {
  const { step } = useStep();
  const { look, pin } = pbx ?? {};
  const changed = step.plan.find((item) => item.code === 'warn.certificate-changed');
  const question = step.plan.find((item) => item.code === 'ask.accept-certificate');
  if (!look) return null;
  return (
    <>
      {changed && <ChangedPin what="certificate" item={changed} />}
      <CertificateCard certificate={look.certificate} title={title}>
        {question && <AcceptPin what="certificate" item={question} />}
        {pin?.fingerprint256 === look.certificate.fingerprint256 && <PinHolds what="certificate" />}
      </CertificateCard>
    </>
  );
}
