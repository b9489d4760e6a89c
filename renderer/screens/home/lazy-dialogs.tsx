import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../../../app/contract/views';
import { loadStrings } from '../../strings';

// Nothing of this is part of the first screen, so it is fetched when it is asked for.
const texts = () => loadStrings('office', 'errors', 'steps', 'evidence');

const HandOver = lazy(async () => {
  const [dialog] = await Promise.all([import('../hand-over/take-dialog'), texts()]);
  return { default: dialog.TakeDialog };
});

const Job = lazy(async () => {
  const [dialog] = await Promise.all([import('./job-dialog'), texts()]);
  return { default: dialog.JobDialog };
});

function Loading() {
  const { t } = useTranslation();
  return (
    <span className="unseen" role="status">
      {t('loading')}
    </span>
  );
}

/** A file that was chosen or dropped: what it says, and what is taken of it. */
export function HandOverDialog(props: { file: File; onClose: () => void }) {
  return (
    <Suspense fallback={<Loading />}>
      <HandOver {...props} />
    </Suspense>
  );
}

/** What can be done with a job besides opening it. */
export function JobDialog(props: { job: JobSummary; onClose: () => void }) {
  return (
    <Suspense fallback={<Loading />}>
      <Job {...props} />
    </Suspense>
  );
}
