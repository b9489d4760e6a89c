/** Which users are selected, and from where a range with Shift starts. */
export interface Selection {
  ids: ReadonlySet<string>;
  from: string | null;
}

interface Row {
  id: string;
}

/** Turns one row on or off; with `range`, all from the last one to this one as that last one is. */
export function selectOne(selection: Selection, rows: readonly Row[], id: string, range: boolean): Selection {
  const ids = new Set(selection.ids);
  const start = rows.findIndex((row) => row.id === selection.from);
  const end = rows.findIndex((row) => row.id === id);
  const on = range && selection.from !== null ? selection.ids.has(selection.from) : !ids.has(id);
  const span = range && start >= 0 ? rows.slice(Math.min(start, end), Math.max(start, end) + 1) : [{ id }];
  for (const row of span) {
    if (on) ids.add(row.id);
    else ids.delete(row.id);
  }
  return { ids, from: id };
}

/** All rows shown; rows hidden by the filter keep what they had. */
export function selectAll(selection: Selection, rows: readonly Row[], on: boolean): Selection {
  const ids = new Set(selection.ids);
  for (const { id } of rows) {
    if (on) ids.add(id);
    else ids.delete(id);
  }
  return { ids, from: null };
}
