import type { Address } from '../domain/address';
import type { JobId, JobState, Notice, Said, SecretInfo, SecretName } from '../domain/job';
import type { FoundPbx } from '../domain/found';
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
import type { PreflightSeen, Tried } from '../domain/preflight';

/**
 * How procedures reach the world. The adapters (wms, keychain, journal, report) implement these; shell plugs them in.
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
  | { way: 'session'; login: string; password: string };

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
  /** Changes one field of one user; the caller reads back. */
  setLicenceType(user: PbxUser, type: string, signal: AbortSignal): Promise<void>;
  setPassword(userId: string, password: string, signal: AbortSignal): Promise<void>;
  /** `route-missing` on a WMS that is too old for it. */
  licences(signal: AbortSignal): Promise<LicenceAnswer>;
  /** Has the PBX look for a newer version (POST, then GET until it answers; `timeout` after two minutes). */
  upgradeOffer(signal: AbortSignal): Promise<UpgradeOffer>;
  startUpgrade(version: string | null, signal: AbortSignal): Promise<void>;
  upgradeStatus(signal: AbortSignal): Promise<UpgradeStatus>;
  /** May fail with `reset` although it worked: a PBX that goes down at once cuts its own answer off. */
  reboot(signal: AbortSignal): Promise<void>;
  /** Asks for a backup; `route-missing` where the PBX cannot be asked. */
  backup(signal: AbortSignal): Promise<void>;
  /** Makes a Simple Token for admin (WMS 5 and later) and gives its secret and id. */
  makeToken(name: string, expires: Date, signal: AbortSignal): Promise<{ id: string; secret: string }>;
  deleteToken(id: string, signal: AbortSignal): Promise<void>;
  /** The PBX's own reference and the file it names; empty where it has none. */
  apiDoc(signal: AbortSignal): Promise<{ name: string; text: string }[]>;
}

/** Secrets of a job, kept in the system's keychain, or in memory when there is none. */
export interface SecretsPort {
  put(job: JobId, name: SecretName, value: string): Promise<SecretInfo['kept']>;
  get(job: JobId, name: SecretName): Promise<string | null>;
  forget(job: JobId, name: SecretName): Promise<void>;
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
  /** Every job on this computer, read without holding it. */
  list(): Promise<{ id: JobId; events: readonly TimedEvent[]; readOnly: Said | null }[]>;
}

/** Writes the commissioning report and gives the full paths of what it wrote, having read each back. */
export interface ReportPort {
  write(job: JobState): Promise<string[]>;
}

export interface Ports {
  clock: Clock;
  pbx: PbxPort;
  secrets: SecretsPort;
  report: ReportPort;
  journals: JournalsPort;
  /** An unbiased random integer below n (from node:crypto). */
  pick(below: number): number;
}
