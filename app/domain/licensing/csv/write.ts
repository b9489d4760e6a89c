import Papa from 'papaparse';
import type { PbxUser } from '../../pbx';
import type { LicensedUser } from '../known-user';
import { licenceLabel } from '../types';
import { columnName, fileColumns, type FileColumn, type Language } from './columns';
import { isFormula, neutralise } from './formula';
import type { Separator } from './lines';

export interface FileStyle {
  language: Language;
  /** Excel takes the semicolon where a comma stands in its numbers: most of Europe. */
  separator: Separator;
}

/** The mark by which Excel knows UTF-8. */
const mark = '\ufeff';
/** RFC 4180 section 2. */
const lineEnd = '\r\n';

/** As a file that Excel knows for UTF-8. */
export function toText(rows: readonly (readonly string[])[], separator: Separator): string {
  return mark + Papa.unparse(rows as string[][], { delimiter: separator, newline: lineEnd }) + lineEnd;
}

/**
 * The users with the type they have and the one they will have. `readTypes` takes it back; formulas in it are neutralised.
 * To be written as UTF-8.
 */
export function writeTypes(
  users: readonly LicensedUser[],
  chosen: ReadonlyMap<string, string>,
  { language, separator }: FileStyle,
): string {
  const header = fileColumns.map((column) => columnName(column, language));
  const rows = users.map((user) => fileColumns.map((column) => neutralise(valueOf(user, column, chosen))));
  return toText([header, ...rows], separator);
}

function valueOf(user: LicensedUser, column: FileColumn, chosen: ReadonlyMap<string, string>): string {
  switch (column) {
    case 'typeNow':
      return user.licenceType === null ? '' : licenceLabel(user.licenceType);
    case 'type': {
      const type = chosen.get(user.id) ?? user.licenceType;
      return type === null ? '' : licenceLabel(type);
    }
    default:
      return user[column];
  }
}

/**
 * Columns of WMS's own user import (WMS, Users, Import, CSV file), in the order and by the names of a partner's public
 * generator; the vendor's page names ID and Name as obligatory (likely: the set was never tried by us). Each with the key of
 * the user's record it comes from. Two columns of that set are never written, Password and SipPassword: they are secrets,
 * and empty ones could erase what is there.
 */
const wmsColumns: readonly [name: string, key: string][] = [
  ['Id', 'id'],
  ['SourceId', 'sourceId'],
  ['Type', 'role'],
  ['Name', 'name'],
  ['Login', 'login'],
  ['Phone', 'extension'],
  ['Fax', 'faxNumber'],
  ['OfficePhone', 'officePhone'],
  ['Email', 'email'],
  ['Mobile', 'mobilePhone'],
  ['Dialplan', 'dialplan'],
  ['FaxDialplan', 'faxDialplan'],
  ['Lang', 'language'],
  ['Group', 'groupName'],
  ['Department', 'department'],
  ['ImageUrl', 'picture'],
  ['LicenseType', 'licenseType'],
  ['PBX', 'pbx'],
];

export interface WmsFile {
  text: string;
  /**
   * Users left out, since something in their record would run as a formula in a spreadsheet. With an apostrophe before it
   * WMS would import the apostrophe too, so their type is set another way.
   */
  leftOut: { user: PbxUser; column: string }[];
  users: number;
}

/**
 * What must stand in WMS's import dialog when this file is used (names of the options from the vendor's page: sure): both
 * would take away what the file does not hold.
 */
export const wmsImportOptionsOff = [
  'remove existing contacts not received',
  'erase existing value if empty value is received',
] as const;

/**
 * Users with their new type in the columns of WMS's own import. Only columns in which some user has a value are written:
 * an empty one says nothing and could erase something.
 */
export function writeWmsImport(users: readonly PbxUser[], chosen: ReadonlyMap<string, string>): WmsFile {
  const rows = users.map((user) => ({
    user,
    cells: wmsColumns.map(([, key]) => wmsValue(user, key, chosen)),
  }));
  const leftOut: WmsFile['leftOut'] = [];
  const kept = rows.filter(({ user, cells }) => {
    const bad = cells.findIndex(isUnsafe);
    if (bad >= 0) leftOut.push({ user, column: wmsColumns[bad]?.[0] ?? '' });
    return bad < 0;
  });
  const used = wmsColumns.map((_, place) => kept.some(({ cells }) => cells[place] !== ''));
  const pick = (cells: readonly string[]): string[] => cells.filter((_, place) => used[place]);
  const header = pick(wmsColumns.map(([name]) => name));
  const text = toText([header, ...kept.map(({ cells }) => pick(cells))], ',');
  return { text, leftOut, users: kept.length };
}

function wmsValue(user: PbxUser, key: string, chosen: ReadonlyMap<string, string>): string {
  if (key === 'licenseType') return chosen.get(user.id) ?? user.licenceType ?? '';
  if (key === 'groupName') return user.group;
  const own = ownKeys.find((one) => one === key);
  const value = own ? user[own] : user.raw[key];
  return typeof value === 'string' ? value : '';
}

const ownKeys = ['id', 'role', 'name', 'login', 'extension', 'email', 'department'] as const;

/** An outside number with its plus is a number to a spreadsheet, not a formula that does something. */
const plainNumber = /^\+\d+$/;

function isUnsafe(cell: string): boolean {
  return isFormula(cell) && !plainNumber.test(cell);
}
