import { isInaccessible } from '@testing-library/dom';
import type { PageThing, Seen, TableRow } from '../procedure/ports';
import type { RowWords } from '../domain/recipe';
import { anyOf, oneLine } from './page-words';

/**
 * Lists and tables of a PBX's page, found by the words in their cells. Part of what runs in the page's isolated world, see
 * page-script.ts.
 */

const rowPlaces = 'tr, [role=row]';
const cellPlaces = 'td, th, [role=cell], [role=gridcell], [role=rowheader], [role=columnheader]';
const boxPlaces = 'input[type=checkbox], [role=checkbox]';
const tablePlaces = 'table, [role=table], [role=grid], [role=treegrid]';

/** A row that can be ticked, with the words in its cells. */
interface TickRow {
  row: HTMLElement;
  box: HTMLElement;
  texts: string[];
}

function visible(places: string, inside: ParentNode = document): HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(places)].filter((one) => !isInaccessible(one));
}

/** Of rows inside one another the inner. A row with no box, or several, is none that a person would tick. */
function tickRows(): TickRow[] {
  const rows = visible(rowPlaces);
  return rows
    .filter((row) => !rows.some((other) => other !== row && row.contains(other)))
    .flatMap((row) => {
      const [box, ...more] = visible(boxPlaces, row);
      const isHead = row.closest('thead') !== null || visible('[role=columnheader]', row).length > 0;
      return box && more.length === 0 && !isHead ? [{ row, box, texts: textsIn(row) }] : [];
    });
}

function cellsOf(row: HTMLElement): HTMLElement[] {
  return visible(cellPlaces, row);
}

function textsIn(row: HTMLElement): string[] {
  return cellsOf(row).map(({ textContent }) => oneLine(textContent));
}

function isCalled({ texts }: TickRow, words: RowWords): boolean {
  return words.length > 0 && words.every((cell) => texts.some(anyOf(cell)));
}

function isTicked(box: HTMLElement): boolean {
  return box instanceof HTMLInputElement ? box.checked : box.getAttribute('aria-checked') === 'true';
}

/** For each row wanted, what is called so on the page shown. */
function matches({ rows = [] }: PageThing, all: readonly TickRow[]): TickRow[][] {
  return rows.map((words) => all.filter((row) => isCalled(row, words)));
}

export function findRows(thing: PageThing): Seen {
  const found = matches(thing, tickRows());
  const [first] = found.flat();
  if (!first) return { found: 0, words: null };
  return {
    found: found.some(({ length }) => length > 1) ? 'many' : 1,
    words: oneLine(first.row.textContent).slice(0, 80),
  };
}

/** Wanted and shown, and all that can be ticked in the same lists. */
function lists(thing: PageThing): { wanted: Set<HTMLElement>; boxes: HTMLElement[] } {
  const all = tickRows();
  const found = matches(thing, all).flat();
  const tables = new Set(found.map(({ row }) => row.closest(tablePlaces)));
  return {
    wanted: new Set(found.map(({ box }) => box)),
    boxes: all.filter(({ row }) => tables.has(row.closest(tablePlaces))).map(({ box }) => box),
  };
}

export function holdsRows(thing: PageThing): boolean {
  const { wanted, boxes } = lists(thing);
  return wanted.size > 0 && boxes.every((box) => isTicked(box) === wanted.has(box));
}

/** Presses each box that is not as wanted, as a person does, so that the page hears of it. */
export function tickRowsOf(thing: PageThing): boolean {
  if (findRows(thing).found !== 1) return false;
  const { wanted, boxes } = lists(thing);
  for (const box of boxes) if (isTicked(box) !== wanted.has(box)) box.click();
  return holdsRows(thing);
}

export function rowsToLight(thing: PageThing): HTMLElement[] {
  return matches(thing, tickRows())
    .flat()
    .map(({ row }) => row);
}

/** A table with the place of each column asked for. */
interface Columns {
  table: HTMLElement;
  head: HTMLElement;
  places: number[];
}

function columnsIn(table: HTMLElement, columns: readonly (readonly string[])[]): Columns[] {
  for (const head of visible(rowPlaces, table)) {
    const texts = textsIn(head);
    const places = columns.map((words) => {
      const called = texts.flatMap((text, place) => (anyOf(words)(text) ? [place] : []));
      return called.length === 1 ? (called[0] ?? -1) : -1;
    });
    if (places.every((place) => place >= 0)) return [{ table, head, places }];
  }
  return [];
}

function tablesOf({ columns = [] }: PageThing): Columns[] {
  const all = visible(tablePlaces).filter((table) => visible(tablePlaces, table).length === 0);
  return columns.length === 0 ? [] : all.flatMap((table) => columnsIn(table, columns));
}

export function findTable(thing: PageThing): Seen {
  const [first, ...more] = tablesOf(thing);
  if (!first) return { found: 0, words: null };
  return { found: more.length === 0 ? 1 : 'many', words: oneLine(first.head.textContent).slice(0, 80) };
}

export function tableToLight(thing: PageThing): HTMLElement[] {
  return tablesOf(thing).map(({ table }) => table);
}

/** More rows than any licence list has. */
const mostRows = 200;

/**
 * What stands under the heads. A row is called by its own head, else by the first text that is none of the cells asked for.
 * One with other cells than the heads have (a sum, a remark) is passed over.
 */
export function readTableOf(thing: PageThing): TableRow[] {
  const [found, ...more] = tablesOf(thing);
  if (!found || more.length > 0) return [];
  const { table, head, places } = found;
  const rows = visible(rowPlaces, table);
  const width = cellsOf(head).length;
  return rows
    .slice(rows.indexOf(head) + 1, mostRows)
    .map(cellsOf)
    .filter((cells) => cells.length === width)
    .map((cells) => ({
      row: nameOf(cells, places),
      cells: places.map((place) => textOf(cells[place])),
    }))
    .filter(({ row }) => row !== '');
}

function nameOf(cells: readonly HTMLElement[], places: readonly number[]): string {
  const others = cells.filter((_cell, place) => !places.includes(place));
  const head = others.find((cell) => cell.tagName === 'TH' || cell.getAttribute('role') === 'rowheader');
  return textOf(head) || (others.map(textOf).find((text) => text !== '') ?? '');
}

function textOf(cell: HTMLElement | undefined): string {
  return oneLine(cell?.textContent ?? '').slice(0, 80);
}
