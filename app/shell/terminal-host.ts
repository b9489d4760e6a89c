import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TerminalPiece } from '../contract/terminal-views';
import type { JobId } from '../domain/job';
import type {
  Clock,
  ScriptRun,
  ScriptState,
  ScriptTranscript,
  TerminalPort,
  TerminalView,
} from '../procedure/ports';
import { transcriptIn } from '../ssh/transcript/transcript';

/** Signs that are kept for a window that comes later; all of it stands in the transcript. */
const mostKept = 400_000;
/** Signs that are on their way to the window or wait for it, before the script has to wait too. */
const mostAhead = 300_000;
/** How long a window may draw nothing until it counts as gone, in milliseconds: no script waits for a window. */
const goneMs = 2_000;
/** How long output is gathered before it goes to the window, in milliseconds. */
const gatherMs = 15;

export interface TerminalHostOptions {
  send: (piece: TerminalPiece) => void;
  folderOf: (job: JobId) => string;
  clock: Clock;
}

/** The terminals of the jobs of this process, between the scripts and the window. */
export class TerminalHost implements TerminalPort {
  private readonly live = new Map<JobId, LiveTerminal>();
  /** Jobs whose terminal a window has asked for, maybe before there was one. */
  private readonly watched = new Set<JobId>();

  constructor(private readonly options: TerminalHostOptions) {}

  open(
    job: JobId,
    outlives: boolean,
    onFailure: Parameters<TerminalPort['open']>[2],
  ): { file: string; transcript: ScriptTranscript; view: TerminalView } {
    const { folderOf, clock, send } = this.options;
    const file = freeName(folderOf(job));
    const view = new LiveTerminal(job, file, outlives, send);
    const written = transcriptIn(join(folderOf(job), file), {
      clock,
      onFailure: ({ error }) => onFailure(error),
    });
    this.live.set(job, view);
    if (this.watched.has(job)) send(view.begin());
    return { file, view, transcript: written };
  }

  /** What that job's terminal shows so far; the rest is sent. */
  begin(job: JobId): TerminalPiece {
    this.watched.add(job);
    return this.live.get(job)?.begin() ?? { job, text: '', anew: true, script: null, file: null };
  }

  /** A script runs that would end with this process. */
  wouldEnd(): boolean {
    return [...this.live.values()].some((one) => one.wouldEnd());
  }

  /** Null: no script has run in this process. */
  of(job: JobId): LiveTerminal | null {
    return this.live.get(job) ?? null;
  }
}

const base = 'move-transcript';

function freeName(folder: string): string {
  const taken = new Set(readdirSync(folder));
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${base}.txt` : `${base}-${String(number)}.txt`;
    if (!taken.has(name)) return name;
  }
}

/** One script's terminal. What comes here has no secret in it any more. */
export class LiveTerminal implements TerminalView {
  isWatched = false;
  run: ScriptRun | null = null;
  private readonly decoder = new TextDecoder();
  private readonly kept: string[] = [];
  private keptSigns = 0;
  private script: ScriptState = { phase: 'running' };
  private pending = '';
  private onTheWay = 0;
  private gathering: NodeJS.Timeout | null = null;
  private waiting: NodeJS.Timeout | null = null;

  constructor(
    private readonly job: JobId,
    private readonly file: string,
    private readonly outlives: boolean,
    private readonly send: (piece: TerminalPiece) => void,
  ) {}

  bind(run: ScriptRun): void {
    this.run = run;
  }

  wouldEnd(): boolean {
    const { phase } = this.script;
    return !this.outlives && phase !== 'ended' && phase !== 'lost' && phase !== 'not-started';
  }

  state(script: ScriptState): void {
    this.script = script;
    this.flush(true);
  }

  output(bytes: Uint8Array): void {
    this.keep(this.decoder.decode(bytes, { stream: true }));
  }

  /** A window shows it, from here on. */
  begin(): TerminalPiece {
    this.isWatched = true;
    this.pending = '';
    this.onTheWay = this.keptSigns;
    return this.piece(this.kept.join(''), true);
  }

  /** The window has drawn so much. One that counted as gone is shown all of it again. */
  drawn(signs: number): void {
    this.onTheWay = Math.max(0, this.onTheWay - signs);
    if (this.waiting) this.waiting.refresh();
    if (!this.isWatched) {
      this.send(this.begin());
      return;
    }
    if (this.onTheWay + this.pending.length > mostAhead) return;
    this.goOn();
    this.flush(false);
  }

  private keep(text: string): void {
    if (text === '') return;
    this.kept.push(text);
    this.keptSigns += text.length;
    while (this.keptSigns > mostKept && this.kept.length > 1)
      this.keptSigns -= this.kept.shift()?.length ?? 0;
    if (!this.isWatched) return;
    this.pending += text;
    this.gathering ??= setTimeout(() => this.flush(false), gatherMs);
    if (this.onTheWay + this.pending.length > mostAhead) this.wait();
  }

  /** @param always also where there is no text: the state is news */
  private flush(always: boolean): void {
    if (this.gathering) clearTimeout(this.gathering);
    this.gathering = null;
    if (!always && (this.pending === '' || !this.isWatched)) return;
    const text = this.isWatched ? this.pending : '';
    this.pending = '';
    this.onTheWay += text.length;
    this.send(this.piece(text, false));
  }

  private wait(): void {
    if (this.waiting) return;
    this.run?.pause();
    this.waiting = setTimeout(() => {
      this.isWatched = false;
      this.pending = '';
      this.goOn();
    }, goneMs);
  }

  private goOn(): void {
    if (!this.waiting) return;
    clearTimeout(this.waiting);
    this.waiting = null;
    this.run?.resume();
  }

  private piece(text: string, anew: boolean): TerminalPiece {
    return { job: this.job, text, anew, script: this.script, file: this.file };
  }
}
