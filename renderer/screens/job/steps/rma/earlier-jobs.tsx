import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EarlierJobView } from '../../../../../app/contract/field-views';
import { formatDate } from '../../../../format';
import { useStep } from '../../step-context';
import { Choice } from '../choice';

/** Finished jobs on this computer that may tell what the old PBX was. */
export function EarlierJobs() {
  const { t } = useTranslation(['steps', 'common']);
  const { view, call } = useStep();
  const job = view.state.id;
  const [jobs, setJobs] = useState<EarlierJobView[] | null>(null);

  useEffect(() => {
    let gone = false;
    void call('rma.jobs', { job }).then((result) => {
      if (result.ok && !gone) setJobs(result.value);
    });
    return () => {
      gone = true;
    };
  }, [call, job]);

  if (jobs === null) return <p className="field-hint">{t('common:loading')}</p>;
  if (jobs.length === 0) return <p className="field-hint">{t('old-pbx.jobs.none')}</p>;
  return (
    <Choice
      field="earlierJob"
      options={jobs.map(({ id }) => id)}
      textOf={(id) => {
        const { pbxName = '', customer = '', kind, endedAt } = jobs.find((one) => one.id === id) ?? {};
        if (!kind || !endedAt) return id;
        return t('old-pbx.jobs.one', {
          pbx: pbxName,
          customer,
          kind: t(`common:kinds.${kind}`),
          day: formatDate(endedAt),
        });
      }}
    />
  );
}
