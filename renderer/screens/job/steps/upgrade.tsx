import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepRecord } from '../../../../app/domain/job';
import { laterRepositories } from '../../../../app/domain/repository';
import { isEnded } from '../../../../app/domain/step-state';
import { Icon, type IconName } from '../../../components/icon';
import { Words } from '../../../components/words';
import { PageActs } from '../page-acts';
import { PagePane } from '../page-pane';
import { PlanList } from '../plan-list';
import { CopySecret } from '../secret-field';
import { asks, isInPage, useStep } from '../step-context';
import { Backup } from './backup';
import { useSay } from './use-say';

/** From which version to which, and where the long wait stands. */
export function Upgrade() {
  const { step } = useStep();
  if (!looksAtPage(step)) {
    return (
      <>
        <Before />
        <Phases />
        <PlanList />
      </>
    );
  }
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        <Before />
        <InPage />
        <Phases />
        <PlanList />
      </div>
      <PagePane target="pbx" />
    </div>
  );
}

/** The page is worked, or only there it can be seen how the PBX stands. */
function looksAtPage(step: StepRecord): boolean {
  const asked = ['ask.upgrade-by-hand', 'ask.nothing-newer', 'ask.upgrade-over'];
  return isInPage(step) || asked.some((code) => asks(step, code));
}

function Before() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  return (
    <div className="upgrade-before before-page">
      {view.state.facts.network && <p>{t('upgrade.server')}</p>}
      <Versions />
      <Repositories />
      {asks(step, 'ask.backup-exists') && <Backup />}
    </div>
  );
}

/** What is done in the PBX's page, and by whom. */
function InPage() {
  const { step } = useStep();
  if (asks(step, 'ask.upgrade-over')) return <StillRunning />;
  if (asks(step, 'ask.nothing-newer'))
    return <ByHand title="noneTitle" text={step.way === 'automatic' ? 'odd' : 'none'} />;
  if (asks(step, 'ask.upgrade-by-hand')) return <ByHand title="byHandTitle" text="byHand" />;
  return <PageActs />;
}

/** A later major version lives in a later repository; only those the PBX names are offered, and only on wish. */
function Repositories() {
  const { t } = useTranslation('steps');
  const { view, step, call, locked } = useStep();
  const { repository, repositories = [] } = view.state.facts;
  const later = laterRepositories(repository, repositories);
  const id = useId();
  if (repository === undefined || later.length === 0) return null;
  async function choose(value: string): Promise<void> {
    const at = { job: view.state.id, step: step.id };
    const saved = await call('steps.input', { ...at, field: 'repository', value });
    if (saved.ok) await call('steps.look', at);
  }
  return (
    <section className="field">
      <h2>{t('upgrade.repositoryTitle')}</h2>
      <p className="field-hint">
        <Words>{t('upgrade.repositoryNow', { repository })}</Words>
      </p>
      <label htmlFor={id}>{t('upgrade.repositoryLabel')}</label>
      <select
        id={id}
        value={step.inputs.repository ?? ''}
        disabled={locked}
        onChange={(event) => void choose(event.currentTarget.value)}
      >
        <option value="">{t('upgrade.repositoryStay', { repository })}</option>
        {later.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </section>
  );
}

function Versions() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const { version, versionBefore, versionAfter } = view.state.facts;
  const offered = step.plan.find((item) => item.code === 'do.upgrade')?.params?.to;
  const now = version ?? versionBefore;
  const ended = isEnded(step.state);
  const to = ended ? versionAfter : offered;
  // In the page nobody has read yet what is offered.
  const onlyNow = !ended && offered === undefined && looksAtPage(step);
  const none = ended && (versionAfter === undefined || versionAfter === versionBefore);
  return (
    <div className="versions">
      <p>
        <span>{t(ended && !none ? 'upgrade.before' : 'upgrade.from')}</span>
        <strong>{(ended ? (versionBefore ?? now) : now) ?? t('upgrade.notRead')}</strong>
      </p>
      {!onlyNow && (
        <>
          <Icon name="right" size={24} />
          <p>
            <span>{t(ended ? 'upgrade.toAfter' : 'upgrade.to')}</span>
            <strong>{none ? t('upgrade.noOffer') : (to ?? t('upgrade.notRead'))}</strong>
          </p>
        </>
      )}
    </div>
  );
}

