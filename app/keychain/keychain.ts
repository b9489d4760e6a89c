import { randomBytes } from 'node:crypto';
import type * as keytarModule from 'keytar';

/** What is used of keytar. All three reach the system: Keychain, Credential Manager or a Secret Service. */
export type Keytar = Pick<typeof keytarModule, 'getPassword' | 'setPassword' | 'deletePassword'>;

/** Keytar holds native code, so it is loaded when the first secret is asked for and not at the start. */
export async function loadKeytar(): Promise<Keytar> {
  // It is CommonJS: Node puts its exports under `default`, a bundler may not.
  const loaded: Keytar & { default?: Keytar } = await import('keytar');
  return loaded.default ?? loaded;
}

/** Waits at most so long, then rejects; the work itself cannot be stopped and its end is ignored. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the keychain did not answer within ${String(ms / 1000)} s`));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Puts an entry in, reads it back and takes it out again: only this tells whether a keychain is there, unlocked and
 * ours to use. An entry that got in is taken out even when nobody waits for the answer any more.
 */
export async function probe(keytar: Keytar, service: string): Promise<void> {
  const account = `probe/${randomBytes(8).toString('hex')}`;
  const value = randomBytes(16).toString('hex');
  await keytar.setPassword(service, account, value);
  const read = await keytar.getPassword(service, account);
  await keytar.deletePassword(service, account);
  if (read !== value) throw new Error('the keychain gave back something else than it was given');
}
