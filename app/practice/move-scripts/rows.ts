import { createHash, randomBytes } from 'node:crypto';

/** How many of each kind a database holds: what is compared on both sides. Licences are those of the users. */
export type Counts = Record<'users' | 'cdr' | 'voicemail', number>;

/** Tables of both sides. How the vendor keeps them is not published: these are ours, and only the stand-in scripts know them. */
export const TABLES = [
  'CREATE TABLE users (extension VARCHAR(16) PRIMARY KEY, name VARCHAR(190) NOT NULL, licence VARCHAR(32) NOT NULL);',
  'CREATE TABLE cdr (id INTEGER PRIMARY KEY, caller VARCHAR(32), callee VARCHAR(32), started VARCHAR(32), seconds INTEGER);',
  'CREATE TABLE voicemail (id INTEGER PRIMARY KEY, extension VARCHAR(16), seconds INTEGER);',
  'CREATE TABLE settings (name VARCHAR(64) PRIMARY KEY, value VARCHAR(190) NOT NULL);',
].join('\n');

/** Names that are easily spoilt on the way, and plain ones. */
const NAMES = [
  'Zoë Müller',
  "Siobhán O'Brien",
  '李雷',
  'Ольга Иванова',
  'Back\\slash "Quote"',
  'Ada Example',
];
const LICENCES = ['premium', 'essential', 'business', 'basic'];

/** What an old PBX holds. */
export const OLD: Counts = { users: 40, cdr: 230, voicemail: 12 };

/** The rows of an old PBX, as SQL for both kinds of database, with this admin password. */
export function oldRows(password: string): string {
  const of = (count: number, row: (n: number) => (string | number)[], table: string): string[] =>
    Array.from({ length: count }, (_, n) => insert(table, row(n)));
  return [
    ...of(
      OLD.users,
      (n) => [String(101 + n), `${NAMES[n % NAMES.length] ?? ''} ${n}`, LICENCES[n % 4] ?? ''],
      'users',
    ),
    ...of(
      OLD.cdr,
      (n) => [n + 1, `+43 1 555 ${n}`, String(101 + (n % 40)), `2026-0${1 + (n % 9)}-11 10:00:00`, n * 3],
      'cdr',
    ),
    ...of(OLD.voicemail, (n) => [n + 1, String(101 + n), 5 + n], 'voicemail'),
    insert('settings', ['admin_password', digestOf(password)]),
    insert('settings', ['hostname', 'example']),
  ].join('\n');
}

/** What a new cloud PBX holds: nothing but its admin. */
export function newRows(password: string): string {
  return insert('settings', ['admin_password', digestOf(password)]);
}

/** How the databases keep the admin's password. */
export function digestOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}

/** A password nobody else has, with what a shell could trip over. */
export function newPassword(): string {
  return `P$'"\\ ${randomBytes(9).toString('base64url')}`;
}

/** A backslash is plain in standard SQL and not in MariaDB, so it is written as what neither reads. */
function insert(table: string, values: (string | number)[]): string {
  const quoted = values.map((value) => (typeof value === 'number' ? String(value) : hexOf(value)));
  return `INSERT INTO ${table} VALUES (${quoted.join(', ')});`;
}

function hexOf(text: string): string {
  return `CAST(X'${Buffer.from(text).toString('hex')}' AS CHAR)`;
}
