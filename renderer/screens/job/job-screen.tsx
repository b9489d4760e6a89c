import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../app/domain/job';
import { ErrorPanel } from '../../components/error-panel';
import { homeHref } from '../../route';
import '../../styles/job.css';
import { ProfilePage } from '../profile/profile-page';
import { JobFrame } from './job-frame';
import { useJob } from './use-job';

/** A job, once it is open; until then why not. Without a step: where the job stands. */
export function JobScreen({ job, step }: { job: string; step: StepId | 'profile' | null }) {
  const { t } = useTranslation(['job', 'common']);
  const live = useJob(job);
  if (live.value) {
    if (step === 'profile') return <ProfilePage view={live.value} />;
    return <JobFrame view={live.value} shown={step ?? live.value.state.current} />;
  }
  return (
    <main className="job-opening">
      {live.error ? <ErrorPanel error={live.error} onRetry={live.again} /> : <p>{t('common:loading')}</p>}
      <a className="button" href={homeHref}>
        {t('toHome')}
      </a>
    </main>
  );
}
