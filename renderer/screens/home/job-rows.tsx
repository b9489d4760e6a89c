import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../../../app/contract/views';
import { Icon } from '../../components/icon';
import { StateIcon } from '../../components/state-mark';
import { formatAgo, formatDateTime } from '../../format';
import { jobHref } from '../../route';
import { useNow } from '../../state/use-now';

interface JobRowsProps {
  jobs: readonly JobSummary[];
  onMore: (job: JobSummary) => void;
}

/** So many are drawn at first, and so many more each time: hundreds of rows take long to lay out. */
const atOnce = 60;

/** Jobs, each with where it stands. */
export function JobRows({ jobs, onMore }: JobRowsProps) {
  const { t } = useTranslation('home');
  const now = useNow(30_000);
  const [most, setMost] = useState(atOnce);
  if (jobs.length === 0) return null;
  const left = Math.min(atOnce, jobs.length - most);
  return (
    <>
      <ul className="job-rows">
        {jobs.slice(0, most).map((job) => (
          <li key={job.id}>
            <JobRow job={job} now={now} />
            <button
              type="button"
              className="button quiet job-more"
              aria-label={t('open.more', { customer: job.customer || job.id })}
              onClick={() => {
                onMore(job);
              }}
            >
              {t('open.moreShort')}
            </button>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setMost(most + atOnce);
          }}
        >
          {t('open.showMore', { count: left })}
        </button>
      )}
    </>
  );
}

function JobRow({ job, now }: { job: JobSummary; now: number }) {
  const { t } = useTranslation(['home', 'common']);
  return (
    <a className="job-row" href={jobHref(job.id)}>
      <span className="job-who">
        <span className="job-customer">{job.customer || t('common:unnamedCustomer')}</span>
        {job.practice && <span className="badge">{t('common:practice')}</span>}
        {job.origin !== null && <span className="badge plain">{t('open.fromOffice')}</span>}
        {job.reportBack && <span className="badge plain">{t('open.reportBack')}</span>}
        {job.status === 'read-only' && (
          <span className="job-read-only">
            <Icon name="lock" size={14} />
            {t('open.readOnly')}
          </span>
        )}
      </span>
      <span className="job-kind">
        {t('open.about', { pbx: job.pbxName || t('common:unnamedPbx'), kind: t(`common:kinds.${job.kind}`) })}
        {job.remaining !== undefined && job.remaining > 0 && (
          <strong> · {t('open.remaining', { count: job.remaining })}</strong>
        )}
      </span>
      <span className="job-stands">
        <StateIcon state={job.stepState} />
        {t('open.standsAt', {
          step: t(`common:steps.${job.step}`),
          state: t(`common:states.${job.stepState}`),
        })}
      </span>
      <span className="job-age">
        <span>{t('open.progress', { count: job.allSteps, done: job.doneSteps })}</span>
        <time dateTime={job.updatedAt} title={formatDateTime(job.updatedAt)}>
          {t('open.touched', { ago: formatAgo(job.updatedAt, now) })}
        </time>
      </span>
    </a>
  );
}
