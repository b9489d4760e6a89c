import type { Row } from '../../app/domain/licensing/table/rows';
import { noFilter } from '../../app/domain/licensing/table/rows';
import {
  countsOf,
  difference,
  startTable,
  tableReducer,
  type TableAct,
} from '../../app/domain/licensing/table/table';
import { measure, type Bench, type Measured } from './measured';

const count = 10_000;
/** A frame at 60 a second: what is done on every key has to be over by then. */
const frameMs = 16;
/** A wait that is not felt after a press. */
const feltMs = 150;

const roles = ['user', 'user', 'user', 'fax', 'park_orbit', 'admin'];
const types = ['premium', 'premium', 'basic', 'xb-business', null];

function rowAt(place: number): Row {
  const user = {
    id: `id${String(place)}`,
    name: `User ${String(place)}`,
    extension: String(10_000 + place),
    login: `login${String(place)}`,
    email: `u${String(place)}@example.test`,
    role: roles[place % roles.length] ?? 'user',
    group: place % 2 ? 'Sales' : 'Default',
    department: '',
    licenceType: types[place % types.length] ?? null,
  };
  return { user, suggestion: null, counted: user.role !== 'admin' };
}

/**
 * What the table of 10,000 users does before anything is painted, in microseconds: on a key against a frame, on a press for
 * all of them against a wait that is not felt. These are not measured but set, since what is felt is the same on every machine.
 */
export const tableActs: Bench = (runs) => {
  const many = startTable(Array.from({ length: count }, (_, place) => rowAt(place)));
  const reduce = (table: typeof many, act: TableAct) => (): unknown => tableReducer(table, act);
  const setAll: TableAct = { do: 'set', ids: [...many.byId.keys()], type: 'business', why: { by: 'hand' } };
  const all = tableReducer(many, setAll);
  const onKey = {
    search: reduce(many, { do: 'filter', filter: { ...noFilter, text: 'user 77' } }),
    filter: reduce(many, { do: 'filter', filter: { ...noFilter, columns: { role: ['fax'] } } }),
    select: reduce(many, { do: 'select-shown', on: true }),
  };
  const onPress = {
    set: reduce(many, setAll),
    sort: reduce(all, { do: 'sort', sort: { by: 'name', down: true } }),
    count: () => countsOf(all, []),
    compare: () => difference(all),
    undo: reduce(all, { do: 'undo' }),
  };
  return Promise.resolve([...timed(onKey, frameMs, runs), ...timed(onPress, feltMs, runs)]);
};

function timed(acts: Readonly<Record<string, () => unknown>>, limitMs: number, runs: number): Measured[] {
  return Object.entries(acts).map(([name, act]) => {
    // It is compiled while it runs, so the first rounds are slow.
    for (let round = 0; round < 5; round++) act();
    const pairs = Array.from({ length: Math.max(runs, 15) }, () => [us(act), limitMs * 1_000] as const);
    return measure(`table-acts ${name}`, 'µs', pairs, 1);
  });
}

function us(act: () => unknown): number {
  const start = performance.now();
  act();
  return (performance.now() - start) * 1_000;
}
