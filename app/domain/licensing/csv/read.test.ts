import { describe, expect, it } from 'vitest';
import type { LicensedUser } from '../known-user';
import { readTypes, type FileRead } from './read';

const user = (id: string, extension: string, over: Partial<LicensedUser> = {}): LicensedUser => ({
  id,
  extension,
  name: `User ${extension}`,
  login: `login${extension}`,
  email: `u${extension}@example.test`,
  role: 'user',
  group: '',
  department: '',
  licenceType: 'premium',
  ...over,
});
const users = [
  user('a', '101'),
  user('b', '102'),
  user('c', '00123'),
  user('d', '104', { email: 'shared@example.test' }),
  user('e', '105', { email: 'shared@example.test' }),
  user('admin', '9999', { role: 'admin', login: 'admin' }),
];
const onPbx = ['premium', 'xb-business'];

function read(text: string): FileRead {
  return readTypes(new TextEncoder().encode(text), users, onPbx);
}
const typesOf = ({ types }: FileRead): Record<string, string> =>
  Object.fromEntries([...types].map(([id, { type }]) => [id, type]));
const problemsOf = ({ problems }: FileRead): [number | null, string][] =>
  problems.map(({ line, code }) => [line, code]);

describe('a file of types', () => {
  it.each([
    ['extension', 'Extension,License type\n101,Basic\n102,business\n'],
    ['login', 'Benutzername;Lizenztyp\r\nLOGIN101;PBX-BASIC\r\nlogin102;UC-Business'],
    ['e-mail', 'Courriel\tLicence\nU101@example.test\tbasic\nu102@example.test\tBusiness'],
    ['id', '\ufeff"ID","Tipo di licenza"\r"a","Basic"\r"b","Business"\r'],
    ['told separator', 'sep=;\nToestel;Licentie\n101;basic\n102;Business'],
  ])('by %s', (_, text) => {
    const result = read(text);
    expect(typesOf(result)).toEqual({ a: 'basic', b: 'business' });
    expect(result.problems).toEqual([]);
    expect(result.lines).toBe(2);
  });

  it('takes types that we do not know but this PBX has, and no others', () => {
    const result = read('ext;licence\n101;XB-Business\n102;xb-premium');
    expect(typesOf(result)).toEqual({ a: 'xb-business' });
    expect(result.problems).toEqual([{ line: 3, code: 'type-unknown', column: 'type', value: 'xb-premium' }]);
  });

  it('has its good lines usable beside the bad ones, each with line and reason', () => {
    const result = read(
      [
        'Extension;Login;License type',
        '101;login101;Basic',
        ';;Basic',
        '777;;Basic',
        '102;login101;Basic',
        '102;nobody;Basic',
        '9999;;Premium',
        '102;;Gold',
        '102;;',
        '',
        '102;;Essential;left over',
        '102;;Essential',
      ].join('\n'),
    );
    expect(typesOf(result)).toEqual({ a: 'basic', b: 'essential' });
    expect(result.leftAsIs).toBe(1);
    expect(problemsOf(result)).toEqual([
      [3, 'no-key'],
      [4, 'unknown-user'],
      [5, 'keys-disagree'],
      [6, 'keys-disagree'],
      [7, 'not-counted'],
      [8, 'type-unknown'],
      [11, 'too-many-cells'],
    ]);
    expect(result.problems[1]).toMatchObject({ column: 'extension', value: '777' });
    expect(result.problems[2]).toMatchObject({ column: 'login', value: 'login101', also: '102' });
  });

  it('counts lines as an editor does, over cells with line breaks', () => {
    const result = read(
      'Name,Extension,License type\n"two\r\nlines",101,Basic\n\n"x\ny\nz",777,Basic\nq,778,Basic',
    );
    expect(typesOf(result)).toEqual({ a: 'basic' });
    expect(problemsOf(result)).toEqual([
      [5, 'unknown-user'],
      [8, 'unknown-user'],
    ]);
  });

  it('lists what is there twice, and takes neither of two that contradict each other', () => {
    const result = read('ext,licence\n101,basic\n102,basic\n101,PBX-BASIC\n102,premium\n102,basic');
    expect(typesOf(result)).toEqual({ a: 'basic' });
    expect(result.repeated).toEqual([{ line: 4, first: 2, userId: 'a' }]);
    expect(result.problems).toEqual([
      { line: 3, code: 'twice-differently', value: 'basic', also: '5' },
      { line: 5, code: 'twice-differently', value: 'premium', also: '3' },
      { line: 6, code: 'twice-differently', value: 'basic', also: '5' },
    ]);
  });

  it('does not guess who is meant by an address of two', () => {
    expect(problemsOf(read('email,licence\nshared@example.test,basic'))).toEqual([[2, 'several-users']]);
    const told = read(
      'email,extension,licence\nshared@example.test,105,basic\nshared@example.test,101,basic',
    );
    expect(typesOf(told)).toEqual({ e: 'basic' });
    expect(problemsOf(told)).toEqual([[3, 'keys-disagree']]);
  });

  it('sets a column of another PBX’s numbers aside, where another column fits', () => {
    const result = read('Id,Phone,LicenseType\n5001,101,basic\n5002,102,business');
    expect(typesOf(result)).toEqual({ a: 'basic', b: 'business' });
    expect(result.setAside).toEqual(['id']);
    expect(problemsOf(read('Id,LicenseType\n5001,basic'))).toEqual([[2, 'unknown-user']]);
  });
});

