import { useTranslation } from 'react-i18next';
import {
  wordCode,
  type ActWord,
  type PortalAct,
  type PortalStage,
} from '../../../../../app/domain/licensing/portal-acts';
import { findLicenceType, licenceLabel } from '../../../../../app/domain/licensing/types';
import type { Numbers } from '../../../../../app/domain/licensing/change-of-term';
import { CopyButton } from '../../../../components/copy-button';
import { VendorWord, Words } from '../../../../components/words';
import { useBefore, useStep } from '../../step-context';

/** The act at hand: what is done in the portal, what is entered there, and the word on how it ended. */
export function ActInPortal({ stage }: { stage: Extract<PortalStage, { at: 'asked' }> }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const at = { job: view.state.id, step: step.id };
  const tell = (note: ActWord) => call('steps.confirm', { ...at, code: wordCode(stage.action), note });
  useBefore(async () => (await tell('done')).ok);

  async function notDone(): Promise<void> {
    if ((await tell('not-done')).ok) await call('steps.look', at);
  }
  const own = (step.inputs.orderingOwn ?? '').trim();
  return (
    <section className="sheet todo">
      <h2>{t('portal-change.actTitle')}</h2>
      <ol>
        {t(`portal-change.acts.${stage.act.code}`, { returnObjects: true }).map((line) => (
          <li key={line}>
            <Words>{line}</Words>
          </li>
        ))}
      </ol>
      {own !== '' && <p className="quiet-text">{own}</p>}
      <InPortal caption={t('portal-change.toEnter')} act={stage.act} now={stage.meant.now} />
      <div className="row">
        <button type="button" className="button" onClick={() => void notDone()}>
          {t('portal-change.notDone')}
        </button>
        <span className="field-hint">{t('portal-change.notDoneHint')}</span>
      </div>
      <p className="quiet-text">{t('portal-change.mistakeHint')}</p>
    </section>
  );
}

/** Types that are there now or will be, by the code of the portal's form. */
export function InPortal({ caption, act, now }: { caption: string; act: PortalAct; now: Numbers }) {
  const { t } = useTranslation('steps');
  const types = [...new Set([...Object.keys(now), ...Object.keys(act.numbers)])];
  return (
    <table>
      <caption className="unseen">{caption}</caption>
      <tbody>
        {act.period !== null && (
          <tr>
            <th scope="row">{t('portal-change.enterPeriod')}</th>
            <td>{t(`portal.periods.${act.period}`)}</td>
            <td />
          </tr>
        )}
        {types.map((type) => (
          <tr key={type}>
            <th scope="row">
              <VendorWord>{findLicenceType(type)?.order ?? type}</VendorWord>
            </th>
            <td>{act.numbers[type] ?? 0}</td>
            <td>
              <CopyButton name={licenceLabel(type)} text={String(act.numbers[type] ?? 0)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
