import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { PbxUser } from '../../pbx';
import { isSameType } from '../types';
import { languages } from './columns';
import { isFormula } from './formula';
import { separators } from './lines';
import { readTypes } from './read';
import { writeTypes, writeWmsImport } from './write';

const user = (over: Partial<PbxUser> = {}): PbxUser => ({
  id: '1',
  name: 'Ada Example',
  extension: '101',
  login: 'ada',
  email: 'ada@example.test',
  role: 'user',
  group: 'Default',
  department: '',
  licenceType: 'premium',
  raw: {},
  ...over,
});
const cellsOf = (text: string, delimiter = ','): string[][] =>
  Papa.parse<string[]>(text.replace(/^\ufeff/, '').trimEnd(), { delimiter, newline: '\r\n' }).data;

const nasty = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\n', ' ', 'a', 'E', '1', '0', 'ü'),
  maxLength: 8,
});
const anyType = fc.constantFrom(
  null,
  'basic',
  'premium',
  'pbxService',
  'xb-business',
  '=odd',
  "'=odd",
  '1E5',
);
const anyUsers = fc
  .array(
    fc.record({
      name: nasty,
      extension: nasty,
      login: nasty,
      email: nasty,
      licenceType: anyType,
      chosen: anyType,
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, place) => ({ ...user(), ...one, id: `id${place}` })));
const style = fc.record({
  language: fc.constantFrom(...languages),
  separator: fc.constantFrom(...separators),
});

const chosenOf = (users: { id: string; chosen: string | null }[]): Map<string, string> =>
  new Map(users.flatMap(({ id, chosen }) => (chosen === null ? [] : [[id, chosen]])));

describe('a file that was written', () => {
  it('is read again with the same types, in every language and with every separator', () => {
    fc.assert(
      fc.property(anyUsers, style, (users, how) => {
        const types = ['basic', 'premium', 'pbxService', 'xb-business', '=odd', "'=odd", '1E5'];
        const file = new TextEncoder().encode(writeTypes(users, chosenOf(users), how));
        const read = readTypes(file, users, types);
        expect(read.problems).toEqual([]);
        for (const { id, chosen, licenceType } of users) {
          const wanted = chosen ?? licenceType;
          const found = read.types.get(id)?.type ?? null;
          expect(found === wanted || isSameType(found ?? '', wanted ?? ''), `${id} ${String(found)}`).toBe(
            true,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('holds no formula, whatever separator it is opened with', () => {
    fc.assert(
      fc.property(anyUsers, style, (users, how) => {
        const text = writeTypes(users, chosenOf(users), how);
        for (const row of cellsOf(text, how.separator))
          for (const cell of row) expect(isFormula(cell), cell).toBe(false);
        // Excel in another country cuts the same text elsewhere.
        for (const separator of separators)
          for (const row of cellsOf(text, separator))
            for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/);
      }),
      { numRuns: 200 },
    );
  });

  it('looks as a person expects it', () => {
    const text = writeTypes([user({ name: '=1+1' })], new Map([['1', 'basic']]), {
      language: 'de',
      separator: ';',
    });
    expect(text).toBe(
      '\ufeffID;Nebenstelle;Name;Anmeldename;E-Mail;Rolle;Gruppe;Abteilung;Lizenztyp jetzt;Lizenztyp\r\n' +
        "1;101;'=1+1;ada;ada@example.test;user;Default;;Premium;Basic\r\n",
    );
  });
});

describe('a file for WMS’s own import', () => {
  const raw = { officePhone: '+390612345', password: 'never', sipPassword: 'never', language: 'it' };

  it('has the published columns as far as there is something in them, and no secret', () => {
    const { text, users } = writeWmsImport([user({ raw })], new Map([['1', 'pbxService']]));
    expect(cellsOf(text)).toEqual([
      ['Id', 'Type', 'Name', 'Login', 'Phone', 'OfficePhone', 'Email', 'Lang', 'Group', 'LicenseType'],
      [
        '1',
        'user',
        'Ada Example',
        'ada',
        '101',
        '+390612345',
        'ada@example.test',
        'it',
        'Default',
        'pbxService',
      ],
    ]);
    expect(users).toBe(1);
    expect(text).not.toContain('never');
  });

  it('leaves users out whose record a spreadsheet would run, and says who', () => {
    const users = [
      user(),
      user({ id: '2', name: '=cmd' }),
      user({ id: '3', raw: { mobilePhone: '+39(0)6' } }),
    ];
    const { text, leftOut } = writeWmsImport(users, new Map());
    expect(leftOut.map(({ user: { id }, column }) => [id, column])).toEqual([
      ['2', 'Name'],
      ['3', 'Mobile'],
    ]);
    expect(cellsOf(text).map(([id]) => id)).toEqual(['Id', '1']);
  });

  it('has the records as they are or not at all', () => {
    fc.assert(
      fc.property(anyUsers, (users) => {
        const { text, leftOut } = writeWmsImport(users, chosenOf(users));
        const [header = [], ...rows] = cellsOf(text);
        const at = header.indexOf('Name');
        const out = new Set(leftOut.map(({ user: { id } }) => id));
        const kept = users.filter(({ id }) => !out.has(id));
        if (at >= 0) expect(rows.map((row) => row[at])).toEqual(kept.map(({ name }) => name));
        // A number with its plus is no formula that does anything.
        const formulas = rows.flat().filter((cell) => isFormula(cell) && !/^\+\d+$/.test(cell));
        expect(formulas).toEqual([]);
      }),
    );
  });
});
