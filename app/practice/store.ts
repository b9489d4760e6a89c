import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock';
import { upToDate, type State, type User } from './state';

const FILE = 'practice.json';
/** Users as they became since the file was last written whole, a line each. */
const LOG = 'practice-users.jsonl';
/** After so many lines it is written whole again. */
const MOST_LINES = 2_000;

/**
 * The state and its file. Every change is on the disk before `change` returns, hence before a request is
 * answered: a practice PBX that is killed has lost nothing it said "Success" to.
 */
export class Store {
  constructor(
    private readonly directory: string,
    private readonly clock: Clock,
    readonly state: State,
    /** What is written down: the state itself, unless this one is a part of another. */
    private readonly whole = state,
  ) {}

  /** In the log. What it holds from before is not known, so the first change of a user writes all. */
  private lines = MOST_LINES;

  /** A store for a state that is kept inside this one. */
  within(part: State): Store {
    return new Store(this.directory, this.clock, part, this.whole);
  }

  /** Changes the state and writes it down. */
  change<T>(work: (state: State) => T): T {
    const answer = work(this.state);
    this.save();
    return answer;
  }

  /**
   * Changes one user and what is counted of it, and writes down that alone: the state of a large company takes too long to
   * be written whole each time.
   */
  changeUser<T>(user: User, work: (state: State) => T): T {
    if (this.state !== this.whole) return this.change(work);
    const answer = work(this.state);
    this.state.changes = (this.state.changes ?? 0) + 1;
    if (++this.lines > MOST_LINES) this.save();
    else appendLine(this.directory, lineOf(this.state, user));
    return answer;
  }

  /** Changes what is cheap to lose (counters of harmless reads); written with the next change. */
  note(work: (state: State) => void): void {
    work(this.state);
  }

  /** Writes the whole state: a new file, flushed, then put in place of the old one. */
  save(): void {
    this.whole.clock = this.clock.anchor();
    writeAtomically(this.directory, `${JSON.stringify(this.whole, null, 1)}\n`);
    // Lines that stay behind after a crash just here are older than the file, which says so.
    if (this.lines > 0) removeLog(this.directory);
    this.lines = 0;
  }
}

/** The state kept in this folder, `undefined` when there is none yet. Throws when the file is not ours. */
export function loadState(directory: string): State | undefined {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const state = parse(text);
  if (state?.format !== 1) {
    throw new Error(`${file} is not the state of a practice PBX. Choose another folder, or remove the file.`);
  }
  for (const line of linesIn(directory)) takeLine(state, line);
  return upToDate(state);
}

interface Line {
  change: number;
  user: User;
  puts: number;
  ofUser: number;
  licences: number | undefined;
}

function lineOf({ changes = 0, counters }: State, user: User): Line {
  const { puts, putsByUser, licencePutsByUser } = counters;
  return {
    change: changes,
    user,
    puts,
    ofUser: putsByUser[user.id] ?? 0,
    licences: licencePutsByUser[user.id],
  };
}

function takeLine(state: State, { change, user, puts, ofUser, licences }: Line): void {
  if (change <= (state.changes ?? 0)) return;
  state.changes = change;
  state.users = state.users.map((one) => (one.id === user.id ? user : one));
  state.counters.puts = puts;
  state.counters.putsByUser[user.id] = ofUser;
  if (licences !== undefined) state.counters.licencePutsByUser[user.id] = licences;
}

/** A last line that was not written to its end was never answered for, so it is as if it had not been. */
function linesIn(directory: string): Line[] {
  try {
    const text = readFileSync(join(directory, LOG), 'utf8');
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function appendLine(directory: string, line: Line): void {
  const handle = openSync(join(directory, LOG), 'a', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(line)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeLog(directory: string): void {
  rmSync(join(directory, LOG), { force: true });
}

function parse(text: string): State | undefined {
  try {
    return JSON.parse(text) as State;
  } catch {
    return undefined;
  }
}

function writeAtomically(directory: string, text: string): void {
  const file = join(directory, FILE);
  const fresh = `${file}.tmp`;
  const handle = openSync(fresh, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  flushFolder(directory);
}

/** Makes the renaming itself durable. Windows cannot open a folder; its file system journals the renaming. */
function flushFolder(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
