import { readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';
import { Failure } from '../domain/failure';

type Parsed = ParsedKey | Error;

export interface Key {
  key: string;
  passphrase: string | null;
}

/** Reads a key file before anything is connected, so that a wrong passphrase is told as one and nobody else hears of it. */
export async function readKeyFile(path: string, passphrase: string | null): Promise<Key> {
  const key = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Failure('ssh-key-file', { path, why: (error as NodeJS.ErrnoException).code ?? 'unreadable' });
  });
  // The types name one key; some formats hold several.
  const found = [ssh2.utils.parseKey(key, passphrase ?? undefined) as Parsed | Parsed[]].flat()[0];
  if (found instanceof Error) throw new Failure('ssh-key-file', { path, why: found.message });
  if (!found?.isPrivateKey()) throw new Failure('ssh-key-file', { path, why: 'not a private key' });
  return { key, passphrase };
}
