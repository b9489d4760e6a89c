import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../../app/domain/step-state';
import { Words } from '../../../../components/words';
import { PagePane } from '../../page-pane';
import { PlanList } from '../../plan-list';
import { CopySecret } from '../../secret-field';
import { useStep } from '../../step-context';

/** The new PBX's own page, where the backup is restored, beside what differs. */
export function TakenOver() {
  const { step } = useStep();
  if (isEnded(step.state) || step.state === 'waiting') return null;
  // What differs is what was asked for; before there is any, the backup comes first.
  const differs = step.plan.some(({ code }) => code.startsWith('warn.'));
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        {differs && <PlanList />}
        <Restore />
        {!differs && <PlanList />}
      </div>
      <PagePane target="pbx" />
    </div>
  );
}

function Restore() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const old = view.state.steps.find(({ id }) => id === 'old-pbx');
  const made = old?.evidence.some(({ said }) => said.code === 'old-backup-made') ?? false;
  if (!made && old?.inputs.oldBackup === 'none') return <p className="todo">{t('taken-over.noRestore')}</p>;
  return (
    <section className="todo">
      <h2>{t('taken-over.restoreTitle')}</h2>
      <ol>
        <li>
          <Words>{t('activate.signIn')}</Words>
          <CopySecret name="admin-password-new" label={t('activate.copyPassword')} />
        </li>
        {t('taken-over.restore', { returnObjects: true }).map((line) => (
          <li key={line}>
            <Words>{line}</Words>
          </li>
        ))}
        {view.state.practice && (
          <li>
            <Words>{t('taken-over.restorePractice')}</Words>
          </li>
        )}
      </ol>
    </section>
  );
}
