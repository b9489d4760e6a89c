import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../app/contract/views';
import { Icon } from '../../components/icon';
import { Words } from '../../components/words';
import { formatElapsed } from '../../format';
import { jobHref } from '../../route';
import { useNow } from '../../state/use-now';
import { say, slowText } from '../../strings/said';
import { useStep } from './step-context';

/** What is going on, for how long, how far, and, when it takes long, what is normal and what to check. */
export function ProgressPanel({ progress }: { progress: Progress }) {
  const { t } = useTranslation(['job', 'steps']);
  const { view, step, call } = useStep();
  const doing = say('progress', progress.doing);
  const says = progress.doing.params?.says;
  return (
    <section className="progress" aria-label={t('progress.label')}>
      <div className="progress-line">
        <p className="progress-doing" role="status">
          {doing}
        </p>
        {progress.fraction !== null && (
          <span className="progress-percent">
            {t('progress.percent', { percent: Math.round(progress.fraction * 100) })}
          </span>
        )}
      </div>
      <progress
        aria-label={doing}
        max={1}
        {...(progress.fraction === null ? {} : { value: progress.fraction })}
      />
      {typeof says === 'string' && says !== '' && (
        <p className="progress-says">
          <Words>{t('steps:upgrade.says', { says })}</Words>
        </p>
      )}
      <div className="progress-line">
        <Elapsed since={progress.since} />
        {progress.paused !== undefined && <Pause paused={progress.paused} />}
        {progress.cancellable && (
          <button
            type="button"
            className="button"
            onClick={() => void call('steps.cancel', { job: view.state.id, step: step.id })}
          >
            {t('progress.cancel')}
          </button>
        )}
      </div>
      {progress.slow && <Slow code={progress.doing.code} />}
    </section>
  );
}

/** Between two users, not in the middle of one. */
function Pause({ paused }: { paused: boolean }) {
  const { t } = useTranslation('job');
  const { view, step, call } = useStep();
  return (
    <>
      {paused && <span role="status">{t('progress.paused')}</span>}
      <button
        type="button"
        className="button"
        onClick={() => void call('steps.pause', { job: view.state.id, step: step.id, on: !paused })}
      >
        {t(paused ? 'progress.goOn' : 'progress.pause')}
      </button>
    </>
  );
}

function Elapsed({ since }: { since: string }) {
  const { t } = useTranslation('job');
  const now = useNow(1000);
  const elapsed = formatElapsed(now - Date.parse(since));
  return (
    <span className="progress-elapsed" role="timer">
      {t('progress.elapsed', { elapsed })}
    </span>
  );
}

function Slow({ code }: { code: string }) {
  const { t } = useTranslation('job');
  const text = slowText(code);
  return (
    <div className="slow">
      <h2>{t('progress.normal')}</h2>
      <p>{text.normal}</p>
      <h2>{t('progress.check')}</h2>
      <ul>
        {text.check.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}

/** The wizard is at work on another step than the one shown. */
export function Elsewhere({ job, progress }: { job: string; progress: Progress }) {
  const { t } = useTranslation(['job', 'common']);
  return (
    <p className="elsewhere">
      <Icon name="working" />
      <a href={jobHref(job, progress.step)}>{t('elsewhere', { step: t(`common:steps.${progress.step}`) })}</a>
    </p>
  );
}
