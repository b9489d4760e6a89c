import type { LicenceRow } from '../../../../app/contract/views';

/** All of it must hold for a user to be shown. */
export interface Filter {
  text: string;
  /** Licence type now, or '' for all. */
  type: string;
  role: string;
  changedOnly: boolean;
}
export const noFilter: Filter = { text: '', type: '', role: '', changedOnly: false };

export type SortKey = 'extension' | 'name' | 'role' | 'group' | 'department' | 'current' | 'chosen';

/** Would be written: chosen, and not what it is already. */
export function isChanged(row: LicenceRow): boolean {
  return row.chosen !== null && row.chosen !== row.current;
}

/** Text is looked for in all that is read of a user, whatever its case. */
export function shownRows(rows: readonly LicenceRow[], filter: Filter): LicenceRow[] {
  const text = filter.text.trim().toLowerCase();
  return rows.filter((row) => {
    if (filter.type !== '' && (row.current ?? '') !== filter.type) return false;
    if (filter.role !== '' && row.role !== filter.role) return false;
    if (filter.changedOnly && !isChanged(row)) return false;
    return text === '' || searched(row).includes(text);
  });
}

function searched(row: LicenceRow): string {
  return [row.extension, row.name, row.email, row.role, row.group, row.department].join('\n').toLowerCase();
}

/** Extensions in the order of their numbers: 99 before 100. */
const compare = new Intl.Collator(undefined, { numeric: true }).compare;

/** By one column, then by extension. */
export function sorted(rows: readonly LicenceRow[], key: SortKey, down: boolean): LicenceRow[] {
  const valueOf = (row: LicenceRow): string => row[key] ?? (key === 'chosen' ? (row.current ?? '') : '');
  const order = [...rows].sort(
    (a, b) => compare(valueOf(a), valueOf(b)) || compare(a.extension, b.extension),
  );
  return down ? order.reverse() : order;
}
