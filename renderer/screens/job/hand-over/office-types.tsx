import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../../client';
import { Notice } from '../../../components/notice';
import { loadStrings } from '../../../strings';

/** Types that came with the job, once there are users to give them to. They are read as any other file of types is. */
export function OfficeTypes({ job, onFile }: { job: string; onFile: (file: File) => void }) {
  const { t } = useTranslation('office');
  const client = useClient();
  const [file, setFile] = useState<File | null>(null);
  useEffect(() => {
    let open = true;
    void Promise.all([client.call('handover.types', { job }), loadStrings('office')]).then(([types]) => {
      if (open && types.ok && types.value)
        setFile(new File([types.value.csv], types.value.name, { type: 'text/csv' }));
    });
    return () => {
      open = false;
    };
  }, [client, job]);
  if (!file) return null;
  return (
    <Notice tone="info" icon="info">
      {t('site.types')}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          onFile(file);
        }}
      >
        {t('site.look')}
      </button>
    </Notice>
  );
}
