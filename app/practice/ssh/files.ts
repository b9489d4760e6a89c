import { SCRIPT } from '../move/script-words';
import type { Shell } from './shell';

/** A file or a folder as a look at it tells. */
export interface Seen {
  bytes: number;
  isFolder: boolean;
  /** Left out: nothing a person could read. */
  text?: string;
  mode: string;
  owner: string;
}

const FOLDERS = [
  '/',
  '/tmp',
  '/root',
  '/etc',
  '/var',
  '/var/lib',
  '/var/lib/practice',
  '/var/lib/mysql',
  '/home',
];

/** The file of this path; `undefined`: there is none. */
export function fileAt({ world }: Shell, path: string): Seen | undefined {
  const { database } = world.preset.machine;
  if (path === database.path)
    return { bytes: database.bytes, isFolder: database.engine === 'mysql', mode: 'rw-r-----', owner: 'wms' };
  const text = world.live.files.get(path) ?? known(world.store.state.hostname, path);
  if (text !== undefined) {
    const mode = path === SCRIPT ? 'rwx------' : 'rw-r--r--';
    return { bytes: Buffer.byteLength(text), isFolder: false, text, mode, owner: 'root' };
  }
  const folder = FOLDERS.includes(path) || path === SCRIPT.slice(0, SCRIPT.lastIndexOf('/'));
  return folder ? { bytes: 4096, isFolder: true, mode: 'rwxr-xr-x', owner: 'root' } : undefined;
}

/** Whether this user may look there: root's folder is root's. */
export function mayLook({ user }: Shell, path: string): boolean {
  return user === 'root' || !path.startsWith('/root/');
}

/** Debian's own words are Debian's; that a PBX is made of Debian is known from the field, which release is our own choice. */
function known(hostname: string, path: string): string | undefined {
  if (path === '/etc/hostname') return `${hostname}\n`;
  if (path === '/etc/debian_version') return '9.13\n';
  if (path === '/etc/os-release')
    return 'PRETTY_NAME="Debian GNU/Linux 9 (stretch)"\nNAME="Debian GNU/Linux"\nVERSION_ID="9"\nID=debian\n';
  if (path === SCRIPT)
    return '#!/bin/sh\n# Practice only: the vendor publishes neither its script nor its name.\n';
  return undefined;
}
