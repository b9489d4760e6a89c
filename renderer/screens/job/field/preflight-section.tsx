import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptCode } from '../../../../app/domain/accept';
import { countGrades, warningOf, type Grade, type PreflightLine } from '../../../../app/domain/preflight';
import { isEnded } from '../../../../app/domain/step-state';
import { Icon, type IconName } from '../../../components/icon';
import { Words } from '../../../components/words';
import { formatWhen } from '../../../format';
import { errorText, hasText, say } from '../../../strings/said';
import '../../../styles/field.css';
import { AcceptForm } from '../plan-list';
import { useStep } from '../step-context';
import { VendorHosts } from './vendor-hosts';

const notAsked: PreflightLine = { check: 'vendor', grade: 'not-run', reason: 'not-asked' };

/** The graded list before the work. It runs with the step's look, and again whenever it is asked to. */
export function PreflightSection() {
  const { t } = useTranslation('field');
  const { view, step, locked, call } = useStep();
  const title = useId();
  const { preflight, vendorHosts } = view.state.facts;
  const lines = [...(preflight?.lines ?? []), ...(vendorHosts?.lines ?? [notAsked])];
  const at = { job: view.state.id };

  function run(): void {
    // A step that has not ended may end by what is seen now; one that has stays as it is.
    if (isEnded(step.state)) void call('preflight.run', at);
    else void call('steps.look', { ...at, step: step.id });
  }
  return (
    <section className="preflight" aria-labelledby={title}>
      <div className="preflight-head">
        <h2 id={title}>{t('preflight.title')}</h2>
        {preflight && (
          <p className="quiet-text">
            {t('preflight.summary', countGrades(lines))}
            <span className="source">
              {t('preflight.at', { address: preflight.address, at: formatWhen(preflight.at) })}
            </span>
          </p>
        )}
        <button type="button" className="button" disabled={locked} onClick={run}>
          <Icon name="reload" />
          {t('preflight.run')}
        </button>
      </div>
      {preflight ? <Lines lines={lines} /> : <p className="quiet-text">{t('preflight.never')}</p>}
      {preflight && <VendorHosts />}
    </section>
  );
}

function Lines({ lines }: { lines: readonly PreflightLine[] }) {
  const { t } = useTranslation('field');
  return (
    <ul className="checks" aria-label={t('preflight.list')}>
      {lines.map((line, place) => (
        <Line key={`${line.check} ${String(place)}`} line={line} />
      ))}
    </ul>
  );
}

const icons: Record<Grade, IconName> = { pass: 'check', warn: 'warning', fail: 'cross', 'not-run': 'circle' };

function Line({ line }: { line: PreflightLine }) {
  const { t } = useTranslation('field');
  const { why, todo } = textsOf(line);
  return (
    <li data-check={line.check} data-grade={line.grade}>
      <span className="check-grade">
        <Icon name={icons[line.grade]} size={14} />
        {t(`grades.${line.grade}`)}
      </span>
      <span className="check-name">{t(`checks.${line.check}`)}</span>
      <span className="check-text">
        <span>{why}</span>
        {todo !== null && (
          <span className="check-todo">
            <Words>{todo}</Words>
          </span>
        )}
        <Acceptance line={line} />
      </span>
    </li>
  );
}

/** Why and what to do. What failed for an error says what that error says everywhere. */
function textsOf({ check, reason, params, error }: PreflightLine): { why: string; todo: string | null } {
  if (error) {
    const text = errorText(error.code, error.params);
    const host = params?.host;
    return {
      why: host === undefined ? text.title : `${String(host)}: ${text.title}`,
      // A host of the vendor is no PBX: what to do about it is something else.
      todo: check === 'vendor' ? say('todo', { code: 'vendor.error' }) : (text.tryFirst[0] ?? null),
    };
  }
  const code = reason === 'not-reached' ? reason : `${check}.${reason}`;
  const values = params ? { code, params } : { code };
  return { why: say('why', values), todo: hasText('todo', code) ? say('todo', values) : null };
}

/** A warning may be accepted with a reason that the report keeps. One that holds the step up is asked in the plan. */
function Acceptance({ line }: { line: PreflightLine }) {
  const { t } = useTranslation(['field', 'job']);
  const { step, locked } = useStep();
  const warning = warningOf(line);
  if (!warning) return null;
  const code = acceptCode(warning);
  const accepted = step.warnings.find((one) => one.code === code);
  if (accepted) return <em className="accepted">{t('job:accept.accepted', { reason: accepted.reason })}</em>;
  if (step.plan.some((item) => acceptCode(item) === code))
    return <span className="check-todo">{t('preflight.inPlan')}</span>;
  return locked ? null : <AcceptForm item={warning} />;
}
