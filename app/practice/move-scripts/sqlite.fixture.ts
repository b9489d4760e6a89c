import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, newPassword, newRows, oldRows, TABLES, type Counts } from './rows';

const there = (path: string): boolean => existsSync(path);

/** Why the scripts that move SQLite files cannot be tried here; null: they can. */
export const noSqlite: string | null =
  process.platform !== 'linux'
    ? 'the stand-in scripts are tried on Linux'
    : there('/usr/bin/sqlite3') && there('/usr/bin/python3')
      ? null
      : 'sqlite3 or python3 is not installed (Debian: sqlite3, python3)';

/** Why a script cannot be left running in a real tmux here; null: it can. */
export const noTmux: string | null = there('/usr/bin/tmux') ? null : 'tmux is not installed (Debian: tmux)';

/** Where a stand-in script is. */
export function scriptAt(name: 'sqlite-en.sh' | 'sqlite-it.py' | 'mariadb-de.py'): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** The files of an old PBX and of a new cloud PBX, in a folder of their own. */
export class SqlitePair {
  /** Admin passwords. The new one is asked for by the scripts; the old one is that of both afterwards. */
  readonly oldPassword = newPassword();
  readonly newPassword = newPassword();
  private readonly folder = mkdtempSync(join(tmpdir(), 'pbx-sqlite-'));
  readonly old = join(this.folder, 'old.db');
  readonly new = join(this.folder, 'new.db');

  constructor() {
    sqlite(this.old, `BEGIN;${TABLES}${oldRows(this.oldPassword)}COMMIT;`);
    sqlite(this.new, `BEGIN;${TABLES}${newRows(this.newPassword)}COMMIT;`);
  }

  counts(of: 'old' | 'new'): Counts {
    const count = (table: string): number => Number(sqlite(this[of], `SELECT count(*) FROM ${table}`));
    return { users: count('users'), cdr: count('cdr'), voicemail: count('voicemail') };
  }

  /** All rows of a table as one text, to compare the sides. */
  rows(of: 'old' | 'new', table: string): string {
    return sqlite(this[of], `SELECT * FROM ${table} ORDER BY 1`);
  }

  /** Whether this is the admin's password there. */
  opens(of: 'old' | 'new', password: string): boolean {
    return (
      sqlite(this[of], "SELECT value FROM settings WHERE name = 'admin_password'").trim() ===
      digestOf(password)
    );
  }

  /** A path beside the files. */
  beside(name: string): string {
    return join(this.folder, name);
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function sqlite(file: string, sql: string): string {
  return execFileSync('sqlite3', ['-batch', file], { input: sql, encoding: 'utf8' });
}
