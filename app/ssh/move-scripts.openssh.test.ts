import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MariaDb, noMariaDb } from '../practice/move-scripts/mariadb.fixture';
import { OLD } from '../practice/move-scripts/rows';
import { noSqlite, noTmux, scriptAt, SqlitePair } from '../practice/move-scripts/sqlite.fixture';
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

let sshd: Sshd;
let visitor: Visitor;
beforeAll(async () => {
  if (noSshd !== null) return;
  sshd = new Sshd();
  ends.push(() => sshd.end());
  sshd.authorize(sshd.makeKey('mine'));
  await sshd.start();
  visitor = await signIn();
});

async function signIn(): Promise<Visitor> {
  const privateKey = readFileSync(sshd.file('mine'), 'utf8');
  const signedIn = await visit({ host: sshd.host, port: sshd.port }, me, { privateKey });
  ends.push(() => signedIn.cut());
  return signedIn;
}

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

const noScreen = noFiles ?? noTmux;
(noScreen === null ? test : test.skip)(
  `in a real tmux a script goes on when the line is cut${why(noScreen)}`,
  async () => {
    const pair = new SqlitePair();
    ends.push(() => pair.end());
    const tmux = `tmux -S ${pair.beside('socket')} -f /dev/null`;
    const how = pair.beside('how');
    const line = `${scriptAt('sqlite-en.sh')} ${pair.old} ${pair.new}; echo "ended with $?" > ${how}`;
    await visitor.run(`${tmux} new-session -d -x 200 -y 50 -s move '${line}'`);
    ends.push(() => spawnSync('tmux', ['-S', pair.beside('socket'), 'kill-server']));
    const first = await visitor.typeAt(`${tmux} attach -t move`);
    await first.answer('NEW (cloud) PBX: ', pair.newPassword);
    await first.answer('migrate the users? (yes/no): ', 'yes');
    await first.until('migrate the voicemail messages?');
    sshd.cut();
    await first.ended;

    visitor = await signIn();
    expect((await visitor.run(`${tmux} capture-pane -p -t move`)).out).toContain('users: 40 of 40 copied');
    const second = await visitor.typeAt(`${tmux} attach -t move`);
    await second.answer('migrate the voicemail messages?', 'yes');
    await second.answer('migrate the call history (CDR)?', 'yes');
    await second.until('[exited]');
    expect(readFileSync(how, 'utf8')).toBe('ended with 0\n');
    expect(pair.counts('new')).toEqual(OLD);
  },
);

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
    await terminal.answer(`${kinds[0] ?? ''} übernehmen? [J/n] `, 'j');
    // Asked for while it writes, with the password in use.
    await terminal.until('\rAnrufprotokolle: |');
    expect(processesTelling(database.newPassword)).toEqual([]);
    // The look would have seen it.
    const planted = spawn('sleep', ['5'], { env: { PLANTED: database.newPassword }, stdio: 'ignore' });
    ends.push(() => planted.kill());
    await vi.waitFor(
      () => expect(processesTelling(database.newPassword)).toEqual([String(planted.pid)]),
      15_000,
    );
    for (const kind of kinds.slice(1)) await terminal.answer(`${kind} übernehmen? [J/n] `, 'j');
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown).toMatch(/\rAnrufprotokolle: \|█+·+\| \d+ %\rAnrufprotokolle/);
    expect(database.counts('cloud')).toEqual(OLD);
    for (const table of ['users', 'cdr', 'voicemail', 'settings'])
      expect(database.rows('cloud', table)).toBe(database.rows('pbx', table));
    hidden(terminal, database.newPassword);
  });
});

/** Processes in whose arguments or environment this is. */
function processesTelling(secret: string): string[] {
  const tells = (file: string): boolean => {
    try {
      return readFileSync(file).includes(secret);
    } catch {
      return false; // it has ended
    }
  };
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.filter((pid) => tells(`/proc/${pid}/cmdline`) || tells(`/proc/${pid}/environ`));
}
