import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../../app/domain/licensing/table/rows';
import { Icon } from '../../../components/icon';
import { FilterMenu } from './filter-menu';
import type { TableView, ViewAct } from './view';

interface HeadingProps {
  column: Column;
  view: TableView;
  act: (act: ViewAct) => void;
}

/** The name of a column sorts by it; the funnel beside it opens its filter. */
export function Heading({ column, view, act }: HeadingProps) {
  const { t } = useTranslation('steps');
  const [open, setOpen] = useState(false);
  const funnel = useRef<HTMLButtonElement>(null);
  const name = t(`licences.columns.${column}`);
  const { sort, filter } = view.table;
  const here = sort.by === column;
  const filtered = (filter.columns[column]?.length ?? 0) > 0;
  return (
    <th
      scope="col"
      data-column={column}
      aria-sort={here ? (sort.down ? 'descending' : 'ascending') : undefined}
    >
      <span className="heading">
        <button
          type="button"
          aria-label={t('licences.sortBy', { column: name })}
          onClick={() => {
            act({ do: 'sort', sort: { by: column, down: here && !sort.down } });
          }}
        >
          {name}
          {here && (
            <span className={sort.down ? 'sort-down' : 'sort-up'}>
              <Icon name="right" size={12} />
            </span>
          )}
        </button>
        <button
          ref={funnel}
          type="button"
          className="funnel"
          aria-label={t('licences.filterBy', { column: name })}
          title={t('licences.filterBy', { column: name })}
          aria-expanded={open}
          data-filtered={filtered || undefined}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <Funnel />
        </button>
      </span>
      {open && (
        <FilterMenu
          column={column}
          name={name}
          view={view}
          act={act}
          button={funnel}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </th>
  );
}

function Funnel() {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={13} height={13} aria-hidden="true" focusable="false">
      <path d="M2 3h12L9.6 8.4v4.6l-3.2-1.6v-3z" />
    </svg>
  );
}