/** That nothing newer is offered is the installer's word; the wizard reads the version. */
function ByHand({ title, text }: { title: 'byHandTitle' | 'noneTitle'; text: 'byHand' | 'none' | 'odd' }) {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const say = useSay();
  // What exactly is said: another version, or repository, is another question.
  const note = step.plan.find(({ code }) => code === 'ask.nothing-newer')?.params?.note;
  return (
    <section className="keep before-page">
      <h2>{t(`upgrade.${title}`)}</h2>
      <p>
        <Words>{t(`upgrade.${text}`, { version: view.state.facts.version ?? '' })}</Words>
      </p>
      {text === 'byHand' && <ByHandSteps />}
      {text === 'odd' && <CopySecret name="admin-password-new" label={t('activate.copyPassword')} />}
      <button
        type="button"
        className="button strong"
        onClick={() => void say('upgraded-by-hand', String(note ?? ''))}
      >
        <Icon name="check" />
        {t('upgrade.byHandButton')}
      </button>
    </section>
  );
}

/** One that was started and says nothing that is understood: no other is started before somebody has looked. */
function StillRunning() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const say = useSay();
  const { version, says, note } = step.plan.find(({ code }) => code === 'ask.upgrade-over')?.params ?? {};
  return (
    <section className="keep before-page">
      <h2>{t('upgrade.overTitle')}</h2>
      <p>
        <Words>{t('upgrade.over', { version: String(version ?? ''), says: String(says ?? '') })}</Words>
      </p>
      <CopySecret name="admin-password-new" label={t('activate.copyPassword')} />
      <button
        type="button"
        className="button strong"
        onClick={() => void say('upgrade-over', String(note ?? ''))}
      >
        <Icon name="check" />
        {t('upgrade.overButton')}
      </button>
    </section>
  );
}

function ByHandSteps() {
  const { t } = useTranslation('steps');
  return (
    <>
      <ol>
        {t('upgrade.byHandSteps', { returnObjects: true }).map((one) => (
          <li key={one}>
            <Words>{one}</Words>
          </li>
        ))}
      </ol>
      <CopySecret name="admin-password-new" label={t('activate.copyPassword')} />
    </>
  );
}

const phases = ['backup', 'upgrade', 'reboot', 'outage', 'verifying'] as const;
type Phase = (typeof phases)[number];

function phaseOf(code: string): Phase | undefined {
  if (code.startsWith('verifying.')) return 'verifying';
  // It does not answer while it installs: it has not been told to reboot.
  if (code === 'applying.silence') return 'upgrade';
  return phases.find((phase) => code === `applying.${phase}` || code === `applying.${phase}-start`);
}

/** Where the long wait stands, as a line of stations. */
function Phases() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const doing = view.progress?.step === step.id ? phaseOf(view.progress.doing.code) : undefined;
  const begun = step.actions.some(({ code }) => code === 'start-upgrade');
  if (!doing || (view.progress?.doing.code === 'applying.silence' && !begun)) return null;
  const at = phases.indexOf(doing);
  return (
    <ol className="phases" aria-label={t('upgrade.phasesTitle')}>
      {phases.map((phase, place) => {
        const when = place < at ? 'past' : place === at ? 'now' : 'ahead';
        const icon: IconName = when === 'past' ? 'check' : when === 'now' ? 'working' : 'circle';
        return (
          <li key={phase} data-when={when} aria-current={when === 'now' ? 'step' : undefined}>
            <Icon name={icon} />
            <span>{t(`upgrade.phases.${phase}`)}</span>
            <span className="unseen">{t(`upgrade.phaseState.${when}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
