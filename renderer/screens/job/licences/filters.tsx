import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import type { Filter } from './rows';

interface FiltersProps {
  table: LicenceTable;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** Which users are shown. */
export function Filters({ table, filter, onFilter }: FiltersProps) {
  const { t } = useTranslation('steps');
  const id = useId();
  const roles = [...new Set(table.rows.map((row) => row.role))].sort();
  const types = table.types.filter(({ wire }) => table.rows.some((row) => row.current === wire));
  return (
    <div className="filters" role="search">
      <div className="field grow">
        <label htmlFor={`${id}-text`}>{t('licences.search')}</label>
        <input
          id={`${id}-text`}
          type="search"
          placeholder={t('licences.searchPlaceholder')}
          value={filter.text}
          onChange={(event) => {
            onFilter({ ...filter, text: event.currentTarget.value });
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-type`}>{t('licences.filterType')}</label>
        <select
          id={`${id}-type`}
          value={filter.type}
          onChange={(event) => {
            onFilter({ ...filter, type: event.currentTarget.value });
          }}
        >
          <option value="">{t('licences.all')}</option>
          {types.map((type) => (
            <option key={type.wire} value={type.wire}>
              {type.label}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-role`}>{t('licences.filterRole')}</label>
        <select
          id={`${id}-role`}
          value={filter.role}
          onChange={(event) => {
            onFilter({ ...filter, role: event.currentTarget.value });
          }}
        >
          <option value="">{t('licences.all')}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </select>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={filter.changedOnly}
          onChange={(event) => {
            onFilter({ ...filter, changedOnly: event.currentTarget.checked });
          }}
        />
        {t('licences.changedOnly')}
      </label>
    </div>
  );
}
