import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import { openSuggestions } from './use-licences';

interface BulkBarProps {
  table: LicenceTable;
  selected: readonly string[];
  onSet: (type: string | null) => void;
  onResetAll: () => void;
  onSuggest: () => void;
}

/** What can be done with many users at once. */
export function BulkBar({ table, selected, onSet, onResetAll, onSuggest }: BulkBarProps) {
  const { t } = useTranslation('steps');
  const [type, setType] = useState(table.types[0]?.wire ?? '');
  const id = useId();
  const none = selected.length === 0;
  const suggested = [...openSuggestions(table).values()].flat().length;
  return (
    <div className="bulk">
      <span className="bulk-count" role="status">
        {t('licences.selected', { count: selected.length })}
      </span>
      <label htmlFor={id}>{t('licences.setTo')}</label>
      <select
        id={id}
        value={type}
        onChange={(event) => {
          setType(event.currentTarget.value);
        }}
      >
        {table.types.map((one) => (
          <option key={one.wire} value={one.wire}>
            {one.label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        disabled={none}
        onClick={() => {
          onSet(type);
        }}
      >
        {t('licences.set')}
      </button>
      <button
        type="button"
        className="button quiet"
        disabled={none}
        onClick={() => {
          onSet(null);
        }}
      >
        {t('licences.reset')}
      </button>
      <span className="bulk-rest">
        {suggested > 0 && (
          <button type="button" className="button" title={t('licences.suggestHint')} onClick={onSuggest}>
            {t('licences.suggest', { count: suggested })}
          </button>
        )}
        {table.changes > 0 && (
          <button type="button" className="button quiet" onClick={onResetAll}>
            {t('licences.resetAll')}
          </button>
        )}
      </span>
    </div>
  );
}
