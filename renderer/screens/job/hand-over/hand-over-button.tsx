import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../app/contract/views';
import { loadStrings } from '../../../strings';

const Send = lazy(async () => {
  const [dialog] = await Promise.all([import('./send-dialog'), loadStrings('office')]);
  return { default: dialog.SendDialog };
});

/** At any step: what is known goes into one file, or is kept as a template. */
export function HandOverButton({ view }: { view: JobView }) {
  const { t } = useTranslation(['job', 'common']);
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
        {t('handOver')}
      </button>
      {open && (
        <Suspense fallback={<span role="status">{t('common:loading')}</span>}>
          <Send
            view={view}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
