import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import { licenceLabel } from '../../../../app/domain/licensing/types';
import { isChanged } from './rows';

/** More than this are not read through anyway; "only changed" shows them all. */
const most = 60;

/** The difference: what would be written. */
export function ChangeList({ table }: { table: LicenceTable }) {
  const { t } = useTranslation('steps');
  const changed = table.rows.filter(isChanged);
  return (
    <section className="changes">
      <h2>{t('licences.changesTitle', { count: changed.length })}</h2>
      <ul>
        {changed.slice(0, most).map((row) => (
          <li key={row.id}>
            {t('licences.change', {
              extension: row.extension,
              name: row.name,
              from: row.current === null ? t('licences.noType') : licenceLabel(row.current),
              to: row.chosen === null ? '' : licenceLabel(row.chosen),
            })}
          </li>
        ))}
        {changed.length > most && <li>{t('licences.moreChanges', { count: changed.length - most })}</li>}
      </ul>
    </section>
  );
}
