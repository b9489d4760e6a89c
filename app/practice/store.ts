import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock';
import { upToDate, type State } from './state';

const FILE = 'practice.json';

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

  /** Changes what is cheap to lose (counters of harmless reads); written with the next change. */
  note(work: (state: State) => void): void {
    work(this.state);
  }

  /** Writes the whole state: a new file, flushed, then put in place of the old one. */
  save(): void {
    this.whole.clock = this.clock.anchor();
    writeAtomically(this.directory, `${JSON.stringify(this.whole, null, 1)}\n`);
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
  return upToDate(state);
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
