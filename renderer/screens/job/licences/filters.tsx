import { useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columns, noFilter, valuesOf, type Column } from '../../../../app/domain/licensing/table/rows';
import { Icon } from '../../../components/icon';
import { valueText, withColumn } from './filter-values';
import { hasFailed, type TableView, type ViewAct } from './view';

interface FiltersProps {
  view: TableView;
  act: (act: ViewAct) => void;
  /** Login and email have columns too. */
  more: boolean;
  onMore: (more: boolean) => void;
}

/** Which users are shown. The heads of the columns filter as well; what they filter by stands here as chips. */
export function Filters({ view, act, more, onMore }: FiltersProps) {
  const { t } = useTranslation('steps');
  const { filter } = view.table;
  const failed = useMemo(() => hasFailed(view.outcomes), [view.outcomes]);
  return (
    <div className="filters" role="search">
      <Search view={view} act={act} />
      <QuickFilter column="current" label={t('licences.filterType')} view={view} act={act} />
      <QuickFilter column="role" label={t('licences.filterRole')} view={view} act={act} />
      <Tick
        label={t('licences.changedOnly')}
        checked={filter.changedOnly}
        onTick={(changedOnly) => {
          act({ do: 'filter', filter: { ...filter, changedOnly } });
        }}
      />
      {failed && (
        <Tick
          label={t('licences.failedOnly')}
          checked={view.failedOnly}
          onTick={(on) => {
            act({ do: 'failed-only', on });
          }}
        />
      )}
      <Tick label={t('licences.moreColumns')} checked={more} onTick={onMore} />
      <Chips view={view} act={act} />
    </div>
  );
}

type Part = Pick<FiltersProps, 'view' | 'act'>;

function Tick({
  label,
  checked,
  onTick,
}: {
  label: string;
  checked: boolean;
  onTick: (on: boolean) => void;
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          onTick(event.currentTarget.checked);
        }}
      />
      {label}
    </label>
  );
}

/** What is typed shows at once, the rows follow. */
function Search({ view, act }: Part) {
  const { t } = useTranslation('steps');
  const id = useId();
  const { filter } = view.table;
  const [typed, setTyped] = useState(filter.text);
  const text = useDeferredValue(typed);
  const [sent, setSent] = useState(filter.text);
  if (filter.text !== sent) {
    // Dropped by somebody else: the field follows.
    setSent(filter.text);
    if (typed === sent) setTyped(filter.text);
  }
  useEffect(() => {
    if (text !== filter.text) act({ do: 'filter', filter: { ...filter, text } });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what is typed sends it, not another filter
  }, [text]);
  return (
    <div className="field grow">
      <label htmlFor={id}>{t('licences.search')}</label>
      <input
        id={id}
        type="search"
        placeholder={t('licences.searchPlaceholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
    </div>
  );
}

/** One value of a column; the menu in its head takes several. */
function QuickFilter({ column, label, view, act }: Part & { column: Column; label: string }) {
  const { t } = useTranslation('steps');
  const id = useId();
  const { rows, choices, filter } = view.table;
  const values = useMemo(
    () => valuesOf(rows, column, choices).filter(({ value }) => value !== ''),
    [rows, column, choices],
  );
  const chosen = filter.columns[column] ?? [];
  const several = chosen.length > 1;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={several ? 'several' : `=${chosen[0] ?? ''}`}
        onChange={(event) => {
          const value = event.currentTarget.value.slice(1);
          act({ do: 'filter', filter: withColumn(filter, column, value === '' ? [] : [value]) });
        }}
      >
        <option value="=">{t('licences.all')}</option>
        {several && <option value="several">{t('licences.several', { count: chosen.length })}</option>}
        {values.map(({ value }) => (
          <option key={value} value={`=${value}`}>
            {valueText(t, column, value)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What is filtered by at the moment, each dropped by one press. */
function Chips({ view, act }: Part) {
  const { t } = useTranslation('steps');
  const { filter } = view.table;
  const active = columns.filter((column) => (filter.columns[column]?.length ?? 0) > 0);
  if (active.length === 0) return null;
  return (
    <div className="filter-chips">
      {active.map((column) => {
        const values = (filter.columns[column] ?? []).map((value) => valueText(t, column, value));
        const text = t('licences.chip', {
          column: t(`licences.columns.${column}`),
          values: values.slice(0, 3).join(', ') + (values.length > 3 ? ` +${String(values.length - 3)}` : ''),
        });
        return (
          <button
            key={column}
            type="button"
            className="chip"
            aria-label={t('licences.dropChip', { chip: text })}
            onClick={() => {
              act({ do: 'filter', filter: withColumn(filter, column, []) });
            }}
          >
            {text}
            <Icon name="cross" size={11} />
          </button>
        );
      })}
      <button
        type="button"
        className="link"
        onClick={() => {
          act({ do: 'filter', filter: noFilter });
        }}
      >
        {t('licences.dropFilters')}
      </button>
    </div>
  );
}
