import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const Table = lazy(async () => ({ default: (await import('./licences')).LicencesBody }));

/** The table is large and needed late. */
export function Licences() {
  const { t } = useTranslation('steps');
  return (
    <Suspense fallback={<p>{t('licences.reading')}</p>}>
      <Table />
    </Suspense>
  );
}
