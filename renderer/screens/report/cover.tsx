import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../app/domain/job';
import { formatDateTime } from '../../format';

/** A name and its value. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whose PBX, who did it, when. */
export function Cover({ state }: { state: JobState }) {
  const { t } = useTranslation(['report', 'common']);
  const inputs = state.steps.find((step) => step.id === 'prepare')?.inputs ?? {};
  const customer = inputs.customer ?? '';
  useEffect(() => {
    document.title = t('documentTitle', { customer });
  }, [t, customer]);
  return (
    <header className="cover">
      <p className="cover-kind">{t('title')}</p>
      <h1>{customer || t('common:unnamedCustomer')}</h1>
      <p className="cover-pbx">{inputs.pbxName ?? t('common:unnamedPbx')}</p>
      <dl className="rows">
        <Row label={t('kind')}>{t(`common:kinds.${state.kind}`)}</Row>
        <Row label={t('installer')}>{inputs.installer ?? ''}</Row>
        <Row label={t('partner')}>{inputs.partner ?? ''}</Row>
        <Row label={t('from')}>{formatDateTime(state.createdAt)}</Row>
        <Row label={t('to')}>{formatDateTime(state.updatedAt)}</Row>
        <Row label={t('jobId')}>{state.id}</Row>
      </dl>
    </header>
  );
}
