import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyError } from '../../components/lazy-error';
import { useJobs } from '../../state/use-app';
import '../../styles/home.css';
import { Footer } from './footer';
import { JobRows } from './job-rows';
import { NewJob } from './new-job';
import { Practise } from './practise';

/** Open jobs first, then what can be begun, then practice. */
export function Home() {
  const { t } = useTranslation(['home', 'common']);
  const jobs = useJobs();
  useEffect(() => {
    document.title = t('common:appName');
  }, [t]);
  useUsableMark(jobs.value !== undefined);
  const open = jobs.value?.filter((job) => job.status !== 'done') ?? [];
  const finished = jobs.value?.filter((job) => job.status === 'done') ?? [];

  return (
    <div className="home">
      <header className="home-head">
        <span className="mark" aria-hidden="true" />
        <span className="app-name">{t('common:appName')}</span>
      </header>
      <main>
        <h1 className="unseen">{t('title')}</h1>
        {jobs.error && <LazyError error={jobs.error} onRetry={jobs.again} />}
        <section aria-labelledby="open-jobs">
          <h2 id="open-jobs">{t('open.title')}</h2>
          {jobs.value && open.length === 0 && (
            <div className="empty">
              <p className="empty-title">{t('open.none')}</p>
              <p>{t('open.noneHelp')}</p>
            </div>
          )}
          <JobRows jobs={open} />
        </section>
        <NewJob />
        <Practise />
        {finished.length > 0 && (
          <details className="finished">
            <summary>{t('finished.title', { count: finished.length })}</summary>
            <JobRows jobs={finished} />
          </details>
        )}
      </main>
      <Footer />
    </div>
  );
}

/** Marks the moment the first screen is painted with its jobs and can be used; the bench reads it. */
function useUsableMark(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
  }, [ready]);
}
