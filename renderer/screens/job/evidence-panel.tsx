import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AcceptedWarning, Evidence, JobState, SecretName, StepRecord } from '../../../app/domain/job';
import { isOfMember, ownNameOf } from '../../../app/domain/member-secret';
import { membersOf } from '../../../app/domain/network-state';
import { Icon } from '../../components/icon';
import { ProofMark } from '../../components/state-mark';
import { formatDateTime, formatWhen } from '../../format';
import { say } from '../../strings/said';
import { Facts } from './facts';
import { warningText } from './warning-text';

interface EvidencePanelProps {
  state: JobState;
  step: StepRecord;
  open: boolean;
  onToggle: (open: boolean) => void;
}

/** The right side: what the PBX says, each with when and from where, and the evidence of the step. */
export function EvidencePanel({ state, step, open, onToggle }: EvidencePanelProps) {
  const { t } = useTranslation('evidence');
  if (!open) {
    return (
      <aside
        className="evidence closed"
        aria-label={t('title')}
        data-testid="evidence"
        data-region="evidence"
      >
        <button
          type="button"
          className="button quiet"
          data-region-focus
          aria-expanded={false}
          onClick={() => {
            onToggle(true);
          }}
        >
          <Icon name="panel" />
          <span>{t('show')}</span>
        </button>
      </aside>
    );
  }
  return (
    <aside
      className="evidence"
      aria-label={t('title')}
      data-testid="evidence"
      data-region="evidence"
      data-region-focus
      tabIndex={-1}
    >
      <div className="evidence-head">
        <h2>{t('title')}</h2>
        <button
          type="button"
          className="button quiet"
          aria-expanded
          onClick={() => {
            onToggle(false);
          }}
        >
          {t('hide')}
        </button>
      </div>
      <div className="evidence-scroll" tabIndex={0} role="group" aria-label={t('title')}>
        <Facts state={state} />
        <StepEvidence evidence={step.evidence} />
        <Warnings warnings={step.warnings} />
        <Secrets state={state} />
      </div>
    </aside>
  );
}

function StepEvidence({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useTranslation('evidence');
  return (
    <section className="evidence-list">
      <h3>{t('list.title')}</h3>
      {evidence.length === 0 && <p className="quiet-text">{t('list.none')}</p>}
      <ol>
        {evidence.map((one, place) => (
          <li key={place}>
            <p>{say('evidence', one.said)}</p>
            <p className="evidence-meta">
              <ProofMark proof={one.proof} />
              <span className="source" title={formatDateTime(one.at)}>
                {t('readAt', { at: formatWhen(one.at), source: one.source })}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Warnings({ warnings }: { warnings: readonly AcceptedWarning[] }) {
  const { t } = useTranslation('evidence');
  const reasoned = warnings.filter((warning) => warning.reason !== '');
  if (reasoned.length === 0) return null;
  return (
    <section className="evidence-list">
      <h3>{t('warnings.title')}</h3>
      <ol>
        {reasoned.map((warning) => (
          <li key={warning.code}>
            <p>{say('plan', warningText(warning))}</p>
            <p className="evidence-meta">{t('warnings.reason', { reason: warning.reason })}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Of another PBX of the network with whose it is. */
function secretWord(t: TFunction<'evidence'>, state: JobState, name: SecretName): string {
  if (!isOfMember(name)) return t(`secrets.${name}`);
  const number = name.replace(/^.*-/, '');
  const pbx = membersOf(state).find((one) => one.number === number)?.name ?? number;
  return t(ownNameOf(name) === 'api-token' ? 'secrets.member-token' : 'secrets.member-password', { pbx });
}

function Secrets({ state }: { state: JobState }) {
  const { t } = useTranslation('evidence');
  if (state.secrets.length === 0) return null;
  return (
    <section className="evidence-list">
      <h3>{t('kept.title')}</h3>
      <ol>
        {state.secrets.map((secret) => (
          <li key={secret.name}>
            <p>{secretWord(t, state, secret.name)}</p>
            <p className="evidence-meta">
              <Icon name="lock" size={14} />
              {t('kept.since', { where: t(`kept.${secret.kept}`), at: formatWhen(secret.at) })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
