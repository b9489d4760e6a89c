import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { ask } from './run.mjs';
import { askAs } from './user.mjs';

/**
 * The folder itself when `user` can read it, else a copy where they can (a checkout below /root, a private temporary
 * folder). `version` names the content: a copy of the same version is used again, older ones are removed.
 */
export async function readableBy(user, folder, version) {
  if (!user || (await canRead(user, folder))) return folder;
  const family = `${basename(folder)}-${shortHash(folder)}`;
  const copies = join(cacheFolder(), 'copies');
  const copy = join(copies, `${family}-${shortHash(version)}`);
  mkdirSync(copies, { recursive: true });
  chmodSync(copies, 0o755);
  if (!existsSync(copy)) {
    await makeCopy(folder, copy);
    await removeOthers(copies, family, copy);
  }
  return copy;
}

/** Asked of the system as that user, since every folder on the way counts too. */
async function canRead(user, folder) {
  const script = 'cd "$1" && test -z "$(find . ! -readable -print -quit 2>&1)"';
  return (await askAs(user, 'sh', ['-c', script, 'sh', folder])).code === 0;
}

async function makeCopy(folder, copy) {
  const draft = `${copy}.${randomUUID()}`;
  await cp(folder, draft, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await openUp(draft);
  await rename(draft, copy).catch((error) => {
    // Another process made the same copy meanwhile.
    if (!existsSync(copy)) throw error;
  });
  await rm(draft, { recursive: true, force: true });
}

/** Makes a folder readable for every user, also where root's umask is a private one. */
export async function openUp(folder) {
  await ask('chmod', ['-R', 'a+rX', folder]);
}

async function removeOthers(copies, family, keep) {
  const others = (await readdir(copies)).filter((name) => name.startsWith(`${family}-`));
  const gone = others.map((name) => join(copies, name)).filter((path) => path !== keep);
  await Promise.all(gone.map((path) => rm(path, { recursive: true, force: true })));
}

function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
