import type { Table } from '../../../../app/domain/licensing/table/table';
import type { Sureness } from '../../../../app/domain/licensing/why';

/** Users with a suggestion and no choice yet, by how sure it is: what the installer chose is never chosen over. */
export function openSuggestions({
  rows,
  choices,
}: Pick<Table, 'rows' | 'choices'>): Record<Sureness, string[]> {
  const open: Record<Sureness, string[]> = { told: [], certain: [], likely: [], hint: [] };
  for (const { user, suggestion } of rows)
    if (suggestion && !choices.has(user.id)) open[suggestion.sure].push(user.id);
  return open;
}
