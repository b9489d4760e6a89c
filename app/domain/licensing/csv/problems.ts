import { z } from 'zod';

/** Why a file or a line of it can not be used, each a text. Lines without one are usable. */
export const FileProblem = z.enum([
  // the whole file
  'workbook',
  'empty',
  'no-type-column',
  'no-key-column',
  'column-twice',
  // one line
  'open-quote',
  'too-many-cells',
  'no-key',
  'scientific-number',
  'formula',
  'spreadsheet-error',
  'unknown-user',
  'zeros-lost',
  'several-users',
  'keys-disagree',
  'type-unknown',
  'not-counted',
  'twice-differently',
]);
export type FileProblem = z.infer<typeof FileProblem>;

export interface Problem {
  /** Null: the whole file. */
  line: number | null;
  code: FileProblem;
  /** The column and what stands there, shown as it is. */
  column?: string;
  value?: string;
  /** What helps: the other line, the other name, the extension that may be meant. */
  also?: string;
}

/** Why one line can not be used. */
export type Refused = Omit<Problem, 'line'>;
