import { expect, test } from 'vitest';
import type { LicensedUser } from '../known-user';
import { carriedTypes } from './carried';
import { readTypes } from './read';

const users: LicensedUser[] = ['100', '101'].map((extension) => ({
  id: `u${extension}`,
  name: `User ${extension}`,
  extension,
  login: extension,
  email: '',
  role: 'user',
  group: '',
  department: '',
  licenceType: 'premium',
}));

test('only the columns that name users and their type are carried: no password among them', () => {
  const carried = carriedTypes(
    'Extension;Password;SipPassword;Lizenztyp;Note\r\n100;hunter2;sip-1;Basic;x\r\n101;hunter3;sip-2;Business;y\r\n',
  );
  expect(carried?.lines).toBe(2);
  expect(carried?.csv).not.toMatch(/hunter|sip-|Password|Note/);
  const read = readTypes(new TextEncoder().encode(carried?.csv), users, []);
  expect(read.problems).toEqual([]);
  expect([...read.types].map(([id, { type }]) => [id, type])).toEqual([
    ['u100', 'basic'],
    ['u101', 'business'],
  ]);
});

test.each([
  ['a comma and quotes', 'Extension,License type\n"100","Basic"\n'],
  ['a tab', 'Extension\tLicense type\n100\tBasic\n'],
  ['a leading nought as a spreadsheet keeps it', 'Extension;License type\n="100";Basic\n'],
])('carried with %s, it reads the same', (_what, text) => {
  const read = readTypes(new TextEncoder().encode(carriedTypes(text)?.csv), users, []);
  expect(read.types.get('u100')?.type).toBe('basic');
});

test.each(['', 'Extension;Note\n100;x\n', 'License type\nBasic\n'])(
  'no types can be read from %j',
  (text) => {
    expect(carriedTypes(text)).toBeNull();
  },
);
