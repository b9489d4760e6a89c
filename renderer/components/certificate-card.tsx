import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../app/domain/pbx';
import { fingerprintGroups } from '../format';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

/** The bytes in groups of four, so that two can be compared by eye. */
export function Fingerprint({ label, sha256 }: { label: string; sha256: string }) {
  return (
    <div className="fingerprint">
      <div className="fingerprint-head">
        <span>{label}</span>
        <CopyButton name={label} text={sha256} />
      </div>
      <code>
        {fingerprintGroups(sha256).map((group, place) => (
          <span key={place}>{group}</span>
        ))}
      </code>
    </div>
  );
}

interface CertificateCardProps {
  certificate: Certificate;
  /** Of which PBX it is, where that is not the job's own. */
  title?: string | undefined;
  /** What the installer can do about it. */
  children?: ReactNode;
}

/** What the PBX showed, and how to make sure that it is the right one. */
export function CertificateCard({ certificate, title, children }: CertificateCardProps) {
  const { t } = useTranslation('steps');
  const name = title ?? t('certificate.title');
  const issuer = certificate.selfSigned ? t('certificate.selfSigned') : certificate.issuer;
  return (
    <section className="certificate" aria-label={name}>
      <h2>{name}</h2>
      <p className="certificate-trust">
        <Icon name={certificate.trusted ? 'shield' : 'info'} />
        {t(certificate.trusted ? 'certificate.trusted' : 'certificate.untrusted')}
      </p>
      <Fingerprint label={t('certificate.sha256')} sha256={certificate.fingerprint256} />
      <dl className="rows">
        <Row label={t('certificate.subject')}>{certificate.subject}</Row>
        <Row label={t('certificate.issuer')}>{issuer}</Row>
        {certificate.altNames !== '' && <Row label={t('certificate.names')}>{certificate.altNames}</Row>}
        <Row label={t('certificate.valid')}>
          {t('certificate.validRange', { from: certificate.validFrom, to: certificate.validTo })}
        </Row>
      </dl>
      <details>
        <summary>{t('certificate.how')}</summary>
        <p>{t('certificate.howText')}</p>
      </details>
      {children}
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
