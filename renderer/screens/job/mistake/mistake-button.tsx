import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../../app/domain/job';
import { OpensDialog } from '../../../components/opens-dialog';

const Mistake = lazy(async () => ({ default: (await import('./mistake-dialog')).MistakeDialog }));

/** Rarely needed, then at once: from every job, at any step. */
export function MistakeButton({ state }: { state: JobState }) {
  const { t } = useTranslation('job');
  return (
    <OpensDialog label={t('mistake.open')}>
      {(close) => <Mistake state={state} onClose={close} />}
    </OpensDialog>
  );
}
