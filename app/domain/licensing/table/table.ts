import type { LicenceCount } from '../../pbx';
import { countTypes, type TypeCount } from '../counts';
import { isSameType } from '../types';
import type { Choice, Why } from '../why';
import { noHistory, play, remember, type Change, type Edit, type History } from './history';
import {
  filterRows,
  firstSort,
  followsChoices,
  indexRow,
  noFilter,
  sortRows,
  type Choices,
  type Filter,
  type Indexed,
  type Row,
  type Sort,
} from './rows';

/**
 * The table of users and types as a pure reducer. Nothing is written by it: what it holds is what the installer means to
 * write, and `difference` says what that is.
 */
export interface Table {
  /** All users, in the order sorted by. */
  readonly rows: readonly Indexed[];
  readonly byId: ReadonlyMap<string, Indexed>;
  /** What passes the filter, in the same order. */
  readonly shown: readonly Indexed[];
  readonly filter: Filter;
  readonly sort: Sort;
  /** Only choices that differ from what the PBX has. */
  readonly choices: Choices;
  readonly history: History;
  readonly selected: ReadonlySet<string>;
  /** Where a range with Shift starts. */
  readonly anchor: string | null;
}

export type TableAct =
  | { do: 'filter'; filter: Filter }
  /** Choosing types moves no row; sorting again by the same column does. */
  | { do: 'sort'; sort: Sort }
  | { do: 'select'; id: string; range: boolean }
  /** All shown; the hidden keep what they had. */
  | { do: 'select-shown'; on: boolean }
  | { do: 'select-none' }
  /** A type for these users, or null to leave them as they are. */
  | { do: 'set'; ids: readonly string[]; type: string | null; why: Why }
  /** Each user's own type, as one act: from a file, or all suggestions. */
  | { do: 'set-each'; choices: ReadonlyMap<string, Choice> }
  | { do: 'undo' }
  | { do: 'redo' }
  /** The users as read again. Choices that still differ stay; what is to be undone belonged to the old list. */
  | { do: 'load'; rows: readonly Row[] };

export function startTable(rows: readonly Row[], choices: Choices = new Map()): Table {
  return load({ filter: noFilter, sort: firstSort, choices, selected: new Set(), anchor: null }, rows);
}

export function tableReducer(table: Table, act: TableAct): Table {
  switch (act.do) {
    case 'filter':
      return { ...table, filter: act.filter, shown: filterRows(table.rows, act.filter, table.choices) };
    case 'sort':
      return sort(table, act.sort);
    case 'select':
      return { ...table, selected: selectOne(table, act.id, act.range), anchor: act.id };
    case 'select-shown':
      return { ...table, selected: selectShown(table, act.on), anchor: null };
    case 'select-none':
      return { ...table, selected: new Set(), anchor: null };
    case 'set':
      return edit(
        table,
        setSame(table, act.ids, act.type === null ? undefined : { type: act.type, why: act.why }),
      );
    case 'set-each':
      return edit(table, changes(table, act.choices));
    case 'undo':
      return undo(table);
    case 'redo':
      return redo(table);
    case 'load':
      return load(table, act.rows);
  }
}

type Kept = Pick<Table, 'filter' | 'sort' | 'choices' | 'selected' | 'anchor'>;

function load({ filter, sort: sorted, choices, selected, anchor }: Kept, rows: readonly Row[]): Table {
  const indexed = rows.map(indexRow);
  const byId = new Map(indexed.map((row) => [row.user.id, row]));
  const still = new Map([...choices].filter(([id, choice]) => differs(byId.get(id), choice)));
  const inOrder = sortRows(indexed, sorted, still);
  return {
    rows: inOrder,
    byId,
    shown: filterRows(inOrder, filter, still),
    filter,
    sort: sorted,
    choices: still,
    history: noHistory,
    selected: new Set([...selected].filter((id) => byId.has(id))),
    anchor: anchor !== null && byId.has(anchor) ? anchor : null,
  };
}

function differs(row: Row | undefined, choice: Choice): boolean {
  return row?.counted === true && !isSameType(choice.type, row.user.licenceType ?? '');
}

