import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../app/contract/views';
import type { StepRecord, Way } from '../../../app/domain/job';
import { factory } from '../../../app/domain/password';
import { isEnded } from '../../../app/domain/step-state';
import { Icon, type IconName } from '../../components/icon';
import { stateTones, StateIcon, isMoving } from '../../components/state-mark';
import { jobHref } from '../../route';
import { say } from '../../strings/said';
import { useStep } from './step-context';

/** Title, the one sentence of what and why, and the big quiet status. */
export function StepHead({ view, step }: { view: JobView; step: StepRecord }) {
  const { t } = useTranslation(['job', 'steps', 'common']);
  const heading = useRef<HTMLHeadingElement>(null);
  // Before anybody can click: on a slow computer it would take the focus out of a field.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const place = view.state.steps.indexOf(step) + 1;
  return (
    <header className="step-head">
      <p className="step-place">{t('rail.position', { place, all: view.state.steps.length })}</p>
      <h1 ref={heading} tabIndex={-1} data-region-focus>
        {t(`common:steps.${step.id}`)}
      </h1>
      <p className="step-lead">{t(leadOf(view, step), { login: factory.login })}</p>
      <div className="status-line">
        <Status view={view} step={step} />
        {!isEnded(step.state) && step.ways.length > 0 && <WayChip step={step} />}
      </div>
    </header>
  );
}

/** The portal's form differs by what the PBX runs on. */
function leadOf({ state: { kind } }: JobView, { id }: StepRecord) {
  if (id === 'portal' && kind === 'activate-cloud') return 'steps:portal.leadCloud';
  if (id === 'portal' && kind === 'activate-hardware') return 'steps:portal.leadHardware';
  return `steps:${id}.lead` as const;
}

function Status({ view, step }: { view: JobView; step: StepRecord }) {
  const { t } = useTranslation(['job', 'common']);
  const blocker = step.state === 'waiting' ? view.state.steps.find((one) => !isEnded(one.state)) : undefined;
  return (
    <div
      className="status"
      data-tone={stateTones[step.state]}
      data-moving={isMoving(step.state) || undefined}
    >
      <StateIcon state={step.state} size={26} />
      <p>
        <strong>{t(`common:states.${step.state}`)}</strong>
        <span>{t(`status.${step.state}`, { reason: step.skippedReason ?? '' })}</span>
        {blocker && blocker.id !== step.id && (
          <a href={jobHref(view.state.id, blocker.id)}>
            {t('status.waitingFor', { step: t(`common:steps.${blocker.id}`) })}
          </a>
        )}
      </p>
    </div>
  );
}

const wayIcons: Record<Way, IconName> = { automatic: 'automatic', assisted: 'assisted', guided: 'person' };

/** Who acts, and why so; where there is a choice, the other ways. */
function WayChip({ step }: { step: StepRecord }) {
  const { t } = useTranslation(['job', 'common']);
  const { view, call, locked } = useStep();
  const chosen = step.ways.find((one) => one.way === step.way);
  const others = step.ways.filter((one) => one.possible && one.way !== step.way);
  return (
    <p className="way">
      <span className="chip">
        <Icon name={wayIcons[step.way]} size={14} />
        {t(`common:ways.${step.way}`)}
      </span>
      {chosen && <span>{say('wayReason', chosen.reason)}</span>}
      {others.map(({ way }) => (
        <button
          key={way}
          type="button"
          className="link"
          disabled={locked}
          onClick={() => void call('steps.way', { job: view.state.id, step: step.id, way })}
        >
          {t(`wayChange.${way}`)}
        </button>
      ))}
    </p>
  );
}
