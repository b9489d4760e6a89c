import { readCell, withoutApostrophe } from './cells';
import { fileColumns, keyColumns, mapColumns } from './columns';
import { cutLines } from './lines';
import { toText } from './write';

/**
 * A file of types cut down to what types are read from, to be carried in a hand-over file: a list that came out of a PBX may
 * hold passwords in columns beside them.
 * @returns null: no types can be read from it, since a column of types or one that names users is missing
 */
export function carriedTypes(text: string): { csv: string; lines: number } | null {
  const { header, lines, separator } = cutLines(text);
  if (!header) return null;
  const { at } = mapColumns(header.cells.map((cell) => withoutApostrophe(readCell(cell).text)));
  if (at.type === undefined || !keyColumns.some((column) => at[column] !== undefined)) return null;
  const places = fileColumns.flatMap((column) => (at[column] === undefined ? [] : [at[column]]));
  const rows = [header, ...lines].map(({ cells }) => places.map((place) => cells[place] ?? ''));
  return { csv: toText(rows, separator === ',' ? ',' : ';'), lines: lines.length };
}
