import { useVirtualizer } from '@tanstack/react-virtual';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceRow, LicenceTable } from '../../../../app/contract/views';
import { Icon } from '../../../components/icon';
import type { SortKey } from './rows';
import { UserRow } from './user-row';

const rowHeight = 38;
/** Rows kept beyond the visible ones, so that the keyboard always finds the next. */
const beyond = 8;

interface UserTableProps {
  rows: readonly LicenceRow[];
  types: LicenceTable['types'];
  selected: ReadonlySet<string>;
  sort: { key: SortKey; down: boolean };
  onSort: (key: SortKey) => void;
  onSelect: (id: string, range: boolean) => void;
  onSelectAll: (on: boolean) => void;
  onChoose: (id: string, type: string | null) => void;
}

const columns: SortKey[] = ['extension', 'name', 'role', 'group', 'department', 'current', 'chosen'];

/** Thousands of users: only the rows in view exist. A native table, so that rows and columns are told to everyone. */
export function UserTable(props: UserTableProps) {
  const { rows, selected, onSelectAll } = props;
  const { t } = useTranslation('steps');
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const all = rows.length > 0 && rows.every((row) => selected.has(row.id));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey)) return;
    if (event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    onSelectAll(!all);
  }

  return (
    <div ref={setScroller} className="user-scroll" onKeyDown={onKeyDown}>
      <table className="users" aria-label={t('licences.tableLabel')} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={t('licences.selectAll')}
                checked={all}
                onChange={(event) => {
                  onSelectAll(event.currentTarget.checked);
                }}
              />
            </th>
            {columns.map((column) => (
              <Heading key={column} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <VisibleRows {...props} scroller={scroller} />
      </table>
    </div>
  );
}

function Heading({ column, sort, onSort }: { column: SortKey } & Pick<UserTableProps, 'sort' | 'onSort'>) {
  const { t } = useTranslation('steps');
  const name = t(`licences.columns.${column}`);
  const here = sort.key === column;
  return (
    <th scope="col" aria-sort={here ? (sort.down ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        aria-label={t('licences.sortBy', { column: name })}
        onClick={() => {
          onSort(column);
        }}
      >
        {name}
        {here && (
          <span className={sort.down ? 'sort-down' : 'sort-up'}>
            <Icon name="right" size={12} />
          </span>
        )}
      </button>
    </th>
  );
}

interface VisibleRowsProps extends UserTableProps {
  scroller: HTMLDivElement | null;
}

/** The leaf that knows of the scrolling; everything around it stays still. */
function VisibleRows({ rows, types, selected, onSelect, onChoose, scroller }: VisibleRowsProps) {
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoises here, and it lives in this leaf alone
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: beyond,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  /** Arrows move between the rows' check boxes; Shift with Space selects a range, as with the mouse. */
  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>): void {
    if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    if (!(event.target instanceof HTMLInputElement)) return;
    const row = event.target.closest('tr');
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
    next?.querySelector<HTMLInputElement>('input')?.focus();
    event.preventDefault();
  }
  return (
    <tbody onKeyDown={onKeyDown}>
      {before > 0 && <Spacer height={before} />}
      {items.map((item) => {
        const row = rows[item.index];
        return (
          row && (
            <UserRow
              key={row.id}
              row={row}
              index={item.index}
              types={types}
              selected={selected.has(row.id)}
              onSelect={onSelect}
              onChoose={onChoose}
            />
          )
        );
      })}
      {after > 0 && <Spacer height={after} />}
    </tbody>
  );
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" className="spacer">
      <td style={{ height }} />
    </tr>
  );
}
