import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon';
import { useStep } from '../step-context';

/** The wizard makes no backup here, so only the installer's word says that there is one. */
export function Backup() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  return (
    <section className="keep">
      <h2>{t('upgrade.backupTitle')}</h2>
      <p>{t('upgrade.backup')}</p>
      <button
        type="button"
        className="button strong"
        onClick={() =>
          void call('steps.confirm', { job: view.state.id, step: step.id, code: 'backup-exists', note: '' })
        }
      >
        <Icon name="check" />
        {t('upgrade.backupButton')}
      </button>
    </section>
  );
}
