import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggester } from '../suggest';
import { mostKept, remember, type Edit, type History } from './history';
import { noFilter, valuesOf, type Row } from './rows';
import {
  assignmentOf,
  countsOf,
  difference,
  startTable,
  suggestedChoices,
  tableReducer,
  type Table,
  type TableAct,
} from './table';

const roles = ['user', 'user', 'user', 'fax', 'park_orbit', 'admin'];
const types = ['premium', 'premium', 'basic', 'xb-business', null];
const suggest = suggester();

function row(place: number, over: Partial<Row['user']> = {}): Row {
  const user = {
    id: `id${place}`,
    name: `User ${place}`,
    extension: String(100 + place),
    login: `login${place}`,
    email: `u${place}@example.test`,
    role: roles[place % roles.length] ?? 'user',
    group: place % 2 ? 'Sales' : 'Default',
    department: '',
    licenceType: types[place % types.length] ?? null,
    ...over,
  };
  return { user, suggestion: suggest({ user }), counted: user.role !== 'admin' };
}
const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, place) => row(place));
const run = (table: Table, ...acts: TableAct[]): Table => acts.reduce(tableReducer, table);
const ids = (table: Table): string[] => table.shown.map(({ user }) => user.id);
const set = (type: string | null, ...users: string[]): TableAct => ({
  do: 'set',
  ids: users,
  type,
  why: { by: 'hand' },
});

describe('what is shown', () => {
  it('is found by words in any column, sorted by number', () => {
    const table = startTable([row(2), row(0, { extension: '99' }), row(1, { name: 'Ada SALES' })]);
    expect(ids(table)).toEqual(['id0', 'id1', 'id2']);
    expect(ids(run(table, { do: 'filter', filter: { ...noFilter, text: ' sales  ada ' } }))).toEqual(['id1']);
    expect(ids(run(table, { do: 'sort', sort: { by: 'extension', down: true } }))).toEqual([
      'id2',
      'id1',
      'id0',
    ]);
  });

  it('is filtered by the values of any column', () => {
    const table = startTable(rowsOf(12));
    const only = run(table, {
      do: 'filter',
      filter: { ...noFilter, columns: { role: ['fax', 'park_orbit'], group: ['Sales'] } },
    });
    expect(ids(only)).toEqual(['id3', 'id9']);
    const none = run(table, { do: 'filter', filter: { ...noFilter, columns: { current: [''] } } });
    expect(none.shown.every(({ user }) => user.licenceType === null)).toBe(true);
    expect(valuesOf(table.rows, 'role', table.choices)).toEqual([
      { value: 'admin', users: 2 },
      { value: 'fax', users: 2 },
      { value: 'park_orbit', users: 2 },
      { value: 'user', users: 6 },
    ]);
  });

  it('follows what is chosen where the filter asks for it', () => {
    const changed = { do: 'filter', filter: { ...noFilter, changedOnly: true } } as const;
    const table = run(startTable(rowsOf(6)), changed);
    expect(ids(table)).toEqual([]);
    const one = run(table, set('business', 'id1'));
    expect(ids(one)).toEqual(['id1']);
    expect(ids(run(one, { do: 'undo' }))).toEqual([]);
  });
});

describe('the selection', () => {
  const table = startTable(rowsOf(6));
  const selected = (one: Table): string[] => [...one.selected].sort();

  it('takes one, a range in either direction, and all shown', () => {
    const range = run(
      table,
      { do: 'select', id: 'id4', range: false },
      { do: 'select', id: 'id2', range: true },
    );
    expect(selected(range)).toEqual(['id2', 'id3', 'id4']);
    const filtered = run(
      range,
      { do: 'filter', filter: { ...noFilter, columns: { group: ['Sales'] } } },
      { do: 'select-shown', on: true },
    );
    expect(selected(filtered)).toEqual(['id1', 'id2', 'id3', 'id4', 'id5']);
    expect(selected(run(filtered, { do: 'select-shown', on: false }))).toEqual(['id2', 'id4']);
    expect(selected(run(filtered, { do: 'select-none' }))).toEqual([]);
  });

  it('from a start the filter hides takes that row only', () => {
    const hidden = run(
      table,
      { do: 'select', id: 'id0', range: false },
      { do: 'filter', filter: { ...noFilter, columns: { group: ['Sales'] } } },
      { do: 'select', id: 'id5', range: true },
    );
    expect(selected(hidden)).toEqual(['id0', 'id5']);
  });
});

describe('choosing types', () => {
  it('gives the difference with from, to and why, and no more', () => {
    const table = run(startTable(rowsOf(6)), set('premium', 'id0', 'id2', 'id5', 'nobody', 'id2'));
    expect(difference(table)).toEqual([
      { user: row(2).user, from: 'basic', to: 'premium', why: { by: 'hand' } },
    ]);
    expect(table.history.past).toHaveLength(1);
  });

  it('nothing to do is no act to undo', () => {
    const table = startTable(rowsOf(6));
    expect(run(table, set('premium', 'id0'))).toBe(table);
    expect(run(table, set(null, 'id1'), { do: 'undo' }, { do: 'redo' })).toBe(table);
  });

  it('takes suggestions only when told, each with its reason', () => {
    const table = startTable(rowsOf(6));
    expect(difference(table)).toEqual([]);
    const choices = suggestedChoices(table, ['id0', 'id3', 'id4', 'nobody']);
    const done = run(table, { do: 'set-each', choices });
    expect(difference(done).map(({ user, from, to, why }) => [user.id, from, to, why.by])).toEqual([
      ['id3', 'xb-business', 'basic', 'suggestion'],
      ['id4', null, 'pbxService', 'suggestion'],
    ]);
    expect(difference(run(done, { do: 'undo' }))).toEqual([]);
  });

  it('counts bought, used now and used after, and says over', () => {
    const table = run(startTable(rowsOf(6)), set('premium', 'id2'));
    const counts = countsOf(table, [{ type: 'premium', bought: 2, used: null }]);
    expect(counts.find(({ type }) => type === 'premium')).toEqual({
      type: 'premium',
      bought: 2,
      usedNow: 2,
      usedAfter: 3,
      over: true,
    });
  });

  it('keeps what still differs when the users are read again', () => {
    const table = run(startTable(rowsOf(6)), set('business', 'id0', 'id1', 'id2'), {
      do: 'select-shown',
      on: true,
    });
    const read = run(table, { do: 'load', rows: [row(0), row(1, { licenceType: 'business' })] });
    expect(assignmentOf(read)).toEqual(new Map([['id0', 'business']]));
    expect([...read.selected].sort()).toEqual(['id0', 'id1']);
    expect(read.history).toEqual({ past: [], future: [] });
  });
});

