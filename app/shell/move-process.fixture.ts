import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TerminalPiece } from '../contract/terminal-views';
import type { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import type { Keeper } from '../domain/move/facts';
import type { ScriptRecipe } from '../domain/script-recipe';
import { filesOf } from '../journal/files';
import { jobFolder } from '../journal/journal';
import { createJournals } from '../journal/journals';
import { Manager } from '../procedure/manager';
import type { Clock, JournalsPort, KeptScripts, Ports, SecretsPort, SshPort } from '../procedure/ports';
import { writeReport } from '../report/write';
import { createKeptScripts } from '../ssh/kept/port';
import { createSshPort } from '../ssh/port';
import { scriptPort } from '../ssh/script/port';
import { createPbxPort } from '../wms/port';
import { TerminalHost } from './terminal-host';

/** Moments of a move at which its process may end. */
export type Moment =
  /** The start stands nowhere yet; it stands on the disk; the script runs and nobody looks on. */
  | 'before-intent'
  | 'after-intent'
  | 'kept-started'
  /** The script has ended and that stands nowhere yet; it stands on the disk. */
  | 'before-outcome'
  | 'after-outcome';

export interface ProcessOptions {
  /** What outlives the process: journals, transcripts, reports. */
  folder: string;
  /** Stands for the system's keychain. */
  secrets: SecretsPort;
  recipe: () => ScriptRecipe;
  /** What is to happen then, e.g. the end of the process. */
  at?: (moment: Moment) => void;
}

/** How long a terminal is still before an unended line counts as a question: this wait is as it is, longer ones are short. */
const quietMs = 1_500;

/** As after a power cut: nothing that is asked for ever comes back. */
const gone = (): Promise<never> => new Promise(() => undefined);

/** The app as far as a move needs it, without its window: it can be gone without a goodbye. */
export class MoveProcess {
  readonly manager: Manager;
  readonly terminals: TerminalHost;
  readonly pieces: TerminalPiece[] = [];
  /** How often each SSH password was offered to a server. */
  signIns = 0;
  isDead = false;
  /** What the old PBX says instead of keeping a script. */
  startFails: Failure | null = null;
  /** Scripts that somebody else left on the old PBX, by name. */
  keptByOthers: Partial<Record<Keeper, readonly string[]>> = {};

  constructor(private readonly options: ProcessOptions) {
    const folderOf = (job: JobId): string => jobFolder(options.folder, job);
    this.terminals = new TerminalHost({
      folderOf,
      clock: this.clock(),
      send: (piece) => this.pieces.push(piece),
    });
    this.manager = new Manager(
      this.ports(folderOf),
      { version: '0', electron: '0', platform: 'test', pid: 1 },
      () => undefined,
    );
  }

  /** Gone in this moment. What it had under way on the network is for the caller to cut. */
  die(job: JobId): void {
    this.isDead = true;
    rmSync(join(jobFolder(this.options.folder, job), 'journal.lock'), { force: true });
  }

  private ports(folderOf: (job: JobId) => string): Ports {
    const { secrets, recipe } = this.options;
    const journals = this.journals();
    return {
      clock: this.clock(),
      pick: (below) => Math.floor(Math.random() * below),
      secrets,
      pbx: createPbxPort(),
      ssh: this.ssh(),
      move: { scripts: scriptPort, kept: this.kept(), terminal: this.terminals, onWake: this.onWake, recipe },
      sshAgent: () => null,
      page: () => {
        throw new Error('no page');
      },
      recipes: { all: () => [] },
      report: {
        write: async (job) =>
          writeReport({
            folder: folderOf(job.id),
            job,
            journalHash: await journals.lastHash(job.id),
            at: new Date().toISOString(),
            redact: (text) => text,
            printPdf: () => Promise.resolve(Buffer.from(`%PDF-1.4\n${' '.repeat(2_000)}\n%%EOF\n`)),
          }),
      },
      journals,
      files: filesOf(folderOf),
    };
  }

  private clock(): Clock {
    return {
      now: () => new Date(),
      sleep: (ms, signal) => {
        if (this.isDead) return gone();
        return wait(ms === quietMs ? ms : Math.min(ms, 200), undefined, signal ? { signal } : {});
      },
    };
  }

  private reach(moment: Moment): void {
    if (!this.isDead) this.options.at?.(moment);
  }

  private journals(): JournalsPort & { lastHash(id: JobId): Promise<string> } {
    // Nothing is taken out, so a secret that came this far would be seen.
    const real = createJournals(this.options.folder, { redact: (text) => text, now: () => new Date() });
    return {
      ...real,
      open: async (id) => {
        const journal = await real.open(id);
        const append = async (event: JournalEvent): Promise<Awaited<ReturnType<typeof journal.append>>> => {
          const about = momentsOf(event);
          if (about) this.reach(about[0]);
          if (this.isDead) return gone();
          const written = await journal.append(event);
          if (about) this.reach(about[1]);
          // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it may have died since
          return this.isDead ? gone() : written;
        };
        return Object.assign(Object.create(journal) as typeof journal, { append });
      },
    };
  }

  private readonly wakers = new Set<() => void>();
  private readonly onWake = (listener: () => void): (() => void) => {
    this.wakers.add(listener);
    return () => this.wakers.delete(listener);
  };

  /** As if this computer had slept. */
  wake(): void {
    for (const listener of this.wakers) listener();
  }

  private kept(): KeptScripts {
    const real = createKeptScripts();
    return {
      ...real,
      list: async (session, script, signal) => [
        ...(await real.list(session, script, signal)),
        ...(this.keptByOthers[script.keeper] ?? []),
      ],
      start: async (...given) => {
        if (this.startFails) throw this.startFails;
        await real.start(...given);
        this.reach('kept-started');
        if (this.isDead) await gone();
      },
    };
  }

  private ssh(): SshPort {
    const real = createSshPort();
    return {
      ...real,
      signIn: (...given) => {
        if (this.isDead) return gone();
        this.signIns += 1;
        return real.signIn(...given);
      },
    };
  }
}

/** Only the script's start and end are moments. */
function momentsOf(event: JournalEvent): readonly [Moment, Moment] | null {
  if (event.type === 'intent' && event.code === 'run-script') return ['before-intent', 'after-intent'];
  if (event.type === 'outcome' && event.step === 'move') return ['before-outcome', 'after-outcome'];
  return null;
}

/** All files that a job has left in its folder, by name. */
export function filesIn(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
