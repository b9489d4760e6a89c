import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { difference, type Chosen } from '../../../../app/domain/licensing/table/table';
import { typeText } from './words';

interface ChangeListProps {
  table: Chosen;
  /** The rest is in the difference. */
  most: number;
}

/** What would be written, in short. */
export function ChangeList({ table: { rows, choices }, most }: ChangeListProps) {
  const { t } = useTranslation('steps');
  const changes = useMemo(() => difference({ rows, choices }), [rows, choices]);
  return (
    <section className="changes">
      <h2>{t('licences.changesTitle', { count: changes.length })}</h2>
      <ul>
        {changes.slice(0, most).map(({ user, from, to }) => (
          <li key={user.id}>
            {t('licences.change', {
              extension: user.extension,
              name: user.name,
              from: typeText(t, from),
              to: typeText(t, to),
            })}
          </li>
        ))}
        {changes.length > most && <li>{t('licences.moreChanges', { count: changes.length - most })}</li>}
      </ul>
    </section>
  );
}
