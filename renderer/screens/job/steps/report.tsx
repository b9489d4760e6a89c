import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../app/domain/step-state';
import { Icon } from '../../../components/icon';
import { BackToOffice } from '../hand-over/back-to-office';
import { useStep } from '../step-context';

const opens = [
  ['pdf', 'openPdf'],
  ['json', 'openJson'],
  ['folder', 'openFolder'],
] as const;

/** The files, and what finishing means. */
export function Report() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const files = view.state.facts.reportFiles ?? [];
  if (!isEnded(step.state) || files.length === 0) return null;
  return (
    <>
      <section className="files">
        <h2>{t('report.files')}</h2>
        <ul>
          {files.map((file) => (
            <li key={file}>{file}</li>
          ))}
        </ul>
        <div className="row">
          {opens.map(([what, text]) => (
            <button
              key={what}
              type="button"
              className="button"
              onClick={() => void call('report.open', { job: view.state.id, what })}
            >
              {t(`report.${text}`)}
            </button>
          ))}
        </div>
      </section>
      {view.state.handedFrom && <BackToOffice />}
      {!view.state.closed && (
        <section className="keep">
          <h2>{t('report.finishTitle')}</h2>
          <p className="certificate-trust">
            <Icon name="info" /> {t('report.finish')}
          </p>
        </section>
      )}
    </>
  );
}
