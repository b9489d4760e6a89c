import { useTranslation } from 'react-i18next';
import type { Action, StepRecord } from '../../../app/domain/job';
import { isEnded } from '../../../app/domain/step-state';
import { ProofMark, StateIcon } from '../../components/state-mark';
import { formatDateTime, formatWhen } from '../../format';
import { errorText, say } from '../../strings/said';
import { warningText } from '../job/warning-text';

/** One step: how it ended, by which way, what proves it, which warnings were accepted and why. */
export function ReportStep({ step }: { step: StepRecord }) {
  const { t } = useTranslation(['report', 'common']);
  const begun = step.startedAt !== null;
  return (
    <article className="paper-step">
      <h3>
        <StateIcon state={step.state} />
        {t(`common:steps.${step.id}`)}
        <span className="paper-state">
          {t(`common:states.${step.state}`)}
          {begun && isEnded(step.state) && step.state !== 'skipped' && <> · {t(`common:ways.${step.way}`)}</>}
          {step.endedAt !== null && <> · {formatDateTime(step.endedAt)}</>}
        </span>
      </h3>
      {!begun && step.state === 'waiting' && <p className="paper-note">{t('notStarted')}</p>}
      {step.state === 'skipped' && <p>{t('skipped', { reason: step.skippedReason ?? '' })}</p>}
      {step.error && <p className="paper-warning">{errorText(step.error.code, step.error.params).title}</p>}
      <Proofs step={step} />
      <Actions actions={step.actions} />
      <Warnings step={step} />
    </article>
  );
}

function Proofs({ step }: { step: StepRecord }) {
  const { t } = useTranslation(['evidence', 'report']);
  if (step.evidence.length === 0) return null;
  return (
    <table className="proofs">
      <tbody>
        {step.evidence.map((one, place) => (
          <tr key={place}>
            <td>
              <ProofMark proof={one.proof} word={t(`report:proofs.${one.proof}`)} />
            </td>
            <td>{say('evidence', one.said)}</td>
            <td className="source">
              {t('readAt', { at: formatWhen(one.at, new Date(0)), source: one.source })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Users can be many: their writes are counted, everything else is named. */
function Actions({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('report');
  if (actions.length === 0) return null;
  const written = actions.filter((action) => action.code === 'set-type' && action.outcome === 'done').length;
  const named = actions.filter((action) => action.code !== 'set-type' || action.outcome !== 'done');
  return (
    <div className="paper-actions">
      <h4>{t('actionsTitle')}</h4>
      <ul>
        {written > 0 && <li>{t('setTypes', { count: written })}</li>}
        {named.map((action) => (
          <li key={action.id}>
            {t('action', {
              action: say('action', action),
              at: formatDateTime(action.at),
              outcome: t(`actionOutcome.${action.outcome ?? 'open'}`),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Warnings({ step }: { step: StepRecord }) {
  const { t } = useTranslation('report');
  return step.warnings
    .filter((warning) => warning.reason !== '')
    .map((warning) => (
      <div key={warning.code} className="paper-warning">
        <p>{t('warning', { warning: say('plan', warningText(warning)) })}</p>
        <p>{t('warningReason', { reason: warning.reason })}</p>
        {warning.typed !== undefined && <p>{t('warningTyped', { number: warning.typed })}</p>}
      </div>
    ));
}
