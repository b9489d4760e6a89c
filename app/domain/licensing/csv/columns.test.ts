import { expect, test } from 'vitest';
import { columnName, fileColumns, languages, mapColumns } from './columns';

test.each(languages)('the columns we write in %s are understood again', (language) => {
  const header = fileColumns.map((column) => columnName(column, language));
  const { at, twice, unused } = mapColumns(header);
  expect(fileColumns.map((column) => at[column])).toEqual(fileColumns.map((_, place) => place));
  expect([twice, unused]).toEqual([[], []]);
});

test.each([
  ['Extension', 'LicenseType'],
  ['Nebenstelle', 'LIZENZTYP'],
  ['extension', 'tipo de licencia'],
  ['N° de poste', 'Type de licence'],
  ['Numero interno', 'Tipo_di_licenza'],
  ['toestelnummer', 'Licentie-type'],
])('%s and %s are found whatever the case, accents and signs', (_, type) => {
  expect(mapColumns(['x', type]).at.type).toBe(1);
});

test('accents may be missing', () => {
  expect(mapColumns(['Numero de extension', 'Correo electronico', 'Licencia']).at).toEqual({
    extension: 0,
    email: 1,
    type: 2,
  });
});

test('Phone is the extension only where nothing better stands', () => {
  expect(mapColumns(['Phone', 'LicenseType']).at.extension).toBe(0);
  const both = mapColumns(['Phone', 'Extension', 'LicenseType']);
  expect(both.at.extension).toBe(1);
  expect(both.unused).toEqual(['Phone']);
});

test('Type alone is not the licence type, in no language', () => {
  expect(mapColumns(['Type', 'Typ', 'Tipo', 'Phone']).at.type).toBeUndefined();
});

test('two columns of one meaning are told', () => {
  expect(mapColumns(['Extension', 'License type', 'Lizenz']).twice).toEqual([
    { column: 'type', names: ['License type', 'Lizenz'] },
  ]);
});
