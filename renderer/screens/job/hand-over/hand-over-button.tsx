import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../app/contract/views';
import { OpensDialog } from '../../../components/opens-dialog';
import { loadStrings } from '../../../strings';

const Send = lazy(async () => {
  const [dialog] = await Promise.all([import('./send-dialog'), loadStrings('office')]);
  return { default: dialog.SendDialog };
});

/** At any step: what is known goes into one file, or is kept as a template. */
export function HandOverButton({ view }: { view: JobView }) {
  const { t } = useTranslation('job');
  return <OpensDialog label={t('handOver')}>{(close) => <Send view={view} onClose={close} />}</OpensDialog>;
}
