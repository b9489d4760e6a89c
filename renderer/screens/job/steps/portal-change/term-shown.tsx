import { useTranslation } from 'react-i18next';
import {
  mayBeTakenBack,
  shownCode,
  type PortalStage,
  type ShownWord,
} from '../../../../../app/domain/licensing/portal-acts';
import { useBefore, useStep } from '../../step-context';
import { InPortal } from './act';

/** The end of a change of term, which no PBX can prove: the installer's word on what stands in the portal. */
export function TermShown({ stage }: { stage: Extract<PortalStage, { at: 'acted' }> }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const at = { job: view.state.id, step: step.id };
  const tell = (note: ShownWord) => call('steps.confirm', { ...at, code: shownCode(stage.action), note });
  useBefore(async () => (await tell('shown')).ok);

  async function notShown(): Promise<void> {
    if ((await tell('not-shown')).ok) await call('steps.look', at);
  }
  return (
    <section className="sheet todo">
      <h2>{t('portal-change.shownTitle')}</h2>
      <p>{t('portal-change.shown')}</p>
      {stage.act && <InPortal caption={t('portal-change.toSee')} act={stage.act} now={stage.meant.now} />}
      {mayBeTakenBack(stage) ? (
        <div className="row">
          <button type="button" className="button" onClick={() => void notShown()}>
            {t('portal-change.notShown')}
          </button>
          <span className="field-hint">{t('portal-change.notShownHint')}</span>
        </div>
      ) : (
        <p className="quiet-text">{t('portal-change.shownLater')}</p>
      )}
      <p className="quiet-text">{t('portal-change.mistakeHint')}</p>
    </section>
  );
}
