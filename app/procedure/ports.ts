import type { Address } from '../domain/address';
import type { JobId, JobState, Notice, Said, SecretInfo, SecretName } from '../domain/job';
import type { Keeper } from '../domain/move/facts';
import type { FoundPbx } from '../domain/found';
import type { ToldMember } from '../domain/network-members';
import type { JournalEvent, TimedEvent } from '../domain/journal-event';
import type {
  AddressLook,
  Capability,
  Certificate,
  Identity,
  LicenceAnswer,
  PbxUser,
  SignInWay,
  UpgradeOffer,
  UpgradeStatus,
} from '../domain/pbx';
import type { PageRecipe, PressRole, RowWords } from '../domain/recipe';
import type { PreflightSeen, Tried } from '../domain/preflight';
import type { WizardError } from '../domain/error';
import type { Answered, ForPerson, KnownBy, Stopped, Typed } from '../domain/script-prompt';
import type { ScriptRecipe, ScriptSecret } from '../domain/script-recipe';
import type { HostKey } from '../domain/ssh';

/**
 * How procedures reach the world. The adapters (wms, ssh, keychain, journal, report) implement these; shell plugs them in.
 * Every method that fails throws a Failure (domain/failure.ts) whose code says why.
 */

export interface Clock {
  now(): Date;
  /** Rejects with an AbortError when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A PBX that is to be spoken to: where, and which certificate it must show. */
export interface Target {
  address: Address;
  /** The pinned leaf; null only when the computer's own trust store accepts the certificate. */
  pin: Certificate | null;
}

/** What may be tried to sign in, in this order, each at most once. */
export type SignInOffer =
  | { way: 'token'; token: string }
  | { way: 'basic'; login: string; password: string }
  | { way: 'session'; login: string; password: string }
  | { way: 's2s'; id: string; name: string; secret: string }
  /** `cookie`: value of the session cookie of a page that the installer signed in on. */
  | { way: 'page'; cookie: string };

export interface PbxPort {
  /**
   * Looks at an address without credentials: name, TCP, TLS, certificate, does it look like a PBX, clock. The anonymous
   * request is bound to exactly the certificate that was just seen.
   */
  look(address: Address, signal: AbortSignal): Promise<AddressLook>;
  /** Looks at an address step by step, without credentials; what fails is told in the answer. Rejects only when cancelled. */
  preflight(address: Address, signal: AbortSignal): Promise<PreflightSeen>;
  /** Resolves the name and opens a TCP connection, nothing more; gives the milliseconds it took. */
  reach(host: Address, signal: AbortSignal): Promise<Tried<number>>;
  /** Which of the addresses answer like a PBX. Called off, it gives what it found until then. */
  find(
    addresses: readonly Address[],
    signal: AbortSignal,
    onProgress: (asked: number, found: number) => void,
  ): Promise<{ found: FoundPbx[]; asked: number }>;
  /** Signs in by the first offer that works. Tries each offer once; a refusal of all is `wrong-password` or what else was said. */
  signIn(target: Target, offers: readonly SignInOffer[], signal: AbortSignal): Promise<PbxSession>;
}

/** A signed-in PBX. Every call goes over the pinned connection and takes a signal. */
export interface PbxSession {
  readonly way: SignInWay;
  /** Asks each known route once and notes status and shape. */
  capabilities(signal: AbortSignal): Promise<Capability[]>;
  identity(signal: AbortSignal): Promise<Identity>;
  /** All users, read page by page. `onPage` gets the number read and the total if told. */
  users(signal: AbortSignal, onPage?: (read: number, total: number | null) => void): Promise<PbxUser[]>;
  user(id: string, signal: AbortSignal): Promise<PbxUser>;
  /** Names of the devices and apps registered by SIP just now, by extension; `route-missing` where no route tells. */
  registrations(signal: AbortSignal): Promise<Map<string, string[]>>;
  /** The PBXs of the WMS network as this one lists them, itself included; `route-missing` where it has no route for it. */
  networkMembers(signal: AbortSignal): Promise<ToldMember[]>;
  /** Changes one field of one user; the caller reads back. */
  setLicenceType(user: PbxUser, type: string, signal: AbortSignal): Promise<void>;
  setPassword(userId: string, password: string, signal: AbortSignal): Promise<void>;
  /** `route-missing` on a WMS that is too old for it. */
  licences(signal: AbortSignal): Promise<LicenceAnswer>;
  /** Has the PBX look for a newer version (POST, then GET until it answers; `timeout` after two minutes). */
  upgradeOffer(signal: AbortSignal): Promise<UpgradeOffer>;
  /** Changes the repository's name in Upgrade/Settings and nothing else; the caller reads back. */
  setRepository(name: string, signal: AbortSignal): Promise<void>;
  startUpgrade(version: string | null, signal: AbortSignal): Promise<void>;
  upgradeStatus(signal: AbortSignal): Promise<UpgradeStatus>;
  /** May fail with `reset` although it worked: a PBX that goes down at once cuts its own answer off. */
  reboot(signal: AbortSignal): Promise<void>;
  /** Asks for a backup; `route-missing` where the PBX cannot be asked. */
  backup(signal: AbortSignal): Promise<void>;
  /**
   * Makes a Simple Token for admin (WMS 5 and later) and gives its secret and id. Tokens of that name are deleted first,
   * so that one whose secret was lost on the way does not stay.
   */
  makeToken(name: string, expires: Date, signal: AbortSignal): Promise<{ id: string; secret: string }>;
  /** Deletes every Simple Token of that name, and tells how many there were. */
  deleteTokens(name: string, signal: AbortSignal): Promise<number>;
  /** The PBX's own reference and the file it names; empty where it has none. */
  apiDoc(signal: AbortSignal): Promise<{ name: string; text: string }[]>;
}

/** A server to be spoken to over SSH. */
export interface SshTarget {
  address: Address;
  /** The accepted host key; null: none yet, so the connection ends with `host-key-unknown` {type, sha256}. */
  pin: HostKey | null;
  /** Puts what only old servers need (SHA-1 key exchange and the like) at the end of what is offered. */
  oldAlgorithms: boolean;
}

/** One credential. Each is sent at most once in a sign-in, by the first method that the server takes it by. */
export type SshOffer =
  | { way: 'password'; password: string }
  | { way: 'key-file'; path: string; passphrase: string | null }
  /** Keys of a program that keeps them; `socket` is its path, or a named pipe on Windows. */
  | { way: 'agent'; socket: string };

export interface SshPrompt {
  text: string;
  /** What is typed may be seen. */
  echo: boolean;
}

export interface SshLogin {
  user: string;
  offers: readonly SshOffer[];
  /** What a server asks beside the password (keyboard-interactive), round by round; null: nobody knows. */
  answer?: (prompts: readonly SshPrompt[]) => Promise<readonly string[] | null>;
}

export interface SshRun {
  /** Another user, by `su` in a terminal of its own: the password goes to the prompt and into no argument. */
  as?: { user: string; password: string };
  /** Milliseconds; left out: a minute. */
  withinMs?: number;
}

export interface SshOutput {
  /** Null: ended by a signal, or not waited for. */
  exit: number | null;
  /** What was printed, escape sequences and passwords taken out. */
  output: string;
  errors: string;
  /** There was more than is kept. The command was not let to its end. */
  cut: boolean;
}

export interface SshPort {
  /** The host key shown there, read without signing in. */
  hostKey(target: Omit<SshTarget, 'pin'>, signal: AbortSignal): Promise<HostKey>;
  /** `ssh-refused` when no offer was taken; `host-key-changed` before anything secret is sent. */
  signIn(target: SshTarget, login: SshLogin, signal: AbortSignal): Promise<SshSession>;
}

/** A signed-in line. A lost one fails as any connection does; see `connectionLost`. */
export interface SshSession {
  /** Which of the algorithms for old servers are in use. */
  readonly old: readonly string[];
  run(command: string, options: SshRun, signal: AbortSignal): Promise<SshOutput>;
  /** `signal` calls the opening off; with `as`, `su-refused` and `ssh-asks` as of `run`. */
  terminal(options: SshTerminalOptions, signal: AbortSignal): Promise<SshTerminal>;
  end(): void;
}

export interface SshTerminalOptions {
  /** What runs in it; null: the user's shell. */
  command: string | null;
  /** Wide enough that no prompt is folded. */
  cols: number;
  rows: number;
  /** Another user, as of {@link SshRun}. */
  as?: { user: string; password: string };
}

export interface SshEnded {
  exit: number | null;
  /** Name of the signal that ended it, without SIG. */
  signal: string | null;
}

/** A program in a terminal of the server. Nothing is read before somebody listens. */
export interface SshTerminal {
  onData(listener: (bytes: Uint8Array) => void): void;
  /** As typed: Enter is `\r`. After the end nothing happens. */
  write(text: string): void;
  resize(cols: number, rows: number): void;
  /** Reads no more, so that the program at the other end has to wait; a little that is under way still waits here. */
  pause(): void;
  resume(): void;
  /** When the program has ended and all it showed was read. Rejects with the line's Failure when that was lost. */
  readonly ended: Promise<SshEnded>;
  /** Hangs up: the program gets SIGHUP. */
  end(): void;
}

/** Where everything that a terminal shows is written down, without the secrets in it. */
export interface ScriptTranscript {
  /** From here on this value is in none of it. */
  secret(value: string): void;
  /** @returns false: more should wait for `onDrain` */
  add(text: string): boolean;
  onDrain: () => void;
  /** A line of the wizard's own. */
  note(text: string): void;
  end(): Promise<void>;
}

/** What is known of a script beyond the line to it. */
export interface ScriptMemory {
  answered: Answered[];
  /** Nothing is answered by itself any more, or never was: what was answered before is not known. */
  stopped: boolean;
  /** What neither the screen nor a transcript may show, also what the person typed: another line shows it all again. */
  hidden: string[];
}

export interface ScriptRunOptions {
  recipe: ScriptRecipe;
  /** What the installer wants to take along, by kind of data. */
  choices: Readonly<Record<string, boolean>>;
  /** Null: the job has no such secret. */
  secret: (name: ScriptSecret) => Promise<string | null>;
  /** `ask-before-each`: an answer is shown and waits for `approve`. */
  policy: 'run' | 'ask-before-each';
  transcript: ScriptTranscript;
  /** As it came, escape sequences and all, but for the secrets of this run where they are echoed. */
  onOutput: (bytes: Uint8Array) => void;
  onState: (state: ScriptState) => void;
  clock: Clock;
  /** Values besides the answers that neither the screen nor the transcript may show. */
  hidden?: readonly string[];
  /** Of earlier lines to the same script; this one adds to it. */
  memory?: ScriptMemory;
}

/** Where a script stands. `prompt` is the line that waits, `before` some lines above it. */
export type ScriptState =
  | { phase: 'running' }
  | {
      phase: 'asks-person';
      /** Which prompt of the run it is, counted. */
      id: number;
      prompt: string;
      before: string;
      why: ForPerson;
      /** What is typed must not be seen. */
      hidden: boolean;
    }
  | { phase: 'about-to-answer'; id: number; prompt: string; before: string; answer: Typed; why: KnownBy }
  /** Nothing more is answered in this run: this prompt and all that come are for the person. */
  | { phase: 'stopped-automation'; id: number; prompt: string; before: string; why: Stopped; hidden: boolean }
  | ({ phase: 'ended' } & ScriptEnd)
  /** The line is lost, and with it what became of the script. */
  | { phase: 'lost'; error: WizardError }
  /** It never ran. */
  | { phase: 'not-started'; error: WizardError };

export interface ScriptEnd extends SshEnded {
  /** By the recipe's words; where it said both, it failed. Null: neither. */
  said: 'done' | 'failed' | null;
}

/** A script that runs in a terminal, its prompts answered where the answer is known. */
export interface ScriptRun {
  state(): ScriptState;
  /** Resolves when it has ended and the transcript is written; rejects with the Failure of a lost line. */
  readonly ended: Promise<ScriptEnd>;
  /**
   * The person's answer to what is asked, Enter put behind it. `bad-request` for more than one line. False: another prompt than
   * the one of this id stands there by now, and nothing was sent.
   */
  answer(text: string, secret?: boolean, id?: number): boolean;
  /** Sends the answer that is shown; false when there is none any more, or that of another prompt. */
  approve(id?: number): boolean;
  /** Leaves the prompt to the person. */
  decline(id?: number): void;
  /** Keys as the person presses them, at any time; an answer that is shown is not sent then. */
  type(keys: string): void;
  resize(cols: number, rows: number): void;
  /** For who shows the output and cannot keep up. While it waits there is no end either. */
  pause(): void;
  resume(): void;
  /** Hangs up. */
  end(): void;
}

export interface ScriptPort {
  /** Watches a terminal from its first sign on. `signal` hangs up. */
  run(terminal: SshTerminal, options: ScriptRunOptions, signal: AbortSignal): Promise<ScriptRun>;
}

/** A script that is kept alive on the server, and as whom. */
export interface KeptScript {
  keeper: Keeper;
  name: string;
  asRoot: Pick<SshRun, 'as'>;
}

/**
 * Scripts inside tmux or screen on the server: a lost line does not end them, and another line comes back to them. Who runs a script is
 * who must ask for it again.
 */
export interface KeptScripts {
  /** A name for a new one. */
  newName(): string;
  /** Starts it with nobody watching. `script-not-started` {exit} only where the server said so. */
  start(
    session: SshSession,
    script: KeptScript & { command: string; size: { cols: number; rows: number } },
    signal: AbortSignal,
  ): Promise<void>;
  /** Names of those that are there: running, or ended with an end that can still be read. */
  list(session: SshSession, script: Omit<KeptScript, 'name'>, signal: AbortSignal): Promise<string[]>;
  /** A terminal that shows what it has printed, and goes on from there. Its end leaves the script alone. */
  attach(
    session: SshSession,
    script: KeptScript & { size: { cols: number; rows: number } },
    signal: AbortSignal,
  ): Promise<SshTerminal>;
  /** Takes it away, running or not. */
  end(session: SshSession, script: KeptScript, signal: AbortSignal): Promise<void>;
}

/** Where a person sees a script of one job and takes it in hand. */
export interface TerminalPort {
  /**
   * A terminal for this job, empty, and the file that everything it shows is written to; `file` is the file's name.
   * @param outlives the script goes on when this computer lets go of it
   * @param onFailure told once when the file can be written no more
   */
  open(
    job: JobId,
    outlives: boolean,
    onFailure: (failure: WizardError) => void,
  ): { file: string; transcript: ScriptTranscript; view: TerminalView };
}

export interface TerminalView {
  /** Bytes as they came. */
  output(bytes: Uint8Array): void;
  state(state: ScriptState): void;
  /** From here on the person's keys and answers go there. */
  bind(run: ScriptRun): void;
}

/** What only a move to the cloud needs. */
export interface MovePorts {
  scripts: ScriptPort;
  kept: KeptScripts;
  terminal: TerminalPort;
  /** Calls the listener whenever this computer wakes from sleep; call the answer to be told no more. */
  onWake(listener: () => void): () => void;
  /** The script recipe of this computer. */
  recipe(): ScriptRecipe;
}

/** Secrets of a job, kept in the system's keychain, or in memory when there is none. */
export interface SecretsPort {
  put(job: JobId, name: SecretName, value: string): Promise<SecretInfo['kept']>;
  get(job: JobId, name: SecretName): Promise<string | null>;
  /** Fails with `keychain-refused` where it was put into the keychain, and that cannot be opened now. */
  forget(job: JobId, name: SecretName, keptIn?: SecretInfo['kept']): Promise<void>;
}

/** One job's journal as opened by this process. Only one process can hold it for writing. */
export interface OpenJournal {
  events: readonly TimedEvent[];
  notices: readonly Notice[];
  /** Set: look, do not touch; `append` refuses. */
  readOnly: Said | null;
  /** Resolves when the event is on the disk (fsync), never before. */
  append(event: JournalEvent): Promise<TimedEvent>;
  close(): Promise<void>;
}

export interface JournalsPort {
  /** Starts a journal with its first event. */
  create(created: Extract<JournalEvent, { type: 'job-created' }>): Promise<OpenJournal>;
  open(id: JobId): Promise<OpenJournal>;
  /** Every job on this computer whose journal can be read, without holding it. */
  list(): Promise<{ id: JobId; events: readonly TimedEvent[]; readOnly: Said | null }[]>;
}

/** Writes the commissioning report and gives the full paths of what it wrote, having read each back. */
export interface ReportPort {
  write(job: JobState): Promise<string[]>;
}

/** Files beside a job's journal. */
export interface FilesPort {
  /** Writes a new file onto the disk and gives the name it got: where that was taken, with a number. */
  writeNew(job: JobId, name: string, text: string): Promise<string>;
}

/** Something in the PBX's page, found by any of the words: as a whole, blanks and case aside, and only what can be seen. */
export interface PageThing {
  /**
   * `press`: by role and name; `field`: by label; `text`: any text; `reading`: the text beside a label; `rows`: rows of a
   * list with a box to tick; `table`: by its columns.
   */
  kind: 'press' | 'field' | 'text' | 'reading' | 'rows' | 'table';
  words: readonly string[];
  /** Of `press`; absent: any role that can be pressed. */
  roles?: readonly PressRole[];
  /** Of `rows`: each by all of its words. */
  rows?: readonly RowWords[];
  /** Of `table`: the words each column may be called by. */
  columns?: readonly (readonly string[])[];
}

/** A row of a table in the page: what it is called, and its cells under the columns asked for. */
export interface TableRow {
  row: string;
  cells: readonly string[];
}

/**
 * How often a thing is in the page, and how it is called there. Of `rows` 1 means that some are shown and each of those once,
 * `many` that one of them is shown twice.
 */
export interface Seen {
  found: 0 | 1 | 'many';
  words: string | null;
}

/** The hands of the wizard in the PBX's own page of one job, as the window shows it. */
export interface PagePort {
  /** Waits until the page is shown and has loaded; `page-not-shown` when the window does not show it. */
  ready(signal: AbortSignal): Promise<void>;
  /** Begins to load the page's start anew, as after a reboot, when what is shown is of before. */
  home(): void;
  find(thing: PageThing): Promise<Seen>;
  /**
   * Whether the one field holds one of the values (a chosen option by its text), or exactly the rows shown are ticked; only
   * yes or no comes out of the page.
   */
  holds(thing: PageThing, values: readonly string[]): Promise<boolean>;
  /** Outlines the thing for the person who looks on; null: nothing any more. */
  light(thing: PageThing | null): Promise<void>;
  /**
   * Presses it, puts in the first of the values that it takes, or ticks the rows and no other; false when it is not there
   * exactly once or did not take it.
   */
  perform(thing: PageThing, values: readonly string[]): Promise<boolean>;
  read(thing: PageThing): Promise<string>;
  /** The rows under a table's heads; none when it is not there exactly once. */
  readTable(thing: PageThing): Promise<readonly TableRow[]>;
  /** What the page tells by itself (alerts, status), as far as it can be seen. */
  says(): Promise<string>;
  /** The session of the page as its cookie has it; null when there is none. */
  session(): Promise<string | null>;
}

/** The page recipes of this computer: those that come with the app, and the installer's own in their place. */
export interface RecipesPort {
  all(): readonly PageRecipe[];
}

export interface Ports {
  clock: Clock;
  pbx: PbxPort;
  ssh: SshPort;
  /** Where a program of this computer keeps SSH keys; null: there is none. */
  sshAgent(): string | null;
  secrets: SecretsPort;
  report: ReportPort;
  journals: JournalsPort;
  files: FilesPort;
  /** The page of that job, to be worked by recipes. */
  page(job: JobId): PagePort;
  recipes: RecipesPort;
  move: MovePorts;
  /** An unbiased random integer below n (from node:crypto). */
  pick(below: number): number;
}
