import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../../app/domain/job';

const Mistake = lazy(async () => ({ default: (await import('./mistake-dialog')).MistakeDialog }));

/** Rarely needed, then at once: from every job, at any step. */
export function MistakeButton({ state }: { state: JobState }) {
  const { t } = useTranslation('job');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('mistake.open')}
      </button>
      {open && (
        <Suspense fallback={<span role="status">{t('mistake.loading')}</span>}>
          <Mistake
            state={state}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
