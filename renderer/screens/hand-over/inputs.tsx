import { useTranslation } from 'react-i18next';
import type { HandOverView } from '../../../app/contract/office-views';
import { notesField, type HandedInputs } from '../../../app/domain/hand-over';
import { typedCounts } from '../../../app/domain/licensing/order-numbers';
import { periods, type Period } from '../../../app/domain/licensing/periods';
import { licenceLabel } from '../../../app/domain/licensing/types';
import { formatList } from '../../format';

/** When it was made and by what. */
export function Made({ view }: { view: Pick<HandOverView, 'madeAt' | 'app'> }) {
  const { t } = useTranslation('office');
  return <p className="quiet-text">{t('take.made', { at: view.madeAt, app: view.app })}</p>;
}

/** One name and value; nothing where there is none. */
export function Line({ label, value }: { label: string; value: string | null | undefined }) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What was typed, as far as it has a name here; the rest is in the steps. */
export function InputLines({ inputs }: { inputs: HandedInputs }) {
  const { t } = useTranslation('office');
  const prepare = inputs['prepare'] ?? {};
  const portal = inputs['portal'] ?? {};
  return (
    <>
      <Line label={t('take.customer')} value={prepare['customer']} />
      <Line label={t('take.pbxName')} value={prepare['pbxName']} />
      <Line label={t('take.address')} value={prepare['address']} />
      <Line label={t('take.partner')} value={prepare['partner']} />
      <Line label={t('take.period')} value={usePeriod(portal['period'])} />
      <Line label={t('take.order')} value={useCounts(portal)} />
      <Line label={t('take.notes')} value={prepare[notesField]} />
    </>
  );
}

function usePeriod(period: string | undefined): string | undefined {
  const { t } = useTranslation('steps');
  const known = periods.includes(period as Period) ? (period as Period) : null;
  return known ? t(`portal.periods.${known}`) : period;
}

function useCounts(portal: Readonly<Record<string, string>>): string {
  const { t } = useTranslation('office');
  const bought = typedCounts(portal).filter((one) => one.bought > 0);
  return formatList(
    bought.map(({ type, bought: count }) => t('take.counts', { count, type: licenceLabel(type) })),
  );
}
