import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { newPassword, newRows, oldRows, TABLES, type Counts } from './rows';

const program = '/usr/sbin/mariadbd';
const installer = '/usr/bin/mariadb-install-db';
/** Runs the server until the input ends, which it does however these tests end: none is left behind. */
const keeper = '"$0" "$@" </dev/null & server=$!; cat >/dev/null; kill $server; wait $server';

const isRoot = process.getuid?.() === 0;
const me = userInfo().username;
/** As whom the server runs where the tests run as root, which it refuses to be. */
const NOBODY = { uid: 65534, gid: 65534, name: 'nobody' };

/** Why a MariaDB server cannot be tried here; null: it can. */
export const noMariaDb: string | null =
  process.platform !== 'linux'
    ? 'MariaDB is tried on Linux'
    : [program, installer, '/usr/bin/mariadb', '/usr/bin/python3'].every((path) => existsSync(path))
      ? null
      : 'MariaDB is not installed (Debian: mariadb-server-core, mariadb-client-core, python3)';

/**
 * A MariaDB server of its own in a temporary folder, on this computer only. `pbx` is the database of an old PBX, `cloud` that of a new
 * one, which its user `cloud` writes over TCP with `newPassword`; this computer's user reads both over the socket without one.
 */
export class MariaDb {
  readonly newPassword = newPassword();
  readonly oldPassword = newPassword();
  readonly host = '127.0.0.1';
  port = 0;
  private child: ChildProcess | null = null;
  private log = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'mariadb-'));
  readonly socket = join(this.folder, 'mariadb.sock');

  /** Makes its files, starts it and fills it; takes some seconds. */
  async start(): Promise<void> {
    if (isRoot) chownSync(this.folder, NOBODY.uid, NOBODY.gid);
    const data = join(this.folder, 'data');
    const made = ['--no-defaults', `--datadir=${data}`, '--skip-test-db', `--auth-root-socket-user=${me}`];
    execFileSync(installer, [...made, ...asUser()], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.port = await freePort();
    const words = [
      '--no-defaults',
      ...asUser(),
      `--datadir=${data}`,
      `--socket=${this.socket}`,
      `--pid-file=${join(this.folder, 'pid')}`,
      `--bind-address=${this.host}`,
      `--port=${this.port}`,
      '--skip-networking=0',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      // Nothing here has to outlive a power cut.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-buffer-pool-size=16M',
    ];
    const child = spawn('/bin/sh', ['-c', keeper, program, ...words], { stdio: ['pipe', 'ignore', 'pipe'] });
    this.child = child;
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    await this.listens(child);
    this.fill();
  }

  /** Runs SQL as this computer's user; gives what it prints. */
  sql(text: string, database = ''): string {
    const words = ['--no-defaults', `--socket=${this.socket}`, '--batch', '--raw', '--skip-column-names'];
    const all = [...words, '--default-character-set=utf8mb4', ...(database === '' ? [] : [database])];
    return execFileSync('mariadb', all, { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  }

  counts(of: 'pbx' | 'cloud'): Counts {
    const count = (table: string): number => Number(this.sql(`SELECT COUNT(*) FROM ${table}`, of));
    return { users: count('users'), cdr: count('cdr'), voicemail: count('voicemail') };
  }

  /** All rows of a table as one text, to compare the sides. */
  rows(of: 'pbx' | 'cloud', table: string): string {
    return this.sql(`SELECT * FROM ${table} ORDER BY 1`, of);
  }

  async end(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }

  private async listens(child: ChildProcess): Promise<void> {
    const until = Date.now() + 90_000;
    for (;;) {
      try {
        this.sql('SELECT 1');
        return;
      } catch {
        if (child.exitCode !== null || Date.now() > until)
          throw new Error(`MariaDB does not start: ${this.log}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  private fill(): void {
    const password = this.newPassword.replaceAll(/['\\]/g, '\\$&');
    this.sql(
      [
        'CREATE DATABASE pbx; CREATE DATABASE cloud;',
        `USE pbx; START TRANSACTION; ${TABLES} ${oldRows(this.oldPassword)} COMMIT;`,
        `USE cloud; ${TABLES} ${newRows(this.newPassword)}`,
        `CREATE USER cloud@127.0.0.1 IDENTIFIED BY '${password}'; GRANT ALL ON cloud.* TO cloud@127.0.0.1;`,
      ].join('\n'),
    );
  }
}

function asUser(): string[] {
  return isRoot ? [`--user=${NOBODY.name}`] : [];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
