import { checksum } from '../checksum';
import { findLicenceType, licenceLabel } from '../licensing/types';
import { differenceAt, differencesOf, usersOf, type Difference } from '../move/compare';
import { tallyTypes, type UserLine } from '../move/users';
import type { LicenceCount } from '../pbx';
import type { Capture, TakenOver, TakenOverKind } from './facts';

/** What the new PBX must have taken over. `userCount` stands in where the users themselves are not known. */
export const takenOverKinds = ['name', 'licences', 'users', 'types', 'devices'] as const;

/** What the new PBX tells now. Null: it does not tell. */
export interface Now {
  name: string | null;
  licences: LicenceCount[] | null;
  users: UserLine[];
  devices: ReadonlyMap<string, readonly string[]> | null;
}

/** One line a difference; none: it is as it was. Null: one side is not known. */
type Lines = string[] | null;

/** As many as a warning shows. */
const mostShown = 5;

/** The comparison as facts, and all lines as the text of a file; empty where nothing differs. */
export function compareWith(capture: Capture, now: Now, at: string): { result: TakenOver; text: string } {
  const all = takenOverKinds.map((kind) => ({ kind, lines: compare[kind](capture, now) }));
  const differing = all.flatMap(({ kind, lines }) => (lines && lines.length > 0 ? [{ kind, lines }] : []));
  const result: TakenOver = {
    at,
    differs: differing.map(({ kind, lines }) => ({
      kind,
      count: lines.length,
      first: lines.slice(0, mostShown).join('; '),
      list: checksum(lines.join('\n')),
    })),
    same: all.filter(({ lines }) => lines?.length === 0).map(({ kind }) => kind),
    notCompared: all.filter(({ lines }) => lines === null).map(({ kind }) => kind),
  };
  const text = differing.map(({ kind, lines }) => `${kind}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  return { result, text: text.join('\n') };
}

const compare: Record<TakenOverKind, (capture: Capture, now: Now) => Lines> = {
  name: ({ name }, now) => {
    if (!name || now.name === null) return null;
    const same = name.value.toLowerCase() === now.name.toLowerCase();
    return same ? [] : [`${name.value} before, ${now.name === '' ? '(no name)' : now.name} now`];
  },
  licences: ({ licences }, now) => numbers(boughtOf(licences?.value), boughtOf(now.licences)),
  users: ({ users, userCount }, now) => {
    if (users) return userLines(users.value, now.users, ({ what }) => what !== 'type');
    if (!userCount) return null;
    const [before, after] = [userCount.value, now.users.length];
    return before === after ? [] : [`${before} users before, ${after} now`];
  },
  types: ({ users, types }, now) => {
    if (users) return userLines(users.value, now.users, ({ what }) => what === 'type');
    return types ? numbers(tally(types.value), tally(tallyTypes(now.users))) : null;
  },
  devices: ({ devices }, now) => {
    if (!devices || !now.devices) return null;
    const there = now.devices;
    return devices.value.flatMap(([extension, names]) =>
      there.has(extension) ? [] : [`${extension}: ${names.join(', ')} is not registered`],
    );
  },
};

function userLines(before: UserLine[], now: UserLine[], wanted: (one: Difference) => boolean): string[] {
  return differencesOf(usersOf(before), usersOf(now))
    .filter(wanted)
    .map((one) => differenceAt('the new PBX', one));
}

const wireOf = (type: string): string => findLicenceType(type)?.wire ?? type;

function tally(types: readonly { type: string; users: number }[]): Map<string, number> {
  return new Map(types.map(({ type, users }) => [wireOf(type), users]));
}

/** Bought numbers by type; null where none is told. */
function boughtOf(counts: readonly LicenceCount[] | null | undefined): Map<string, number> | null {
  const told = (counts ?? []).flatMap(({ type, bought }) =>
    bought === null ? [] : [[wireOf(type), bought] as const],
  );
  return told.length === 0 ? null : new Map(told);
}

/** A type that one side does not name is zero there: both name whatever is bought. */
function numbers(before: Map<string, number> | null, now: Map<string, number> | null): Lines {
  if (!before || !now) return null;
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((type) => {
    const [was, is] = [before.get(type) ?? 0, now.get(type) ?? 0];
    return was === is ? [] : [`${licenceLabel(type)}: ${String(was)} before, ${String(is)} now`];
  });
}
