import { Failure } from '../../domain/failure';
import type { Identity } from '../../domain/pbx';
import { findVersion } from '../../domain/version';
import { shapeOf } from '../answer/shape';
import { asMap, asText, lastKey, leavesOf, squeeze, type Json, type Leaf } from '../answer/values';
import type { Api } from '../api';
import { routes } from '../routes';

/** Who this PBX is. Serial and admin are null where the PBX does not tell them, e.g. to a company's key. */
export async function identity(api: Api, signal: AbortSignal): Promise<Identity> {
  const version = await readVersion(api, signal);
  const admin = await whoAmI(api, signal);
  return { version, serial: serialIn(asText(admin['pbxDn'])), adminId: asText(admin['id']) || null };
}

export async function readVersion(api: Api, signal: AbortSignal): Promise<string> {
  const answer = await api.get(routes.version, signal);
  const version = versionIn(answer);
  if (version === null)
    throw new Failure('unknown-answer', { route: `GET ${routes.version}` }, shapeOf(answer));
  return version;
}

async function whoAmI(api: Api, signal: AbortSignal): Promise<Json> {
  try {
    return asMap(await api.get(routes.personalInfo, signal)) ?? {};
  } catch (error) {
    const code = error instanceof Failure ? error.error.code : null;
    if (code === 'route-missing' || code === 'pbx-error') return {};
    throw error;
  }
}

/** The serial inside `pbxid=<12 hex digits>,dc=wildix`. */
function serialIn(dn: string): string | null {
  const [, serial = ''] = /(?:^|,)\s*pbxid=([^,\s]+)/i.exec(dn) ?? [];
  return serial === '' ? null : serial;
}

/** Keys of other versions than the one that runs. */
const otherVersion = /prev|old|new|avail|latest|next|min|max|api|protocol/;
/** Keys of a version's four numbers, for a PBX that tells them apart, each with others it goes by. */
const partKeys = [['version', 'release', 'major'], ['minor'], ['build'], ['patch', 'revision']] as const;

/**
 * The version wherever it stands in an answer: the answer itself, under a key, deeper down, with something before or
 * after it, or in parts. Null when there is none. The answer's shape is not published.
 */
export function versionIn(answer: unknown): string | null {
  const leaves = leavesOf(answer).filter((leaf) => typeof leaf.value === 'string');
  const ranked = leaves
    .map((leaf, place) => ({ text: String(leaf.value), rank: rank(leaf), place }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place);
  for (const { text } of ranked) {
    const found = findVersion(text);
    if (found) return found.text;
  }
  return versionFromParts(answer, 0);
}

function rank(leaf: Leaf): number {
  const key = lastKey(leaf);
  if (otherVersion.test(key)) return 3;
  if (key === 'version' || key === 'ver') return 0;
  return key.includes('version') ? 1 : 2;
}

function versionFromParts(value: unknown, depth: number): string | null {
  const map = asMap(value);
  if (!map || depth > 4) return null;
  const byKey = new Map(Object.entries(map).map(([key, one]) => [squeeze(key), one]));
  const parts = partKeys.flatMap((names) => {
    const name = names.find((one) => asText(byKey.get(one)) !== '');
    return name === undefined ? [] : [part(name, byKey.get(name))];
  });
  const found = findVersion(parts.join('.'));
  if (found) return found.text;
  for (const inner of Object.values(map)) {
    const deeper = versionFromParts(inner, depth + 1);
    if (deeper !== null) return deeper;
  }
  return null;
}

/** The minor number is written with two digits. */
function part(name: string, value: unknown): string {
  const text = asText(value);
  return name === 'minor' && /^\d$/.test(text) ? `0${text}` : text;
}
