import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import type { Column, Indexed } from '../../../../app/domain/licensing/table/rows';
import { Heading } from './heading';
import { RowReasons } from './suggested';
import { rowKey } from './table-keys';
import { UserRow, type RowActs } from './user-row';
import type { TableView, ViewAct } from './view';

const rowHeight = 38;
/** Rows kept beyond the visible ones. */
const beyond = 8;
/** The head covers the first rows, and a bar the last, when one is scrolled to. */
const covered = 52;

interface UserTableProps extends RowActs {
  view: TableView;
  columns: readonly Column[];
  types: LicenceTable['types'];
  allSelected: boolean;
  act: (act: ViewAct) => void;
  onFile: (file: File) => void;
}

/** Thousands of users: only the rows in view exist. A native table, so that rows and columns are told to everyone. */
export function UserTable(props: UserTableProps) {
  const { view, columns, allSelected, act, onFile } = props;
  const { t } = useTranslation('steps');
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const rows = view.visible;
  const current = useMemo(
    () => Math.max(0, currentId === null ? 0 : rows.findIndex(({ user }) => user.id === currentId)),
    [rows, currentId],
  );

  function selectAll(on: boolean): void {
    act({ do: 'select-shown', on });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    selectAll(!allSelected);
  }
  function onDrop(event: DragEvent): void {
    event.preventDefault();
    const file = event.dataTransfer.files.item(0);
    if (file) onFile(file);
  }

  return (
    <>
      <div
        ref={setScroller}
        className="user-scroll"
        onKeyDown={onKeyDown}
        onDrop={onDrop}
        onDragOver={(event) => {
          event.preventDefault();
        }}
      >
        <table
          className="users"
          aria-label={t('licences.tableLabel')}
          aria-rowcount={rows.length + 1}
          data-columns={columns.length}
        >
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={t('licences.selectAll')}
                  checked={allSelected}
                  onChange={(event) => {
                    selectAll(event.currentTarget.checked);
                  }}
                />
              </th>
              {columns.map((column) => (
                <Heading key={column} column={column} view={view} act={act} />
              ))}
            </tr>
          </thead>
          <VisibleRows
            {...props}
            rows={rows}
            scroller={scroller}
            current={current}
            onCurrent={setCurrentId}
          />
        </table>
        {rows.length === 0 && <p className="quiet-text nobody">{t('licences.nobodyShown')}</p>}
      </div>
      <RowReasons row={rows[current]} rules={view.told.rules} />
    </>
  );
}

interface VisibleRowsProps extends UserTableProps {
  rows: readonly Indexed[];
  scroller: HTMLDivElement | null;
  current: number;
  onCurrent: (id: string) => void;
}

/** The leaf that knows of the scrolling; everything around it stays still. */
function VisibleRows(props: VisibleRowsProps) {
  const { view, rows, scroller, current, onCurrent, onSelect } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  /** The row the keyboard goes to, as soon as it exists. */
  const [goal, setGoal] = useState<number | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoises here, and it lives in this leaf alone
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: beyond,
    scrollPaddingEnd: covered,
    getItemKey: (index) => rows[index]?.user.id ?? index,
    // The row with the keyboard is kept wherever it is scrolled to: else the focus would be lost.
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), current, rows.length),
  });

  useEffect(() => {
    if (goal === null) return;
    const row = body.current?.querySelector(`[data-index="${String(goal)}"]`);
    row?.querySelector('input')?.focus({ preventScroll: true });
    setGoal(null);
  }, [goal]);

  function go(to: number, range: boolean): void {
    const [here, there] = [rows[current]?.user.id, rows[to]?.user.id];
    if (there === undefined) return;
    if (range && here !== undefined && to !== current) {
      if (!view.table.selected.has(here)) onSelect(here, false);
      onSelect(there, true);
    }
    onCurrent(there);
    virtual.scrollToIndex(to, { align: 'auto' });
    setGoal(to);
  }
  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>): void {
    const page = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - covered) / rowHeight));
    const to = rowKey(event, { current, last: rows.length - 1, page });
    if (to === null) return;
    event.preventDefault();
    go(to, event.shiftKey);
  }
  return (
    <tbody
      ref={body}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const index = event.target.closest('tr')?.dataset['index'];
        const row = index === undefined ? undefined : rows[Number(index)];
        if (row) onCurrent(row.user.id);
      }}
    >
      <Rows {...props} items={virtual.getVirtualItems()} total={virtual.getTotalSize()} />
    </tbody>
  );
}

function withRow(indexes: number[], row: number, count: number): number[] {
  if (row >= count || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((a, b) => a - b);
}

interface Place {
  index: number;
  start: number;
  end: number;
}

/** The rows that exist, with room kept for those between that do not. */
function Rows(props: VisibleRowsProps & { items: readonly Place[]; total: number }) {
  const { items, total, rows, view, columns, types, current, onSelect, onChoose, onSuggested } = props;
  const { choices, selected } = view.table;
  return (
    <>
      {items.map(({ index, start }, place) => {
        const row = rows[index];
        if (!row) return null;
        const { id } = row.user;
        // By its key a row stays itself when others before it go: else the focus in it would be lost.
        return (
          <Fragment key={id}>
            <Spacer height={start - (items[place - 1]?.end ?? 0)} />
            <UserRow
              row={row}
              index={index}
              columns={columns}
              types={types}
              rules={view.told.rules}
              chosen={choices.get(id)?.type ?? null}
              outcome={view.outcomes.get(id) ?? null}
              selected={selected.has(id)}
              current={index === current}
              onSelect={onSelect}
              onChoose={onChoose}
              onSuggested={onSuggested}
            />
          </Fragment>
        );
      })}
      <Spacer height={total - (items.at(-1)?.end ?? 0)} />
    </>
  );
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="spacer">
      <td style={{ height }} />
    </tr>
  );
}
