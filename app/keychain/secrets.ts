import { Failure } from '../domain/failure';
import type { JobId, SecretName } from '../domain/job';
import type { SecretsPort } from '../procedure/ports';
import { loadKeytar, probe, within, type Keytar } from './keychain';
import type { Redactor } from './redactor';

/** Name under which a person finds the entries in the system's own keychain program. */
export const serviceName = 'PBX Activation Wizard';

export interface SecretsOptions {
  service?: string;
  redactor: Redactor;
  /** Loads keytar; called once, when it is first needed. */
  load?: () => Promise<Keytar>;
  /** Milliseconds for the probe. A Secret Service that is half there does not refuse, it hangs. */
  probeMs?: number;
  /** Milliseconds after which a keychain that could not be opened is tried again, when it is needed. */
  againMs?: number;
  /** Milliseconds for one entry. Long, as the system may ask the person to unlock the keychain. */
  entryMs?: number;
}

/** Where secrets go, and why not to the keychain when they do not. */
export interface KeptIn {
  kind: 'keychain' | 'memory';
  why: string | null;
}

export interface Secrets extends SecretsPort {
  /** Asks the keychain the first time; afterwards it tells of what happened last. */
  kind(): Promise<KeptIn>;
}

/**
 * The secrets of jobs in the system's keychain, or in memory when there is none. Every value that passes here, in or
 * out, is registered with the redactor first.
 *
 * A keychain that refuses in mid-job fails once with `keychain-refused`, so that it is seen; the value stays in memory.
 * Asked again, the keychain is tried again, and if it still refuses the value is kept in memory and so is said. One that could
 * not be opened may have been unlocked since, so it is tried again when something is put or missed, though not each time: the
 * system may ask the person whenever it is.
 */
export function createSecrets(options: SecretsOptions): Secrets {
  return new KeptSecrets(options);
}

class KeptSecrets implements Secrets {
  readonly #service: string;
  readonly #redactor: Redactor;
  readonly #load: () => Promise<Keytar>;
  readonly #probeMs: number;
  readonly #againMs: number;
  readonly #entryMs: number;
  readonly #memory = new Map<string, string>();
  #keychain: Promise<Keytar | { why: string }> | null = null;
  /** When it could not be opened the last time, by `performance.now()`. */
  #closedAt = 0;
  /** Why the keychain refused the last value; null when it took it. */
  #refused: string | null = null;

  constructor(options: SecretsOptions) {
    this.#service = options.service ?? serviceName;
    this.#redactor = options.redactor;
    this.#load = options.load ?? loadKeytar;
    this.#probeMs = options.probeMs ?? 8_000;
    this.#againMs = options.againMs ?? 60_000;
    this.#entryMs = options.entryMs ?? 60_000;
  }

  async kind(): Promise<KeptIn> {
    const keychain = await this.#open();
    const why = 'why' in keychain ? keychain.why : this.#refused;
    return { kind: why === null ? 'keychain' : 'memory', why };
  }

  async put(job: JobId, name: SecretName, value: string): Promise<'keychain' | 'memory'> {
    if (value === '') throw new Failure('secret-missing', { name });
    this.#redactor.register(value);
    const account = accountOf(job, name);
    this.#memory.set(account, value);
    const keychain = await this.#openAgain(this.#againMs);
    if ('why' in keychain) return 'memory';
    try {
      await within(this.#entryMs, this.#store(keychain, account, value));
    } catch (error) {
      return this.#keptInMemory(error);
    }
    this.#refused = null;
    // Put again with another value meanwhile: that one's own put decides.
    if (this.#memory.get(account) === value) this.#memory.delete(account);
    return 'keychain';
  }

  async get(job: JobId, name: SecretName): Promise<string | null> {
    const account = accountOf(job, name);
    await this.#open();
    const inMemory = this.#memory.get(account);
    if (inMemory !== undefined) return inMemory;
    const keychain = await this.#openAgain(this.#againMs);
    if ('why' in keychain) return this.#memory.get(account) ?? null;
    const value = await this.#ask(keychain.getPassword(this.#service, account));
    if (value !== null) this.#redactor.register(value);
    return value;
  }

  async forget(job: JobId, name: SecretName, keptIn?: 'keychain' | 'memory'): Promise<void> {
    const account = accountOf(job, name);
    this.#memory.delete(account);
    // What was put there while it was open must not stay there unseen.
    const keychain = await (keptIn === 'keychain' ? this.#openAgain(0) : this.#open());
    if ('why' in keychain) {
      if (keptIn === 'keychain')
        throw new Failure('keychain-refused', undefined, this.#redactor.redact(keychain.why));
      return;
    }
    await this.#ask(keychain.deletePassword(this.#service, account));
    if ((await this.#ask(keychain.getPassword(this.#service, account))) !== null)
      throw new Failure('keychain-refused', undefined, 'the entry is still there after it was deleted');
  }

  #open(): Promise<Keytar | { why: string }> {
    this.#keychain ??= this.#probed();
    return this.#keychain;
  }

  /** As {@link #open}, but one that could not be opened for so long is tried again, once for all who ask meanwhile. */
  async #openAgain(afterMs: number): Promise<Keytar | { why: string }> {
    const last = this.#open();
    const isClosed = 'why' in (await last);
    if (isClosed && this.#keychain === last && performance.now() - this.#closedAt >= afterMs)
      this.#keychain = this.#probed();
    return this.#open();
  }

  async #probed(): Promise<Keytar | { why: string }> {
    try {
      const keytar = await this.#load();
      await within(this.#probeMs, probe(keytar, this.#service));
      return keytar;
    } catch (error) {
      this.#closedAt = performance.now();
      return { why: messageOf(error) };
    }
  }

  /** A value counts as kept only when it was read back. */
  async #store(keychain: Keytar, account: string, value: string): Promise<void> {
    await keychain.setPassword(this.#service, account, value);
    if ((await keychain.getPassword(this.#service, account)) !== value)
      throw new Error('the keychain gave back something else than it was given');
  }

  #keptInMemory(error: unknown): 'memory' {
    const seenBefore = this.#refused !== null;
    this.#refused = this.#redactor.redact(messageOf(error));
    if (!seenBefore) throw new Failure('keychain-refused', undefined, this.#refused);
    return 'memory';
  }

  async #ask<T>(work: Promise<T>): Promise<T> {
    try {
      return await within(this.#entryMs, work);
    } catch (error) {
      throw new Failure('keychain-refused', undefined, this.#redactor.redact(messageOf(error)));
    }
  }
}

function accountOf(job: JobId, name: SecretName): string {
  return `${job}/${name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