describe('what Excel makes of cells', () => {
  it('="00123" and ’00123 are the number as it was', () => {
    expect(typesOf(read('Extension;Licence\n="00123";Basic'))).toEqual({ c: 'basic' });
    expect(typesOf(read('Extension;Licence\n"=""00123""";Basic'))).toEqual({ c: 'basic' });
    expect(typesOf(read("Extension;Licence\n'00123;'Basic"))).toEqual({ c: 'basic' });
    expect(typesOf(read('Extension,Licence\n\u00a0101\u200b , Basic\u00a0'))).toEqual({ a: 'basic' });
  });

  it('1.01E+02 has lost its digits, 123 its zeros: both are told, neither is guessed', () => {
    const result = read('Extension;Licence\n1,01E+02;Basic\n1.23e5;Basic\n123;Basic\n#####;Basic\n=A1;Basic');
    expect(typesOf(result)).toEqual({});
    expect(problemsOf(result)).toEqual([
      [2, 'scientific-number'],
      [3, 'scientific-number'],
      [4, 'zeros-lost'],
      [5, 'spreadsheet-error'],
      [6, 'formula'],
    ]);
    expect(result.problems[2]?.also).toBe('00123');
  });

  it('an apostrophe put before a formula is no part of the name, also when another name has one', () => {
    const odd = [user('f', '1', { login: '=x' }), user('g', '2', { login: "'=x" })];
    const file = new TextEncoder().encode("Login,Licence\n'=x,basic\n''=x,business");
    expect(typesOf(readTypes(file, odd, onPbx))).toEqual({ f: 'basic', g: 'business' });
  });

  it('a workbook under the name of a CSV is told', () => {
    const workbook = readTypes(Uint8Array.of(0x50, 0x4b, 3, 4), users, onPbx);
    expect(problemsOf(workbook)).toEqual([[null, 'workbook']]);
  });

  it('a file in Windows-1252 is read', () => {
    const latin = Uint8Array.from(Array.from('Extensión;Licencia\n101;Basic', (sign) => sign.charCodeAt(0)));
    const result = readTypes(latin, users, onPbx);
    expect(result.encoding).toBe('windows-1252');
    expect(typesOf(result)).toEqual({ a: 'basic' });
  });
});

describe('a file that can not be used', () => {
  it('says so, and why', () => {
    expect(problemsOf(read(''))).toEqual([[null, 'empty']]);
    expect(problemsOf(read('\n \n;;\n'))).toEqual([[null, 'empty']]);
    expect(problemsOf(read('101;Basic\n102;Basic'))).toEqual([
      [1, 'no-type-column'],
      [1, 'no-key-column'],
    ]);
    expect(problemsOf(read('Extension;Licence;Lizenz\n101;a;b'))).toEqual([[1, 'column-twice']]);
    expect(problemsOf(read('Extension;Type\n101;user'))).toEqual([[1, 'no-type-column']]);
  });

  it('a quote that is never closed is told at its line; what stands before it is used', () => {
    const result = read('Extension,Name,Licence\n101,x,basic\n102,"open,basic\n777,y,basic\n');
    expect(typesOf(result)).toEqual({ a: 'basic' });
    expect(problemsOf(result)).toEqual([[3, 'open-quote']]);
  });
});
