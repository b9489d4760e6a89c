import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../app/domain/job';
import { isEnded } from '../../../app/domain/step-state';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { useLive } from '../../state/use-live';
import '../../styles/report.css';
import { Certificate, Legend, Licences, Network, Pbx, SshKey } from './parts';
import { Cover } from './cover';
import { ReportStep } from './report-step';

const neverTold = (): (() => void) => () => undefined;

/** The commissioning report on paper: read once, printed by the app (`data-ready` on the body says when). */
export function ReportPage({ job }: { job: string }) {
  const client = useClient();
  const report = useLive(
    useCallback(() => client.call('report.read', { job }), [client, job]),
    neverTold,
  );
  usePaper();
  if (report.error) return <ErrorPanel error={report.error} onRetry={report.again} />;
  return report.value ? <ReportPaper state={report.value} /> : null;
}

/** A job as its report, whether it is of this computer or came from another. */
export function ReportPaper({ state }: { state: JobState }) {
  const { t } = useTranslation('report');
  useEffect(() => {
    let open = true;
    void fontsReady().then(() => {
      if (open) document.body.dataset.ready = 'yes';
    });
    return () => {
      open = false;
      delete document.body.dataset.ready;
    };
  }, []);
  // The report's own step is still being written while this is printed.
  const open = state.steps.some((step) => step.id !== 'report' && !isEnded(step.state));
  return (
    <main className="paper" data-practice={state.practice || undefined}>
      {state.practice && (
        <>
          <div className="practice-mark">
            <strong>{t('practiceMark')}</strong> {t('practiceText')}
          </div>
          <div className="practice-run" aria-hidden="true">
            {t('practiceMark')}
          </div>
        </>
      )}
      <Cover state={state} />
      {open && <p className="paper-warning">{t('notFinished')}</p>}
      <Pbx state={state} />
      {state.facts.pin && <Certificate certificate={state.facts.pin} />}
      {state.facts.sshPin && <SshKey hostKey={state.facts.sshPin} />}
      <Network state={state} />
      <Licences state={state} />
      <section>
        <h2>{t('stepsTitle')}</h2>
        {state.steps
          .filter((step) => step.id !== 'report')
          .map((step) => (
            <ReportStep key={step.id} step={step} />
          ))}
      </section>
      <Legend />
    </main>
  );
}

/** Paper is light, whatever the screen is. */
export function usePaper(): void {
  useEffect(() => {
    document.documentElement.dataset.paper = 'yes';
    return () => {
      delete document.documentElement.dataset.paper;
    };
  }, []);
}

/** A page printed before its typeface is there would be set in another. */
async function fontsReady(): Promise<void> {
  // jsdom and very old engines know no font set.
  if ('fonts' in document) await document.fonts.ready;
}
