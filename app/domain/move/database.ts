import { findVersion } from '../version';

/** What the database of a PBX is kept in. `other`: any that the guide does not name (PostgreSQL, MSSQL and the like). */
export const engines = ['sqlite3', 'mysql', 'other'] as const;
export type Engine = (typeof engines)[number];

export function isEngine(text: string | undefined): text is Engine {
  return engines.some((one) => one === text);
}

/**
 * Whether the vendor's script moves a database of this engine from this version (vendor's guide, 2020: sure): WMS 4.0x MySQL or
 * SQLite3, WMS 3.xx SQLite3 only. An engine that it does not name is moved from no version. Of any other version the guide
 * says nothing, so neither do we: `not-said`.
 */
export function mayMove(version: string, engine: Engine): 'yes' | 'no' | 'not-said' {
  if (engine === 'other') return 'no';
  const [major, minor] = findVersion(version)?.parts ?? [];
  if (major === 3) return engine === 'sqlite3' ? 'yes' : 'no';
  // "4.0x": 4.00 to 4.09.
  if (major === 4 && minor !== undefined && minor <= 9) return 'yes';
  return 'not-said';
}

/** Bytes in a gigabyte as disks and vendors count it. */
export const gigabyte = 1_000_000_000;

/** From here on the size is a question. */
export const bigFromGb = 6;

/**
 * A database is limited by the root partition of the cloud PBX, "about 6 to 7 GB" (vendor's guide, 2020: sure). A newer page of
 * the vendor (company data storage, 2025) says that the disk of a cloud PBX grows by need. The two do not agree, so from 6 GB
 * on it is a question for the vendor, and never a refusal of ours.
 */
export function isBig(bytes: number): boolean {
  return bytes >= bigFromGb * gigabyte;
}

/**
 * Whether a dump or a backup of the database may not fit beside it. The vendor says nothing of how much room the script needs on
 * the old PBX: that it may write out as much as the database has is our own reckoning, and no more than a warning.
 * @param free bytes in the root partition; null, like the size: not known, so nothing is said
 */
export function isTight(free: number | null, bytes: number | null): boolean {
  return free !== null && bytes !== null && free < bytes;
}

/**
 * A size as a person types it: `1.2`, `1,2 GB`, `800 MB`; without a unit gigabytes are meant. In bytes; null when it is none.
 */
export function parseSize(typed: string): number | null {
  const match = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(kb|mb|gb|tb)?$/i.exec(typed.trim());
  if (!match) return null;
  const number = Number(match[1]?.replace(',', '.'));
  return Math.round(number * (factors[(match[2] ?? 'gb').toLowerCase()] ?? gigabyte));
}

const factors: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: gigabyte, tb: 1e12 };

/** `6.8 GB`, `340 MB`: to be read, not to be computed with. */
export function sizeText(bytes: number): string {
  if (bytes >= gigabyte) return `${String(Math.round(bytes / 1e8) / 10)} GB`;
  return `${String(Math.round(bytes / 1e6))} MB`;
}
