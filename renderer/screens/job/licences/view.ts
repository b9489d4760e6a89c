import type { LicenceTable } from '../../../../app/contract/views';
import type { Choices, Indexed, Row } from '../../../../app/domain/licensing/table/rows';
import {
  startTable,
  suggestedChoices,
  tableReducer,
  type Table,
  type TableAct,
} from '../../../../app/domain/licensing/table/table';
import type { Choice } from '../../../../app/domain/licensing/why';

export type Outcome = 'written' | 'failed';

/** What the screen shows: the table, what the app told beside it, and a filter by what came of the last run. */
export interface TableView {
  table: Table;
  told: Omit<LicenceTable, 'rows' | 'choices'>;
  outcomes: ReadonlyMap<string, Outcome>;
  failedOnly: boolean;
  /** What is on the screen, in its order. */
  visible: readonly Indexed[];
}

export type ViewAct =
  | TableAct
  | { do: 'failed-only'; on: boolean }
  /** Chooses for these users what is suggested for each. */
  | { do: 'take-suggested'; ids: readonly string[] };

export function startView(answer: LicenceTable): TableView {
  const { rows, choices, ...told } = answer;
  const table = startTable(rows.map(rowOf), new Map(Object.entries(choices)));
  return seen({ table, told, outcomes: outcomesOf(rows), failedOnly: false });
}

export function reduceView(view: TableView, act: ViewAct): TableView {
  if (act.do === 'failed-only') return seen({ ...view, failedOnly: act.on });
  if (act.do === 'take-suggested')
    return reduceView(view, { do: 'set-each', choices: suggestedChoices(view.table, act.ids) });
  if (!act.do.startsWith('select')) return seen({ ...view, table: tableReducer(view.table, act) });
  // Ranges and "all shown" go by what is on the screen, which may be less than what the table lets pass.
  const table = tableReducer({ ...view.table, shown: view.visible }, act);
  return { ...view, table: { ...table, shown: view.table.shown } };
}

/**
 * The app's answer, told again: filter, order and selection stay, the choices are the answer's. Where the users are the same
 * what was done can still be undone; with other ones it could lead anywhere.
 */
export function tellView(view: TableView, answer: LicenceTable): TableView {
  const { rows, choices, ...told } = answer;
  const chosen: Choices = new Map(Object.entries(choices));
  const same = areSameUsers(view.table, rows);
  const from = same ? view.table : { ...view.table, choices: chosen };
  const loaded = tableReducer(from, { do: 'load', rows: rows.map(rowOf) });
  const table = same ? adopt({ ...loaded, history: view.table.history }, chosen) : loaded;
  const outcomes = outcomesOf(rows);
  return seen({ table, told, outcomes, failedOnly: view.failedOnly && hasFailed(outcomes) });
}

function seen(view: Omit<TableView, 'visible'>): TableView {
  const { shown } = view.table;
  const visible = view.failedOnly
    ? shown.filter(({ user }) => view.outcomes.get(user.id) === 'failed')
    : shown;
  return { ...view, visible };
}

function rowOf({ counted, suggestion, ...read }: LicenceTable['rows'][number]): Row {
  const { id, extension, name, login, email, role, group, department, licenceType } = read;
  return {
    user: { id, extension, name, login, email, role, group, department, licenceType },
    counted,
    suggestion,
  };
}

function outcomesOf(rows: LicenceTable['rows']): Map<string, Outcome> {
  return new Map(rows.flatMap(({ id, outcome }) => (outcome === null ? [] : [[id, outcome] as const])));
}

export function hasFailed(outcomes: ReadonlyMap<string, Outcome>): boolean {
  return [...outcomes.values()].includes('failed');
}

function areSameUsers({ byId }: Table, rows: LicenceTable['rows']): boolean {
  return (
    rows.length === byId.size &&
    rows.every(({ id, licenceType }) => byId.get(id)?.user.licenceType === licenceType)
  );
}

/** Makes the told choices as acts, which can be undone like the installer's own; none where they are so already. */
function adopt(table: Table, told: Choices): Table {
  const dropped = [...table.choices.keys()].filter((id) => !told.has(id));
  const without = tableReducer(table, { do: 'set', ids: dropped, type: null, why: { by: 'hand' } });
  return tableReducer(without, { do: 'set-each', choices: told });
}

/** What an act changed, as it is sent: only those users; null leaves one as it is. */
export function changesBetween(before: Choices, after: Choices): Record<string, Choice | null> {
  if (before === after) return {};
  const changed: Record<string, Choice | null> = {};
  for (const [id, choice] of after) if (before.get(id) !== choice) changed[id] = choice;
  for (const id of before.keys()) if (!after.has(id)) changed[id] = null;
  return changed;
}
