import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Icon } from '../../components/icon';
import { homeHref } from '../../route';
import { useLive } from '../../state/use-live';
import '../../styles/office.css';
import '../../styles/report.css';
import { ReportPaper, usePaper } from '../report/report-page';

const neverTold = (): (() => void) => () => undefined;

/** The report that came back for a job that was prepared here: as it was written there, to be read only. */
export function ReceivedScreen({ origin }: { origin: string }) {
  const { t } = useTranslation('office');
  const client = useClient();
  const report = useLive(
    useCallback(() => client.call('handover.report', { origin }), [client, origin]),
    neverTold,
  );
  usePaper();
  return (
    <div className="received">
      <header className="received-head">
        <a className="button quiet" href={homeHref}>
          <Icon name="left" />
          {t('received.back')}
        </a>
        <strong>{t('received.title')}</strong>
        <span className="quiet-text">{t('received.lead')}</span>
      </header>
      {report.error && <ErrorPanel error={report.error} onRetry={report.again} />}
      {report.value && <ReportPaper state={report.value} />}
    </div>
  );
}
