import { expect, test } from 'vitest';
import { selectAll, selectOne, type Selection } from './selection';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const nothing: Selection = { ids: new Set(), from: null };

test('one row is turned on and off', () => {
  const on = selectOne(nothing, rows, 'b', false);
  expect([...on.ids]).toEqual(['b']);
  expect([...selectOne(on, rows, 'b', false).ids]).toEqual([]);
});

test('a range takes all from the last row to this one, in either direction', () => {
  const down = selectOne(selectOne(nothing, rows, 'b', false), rows, 'd', true);
  expect([...down.ids].sort()).toEqual(['b', 'c', 'd']);
  const up = selectOne(selectOne(nothing, rows, 'd', false), rows, 'b', true);
  expect([...up.ids].sort()).toEqual(['b', 'c', 'd']);
});

test('a range from a row that was turned off turns off', () => {
  const all = selectAll(nothing, rows, true);
  const off = selectOne(all, rows, 'c', false);
  expect([...selectOne(off, rows, 'e', true).ids]).toEqual(['a', 'b']);
});

test('a range whose start the filter hides takes this row only', () => {
  const from = selectOne(nothing, rows, 'a', false);
  const shown = rows.slice(2);
  expect([...selectOne(from, shown, 'd', true).ids].sort()).toEqual(['a', 'd']);
});

test('all means all shown; the hidden keep what they had', () => {
  const hidden = selectOne(nothing, rows, 'a', false);
  const shown = rows.slice(3);
  const on = selectAll(hidden, shown, true);
  expect([...on.ids].sort()).toEqual(['a', 'd', 'e']);
  expect([...selectAll(on, shown, false).ids]).toEqual(['a']);
});
