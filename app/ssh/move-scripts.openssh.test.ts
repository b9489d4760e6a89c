import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MariaDb, noMariaDb } from '../practice/move-scripts/mariadb.fixture';
import { OLD } from '../practice/move-scripts/rows';
import { noSqlite, scriptAt, SqlitePair } from '../practice/move-scripts/sqlite.fixture';
import { visit, type Typed, type Visitor } from '../practice/ssh/testing';
import { me, noSshd, Sshd } from './sshd.fixture';

/**
 * The stand-ins for the vendor's script, by hand over a real OpenSSH server: that what they ask and move is real. Where a server or a
 * database is missing, the titles say why nothing was tried.
 */

const why = (reason: string | null): string => (reason === null ? '' : ` (skipped: ${reason})`);
const noFiles = noSshd ?? noSqlite;
const noServer = noSshd ?? noMariaDb;
const withFiles = noFiles === null ? describe : describe.skip;
const withServer = noServer === null ? describe : describe.skip;

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

let visitor: Visitor;
beforeAll(async () => {
  if (noSshd !== null) return;
  const sshd = new Sshd();
  ends.push(() => sshd.end());
  const key = sshd.makeKey('mine');
  sshd.authorize(key);
  await sshd.start();
  visitor = await visit({ host: sshd.host, port: sshd.port }, me, { privateKey: readFileSync(key, 'utf8') });
  ends.push(() => visitor.cut());
});

/** Starts a script in a terminal. */
function start(script: Parameters<typeof scriptAt>[0], ...words: string[]): Promise<Typed> {
  return visitor.typeAt([scriptAt(script), ...words].join(' '));
}

const hidden = (terminal: Typed, secret: string): void => {
  expect(terminal.shown).not.toContain(secret);
};

withFiles(`a SQLite file${why(noFiles)}`, () => {
  let pair: SqlitePair;
  const fresh = (): SqlitePair => {
    const made = new SqlitePair();
    ends.push(() => made.end());
    pair = made;
    return made;
  };

  test('is moved by the English script, but for what is said no to', async () => {
    const { old, new: cloud, newPassword, oldPassword } = fresh();
    const terminal = await start('sqlite-en.sh', old, cloud);
    await terminal.answer('NEW (cloud) PBX: ', 'wrong');
    await terminal.answer('NEW (cloud) PBX: ', newPassword);
    await terminal.answer('migrate the users? (yes/no): ', 'yes');
    await terminal.answer('migrate the voicemail messages? (yes/no): ', 'no');
    await terminal.answer('migrate the call history (CDR)? (yes/no): ', 'perhaps');
    await terminal.answer('migrate the call history (CDR)? (yes/no): ', 'y');
    expect(await terminal.ended).toBe(0);
    expect(pair.counts('new')).toEqual({ ...OLD, voicemail: 0 });
    for (const table of ['users', 'cdr', 'settings'])
      expect(pair.rows('new', table)).toBe(pair.rows('old', table));
    expect(pair.opens('new', oldPassword)).toBe(true);
    hidden(terminal, newPassword);
  });

  test('the English script asks the password twice if told to, and gives up after three wrong ones', async () => {
    const { old, new: cloud, newPassword } = fresh();
    const twice = await start('sqlite-en.sh', '--twice', old, cloud);
    await twice.answer('NEW (cloud) PBX: ', newPassword);
    await twice.answer('NEW (cloud) PBX: ', newPassword);
    await twice.until('migrate the users?');
    twice.type('\u0003');
    await twice.ended;
    const wrong = await start('sqlite-en.sh', old, cloud);
    for (const given of ['one', 'two', 'three']) await wrong.answer('NEW (cloud) PBX: ', given);
    expect(await wrong.ended).toBe(4);
    expect(pair.counts('new')).toEqual({ users: 0, cdr: 0, voicemail: 0 });
  });

  test('is moved by the Italian script, which asks something unknown and the password last', async () => {
    const { old, new: cloud, newPassword, oldPassword } = fresh();
    const terminal = await start('sqlite-it.py', old, cloud);
    await terminal.answer('(Invio per nessuno): ', '');
    for (const kind of ['la segreteria telefonica', 'il registro delle chiamate', 'gli utenti'])
      await terminal.answer(`Trasferire ${kind}? (s/n): `, 's');
    await terminal.answer('centralino in cloud: ', newPassword);
    expect(await terminal.ended).toBe(0);
    expect(pair.counts('new')).toEqual(OLD);
    expect(pair.rows('new', 'users')).toBe(pair.rows('old', 'users'));
    expect(pair.opens('new', oldPassword)).toBe(true);
    hidden(terminal, newPassword);
  });

  test('is left half moved by the Italian script that dies', async () => {
    const { old, new: cloud, newPassword } = fresh();
    const terminal = await start('sqlite-it.py', '--dies-in', 'cdr', old, cloud);
    await terminal.answer('(Invio per nessuno): ', '');
    for (const kind of ['segreteria', 'registro', 'utenti']) await terminal.answer(kind, 's');
    await terminal.answer('centralino in cloud: ', newPassword);
    expect(await terminal.ended).not.toBe(0);
    expect(pair.counts('new')).toEqual({ users: 0, cdr: OLD.cdr / 2, voicemail: OLD.voicemail });
    expect(pair.opens('new', newPassword)).toBe(true);
  });
});

withServer(`a MariaDB database${why(noServer)}`, () => {
  let database: MariaDb;
  const place = (): string[] => ['--socket', database.socket, '--port', String(database.port)];
  const password = 'Bitte das Kennwort der neuen Cloud-Anlage eingeben: ';
  const kinds = ['Anrufprotokolle', 'Benutzer mit ihren Lizenzen', 'Sprachnachrichten'];

  beforeAll(async () => {
    database = new MariaDb();
    ends.push(() => database.end());
    await database.start();
  }, 60_000);

  test('is left half moved by the German script that dies', async () => {
    const terminal = await start('mariadb-de.py', ...place(), '--dies-at', '50');
    await terminal.answer(password, database.newPassword);
    await terminal.answer(`${kinds[0] ?? ''} übernehmen? [J/n] `, '');
    expect(await terminal.ended).not.toBe(0);
    const { cdr } = database.counts('cloud');
    expect([cdr > 0, cdr < OLD.cdr]).toEqual([true, true]);
  });

  test('is moved by the German script, which draws bars over themselves', async () => {
    expect(database.counts('pbx')).toEqual(OLD);
    const terminal = await start('mariadb-de.py', ...place());
    await terminal.answer(password, 'falsch');
    await terminal.until('Das Kennwort stimmt nicht.');
    await terminal.answer(password, database.newPassword);
    for (const kind of kinds) await terminal.answer(`${kind} übernehmen? [J/n] `, 'j');
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown).toMatch(/\rAnrufprotokolle: \|█+·+\| \d+ %\rAnrufprotokolle/);
    expect(database.counts('cloud')).toEqual(OLD);
    for (const table of ['users', 'cdr', 'voicemail', 'settings'])
      expect(database.rows('cloud', table)).toBe(database.rows('pbx', table));
    hidden(terminal, database.newPassword);
  });
});