function sort(table: Table, by: Sort): Table {
  const rows = sortRows(table.rows, by, table.choices);
  return { ...table, sort: by, rows, shown: filterRows(rows, table.filter, table.choices) };
}

/** Turns one row on or off; with a range, all from the last one to this one as that last one is. */
function selectOne({ shown, selected, anchor }: Table, id: string, range: boolean): Set<string> {
  const next = new Set(selected);
  const from = range && anchor !== null ? shown.findIndex(({ user }) => user.id === anchor) : -1;
  const to = shown.findIndex(({ user }) => user.id === id);
  const on = range && anchor !== null ? selected.has(anchor) : !selected.has(id);
  const span =
    from >= 0 && to >= 0
      ? shown.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ user }) => user.id)
      : [id];
  for (const one of span) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}

function selectShown({ shown, selected }: Table, on: boolean): Set<string> {
  const next = new Set(selected);
  for (const { user } of shown) {
    if (on) next.add(user.id);
    else next.delete(user.id);
  }
  return next;
}

function setSame(table: Table, ids: readonly string[], choice: Choice | undefined): Edit {
  return [...new Set(ids)].flatMap((id) => changeOf(table, id, choice) ?? []);
}

function changes(table: Table, choices: Choices): Edit {
  return [...choices].flatMap(([id, choice]) => changeOf(table, id, choice) ?? []);
}

/**
 * What an act does to one user; null where it does nothing. Unknown users and admin are never set, and the type that the
 * user has anyway is no choice.
 */
function changeOf({ byId, choices }: Table, id: string, choice: Choice | undefined): Change | null {
  const before = choices.get(id);
  const after = choice && differs(byId.get(id), choice) ? choice : undefined;
  return before?.type === after?.type ? null : { id, before, after };
}

function edit(table: Table, done: Edit): Table {
  if (done.length === 0) return table;
  return withChoices(table, play(table.choices, done, 'after'), remember(table.history, done));
}

function undo(table: Table): Table {
  const { past, future } = table.history;
  const last = past.at(-1);
  if (!last) return table;
  const history = { past: past.slice(0, -1), future: [...future, last] };
  return withChoices(table, play(table.choices, last, 'before'), history);
}

function redo(table: Table): Table {
  const { past, future } = table.history;
  const next = future.at(-1);
  if (!next) return table;
  const history = { past: [...past, next], future: future.slice(0, -1) };
  return withChoices(table, play(table.choices, next, 'after'), history);
}

function withChoices(table: Table, choices: Choices, history: History): Table {
  const shown = followsChoices(table.filter) ? filterRows(table.rows, table.filter, choices) : table.shown;
  return { ...table, choices, history, shown };
}

/** One line of what would be written. */
export interface Difference {
  user: Row['user'];
  from: string | null;
  to: string;
  why: Why;
}

/** All that decides what would be written: neither filter nor selection. */
export type Chosen = Pick<Table, 'rows' | 'choices'>;

/** Everything that would be written, in the table's order, whatever the filter hides. */
export function difference({ rows, choices }: Chosen): Difference[] {
  return rows.flatMap(({ user }) => {
    const choice = choices.get(user.id);
    return choice ? [{ user, from: user.licenceType, to: choice.type, why: choice.why }] : [];
  });
}

/** Chosen type by user id, as the job keeps it. */
export function assignmentOf({ choices }: Pick<Table, 'choices'>): Map<string, string> {
  return new Map([...choices].map(([id, { type }]) => [id, type]));
}

/** Bought, used now and used after by type. */
export function countsOf(table: Chosen, bought: readonly LicenceCount[]): TypeCount[] {
  const users = table.rows.map(({ user }) => user);
  return countTypes(users, assignmentOf(table), bought);
}

/** The suggestions of these users as choices: what `set-each` takes when the installer says yes to them. */
export function suggestedChoices(table: Table, ids: Iterable<string>): Map<string, Choice> {
  const chosen = new Map<string, Choice>();
  for (const id of ids) {
    const suggestion = table.byId.get(id)?.suggestion;
    if (!suggestion) continue;
    const { type, sure, reasons } = suggestion;
    chosen.set(id, { type, why: { by: 'suggestion', sure, reasons } });
  }
  return chosen;
}