const anyId = fc.integer({ min: 0, max: 13 }).map((place) => `id${place}`);
const anyType = fc.constantFrom('basic', 'premium', 'business', 'pbxService', 'xb-new');
const anyAct: fc.Arbitrary<TableAct> = fc.oneof(
  fc.record({
    do: fc.constant('set' as const),
    ids: fc.array(anyId, { maxLength: 8 }),
    type: fc.option(anyType),
    why: fc.constant({ by: 'hand' as const }),
  }),
  fc.record({
    do: fc.constant('set-each' as const),
    choices: fc
      .array(fc.tuple(anyId, anyType), { maxLength: 6 })
      .map(
        (pairs) => new Map(pairs.map(([id, type]) => [id, { type, why: { by: 'file' as const, line: 2 } }])),
      ),
  }),
  fc.record({
    do: fc.constant('filter' as const),
    filter: fc.record({
      text: fc.constantFrom('', '1', 'sales'),
      columns: fc.constantFrom({}, { role: ['fax'] }, { chosen: ['premium'] }),
      changedOnly: fc.boolean(),
    }),
  }),
  fc.record({
    do: fc.constant('sort' as const),
    sort: fc.record({ by: fc.constantFrom('name' as const, 'chosen' as const), down: fc.boolean() }),
  }),
  fc.record({ do: fc.constant('select' as const), id: anyId, range: fc.boolean() }),
  fc.record({ do: fc.constant('select-shown' as const), on: fc.boolean() }),
  fc.constantFrom<TableAct>({ do: 'undo' }, { do: 'redo' }, { do: 'select-none' }),
);
const rows = rowsOf(12);

describe('whatever is done in whatever order', () => {
  it('undo to the beginning restores it, redo to the end brings it back', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
        const start = startTable(rows);
        const end = run(start, ...acts);
        const { length } = end.history.past;
        const back = run(end, ...Array.from({ length }, (): TableAct => ({ do: 'undo' })));
        expect(back.choices).toEqual(start.choices);
        const forth = run(back, ...Array.from({ length }, (): TableAct => ({ do: 'redo' })));
        expect(forth.choices).toEqual(end.choices);
      }),
      { numRuns: 300 },
    );
  });

  it('the difference is what was chosen and differs; admin and unknown users are never in it', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
        const table = run(startTable(rows), ...acts);
        for (const { user, from, to } of difference(table)) {
          expect(to).not.toBe(from);
          expect(user.role).not.toBe('admin');
          expect(table.byId.get(user.id)?.user).toBe(user);
        }
        expect(difference(table).length).toBe(table.choices.size);
      }),
    );
  });

  it('no user is lost from the counts: after = now + what comes - what goes', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
        const table = run(startTable(rows), ...acts);
        const changes = difference(table);
        for (const { type, usedNow, usedAfter } of countsOf(table, [])) {
          const comes = changes.filter(({ to }) => to === type).length;
          const goes = changes.filter(({ from }) => from === type).length;
          expect(usedAfter).toBe(usedNow + comes - goes);
        }
      }),
    );
  });

  it('what is shown is always what the filter lets through, in the order of all', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 20 }), (acts) => {
        const table = run(startTable(rows), ...acts);
        const fresh = tableReducer(table, { do: 'filter', filter: table.filter });
        expect(ids(table)).toEqual(ids(fresh));
        expect(table.rows.map(({ user }) => user.id).sort()).toEqual(rows.map(({ user }) => user.id).sort());
      }),
    );
  });
});

describe('what is kept for undo', () => {
  it('is bounded: the oldest acts are forgotten, the last never', () => {
    const big = (size: number): Edit =>
      Array.from({ length: size }, (_, place) => ({
        id: String(place),
        before: undefined,
        after: undefined,
      }));
    const half = big(mostKept / 2);
    const full = [half, half, half].reduce<History>(remember, { past: [], future: [half] });
    expect(full.past).toHaveLength(2);
    expect(full.future).toEqual([]);
    expect(remember(full, big(mostKept + 1)).past).toHaveLength(1);
  });
});

it('what is done to ten thousand users at once is undone at once', () => {
  const many = startTable(rowsOf(10_000));
  const all = run(many, set('business', ...many.byId.keys()));
  // Admin is left alone.
  expect(difference(all)).toHaveLength(many.rows.filter(({ counted }) => counted).length);
  expect(difference(run(all, { do: 'undo' }))).toEqual([]);
  expect(difference(run(all, { do: 'undo' }, { do: 'redo' }))).toEqual(difference(all));
});
