import { readFile } from 'node:fs/promises';
import ssh2 from 'ssh2';
import { Failure } from '../domain/failure';

export interface Key {
  key: string;
  passphrase: string | null;
}

/** Reads a key file before anything is connected, so that a wrong passphrase is told as one and nobody else hears of it. */
export async function readKeyFile(path: string, passphrase: string | null): Promise<Key> {
  const key = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Failure('ssh-key-file', { path, why: error.code ?? 'unreadable' });
  });
  const parsed = ssh2.utils.parseKey(key, passphrase ?? undefined);
  const [found] = Array.isArray(parsed) ? parsed : [parsed];
  if (found instanceof Error) throw new Failure('ssh-key-file', { path, why: found.message });
  if (!found?.isPrivateKey()) throw new Failure('ssh-key-file', { path, why: 'not a private key' });
  return { key, passphrase };
}
