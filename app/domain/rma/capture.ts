import { licenceLabel } from '../licensing/types';
import type { LicenceCount } from '../pbx';
import { sameSerial } from '../pasted';
import type { Capture, Origin } from './facts';

/** Where a value of the old PBX comes from, best last. */
export const origins = ['typed', 'report-file', 'earlier-job', 'read'] as const;

export const captureFields = [
  'name',
  'version',
  'serial',
  'swSerial',
  'licences',
  'userCount',
  'types',
  'users',
  'devices',
] as const satisfies readonly (keyof Capture)[];
export type CaptureField = (typeof captureFields)[number];

/** Values by name, before it is said where they come from. Null or absent: that source does not tell. */
export type CaptureValues = { [F in CaptureField]?: NonNullable<Capture[F]>['value'] | null };

export interface From {
  origin: Origin;
  at: string;
  source: string;
}

export function withOrigin(values: CaptureValues, from: From): Capture {
  const told = captureFields.flatMap((field) => {
    const value = values[field];
    return value === undefined || value === null ? [] : [[field, { value, ...from }] as const];
  });
  return Object.fromEntries(told);
}

/** Adds what another source tells. A value gives way only to one of an origin as good or better. */
export function merge(had: Capture, more: Capture): Capture {
  const better = captureFields.filter((field) => {
    const [was, now] = [had[field], more[field]];
    return now !== undefined && (was === undefined || rank(now.origin) >= rank(was.origin));
  });
  return { ...had, ...Object.fromEntries(better.map((field) => [field, more[field]])) };
}

const rank = (origin: Origin): number => origins.indexOf(origin);

/** Without what came by hand, so that a field that was emptied is not known any more. */
export function withoutOrigin(capture: Capture, origin: Origin): Capture {
  const others = captureFields.filter((field) => capture[field] && capture[field].origin !== origin);
  return Object.fromEntries(others.map((field) => [field, capture[field]]));
}

/** Whether any value comes from such a source. */
export function toldBy(capture: Capture, is: (from: From) => boolean): boolean {
  return captureFields.some((field) => capture[field] !== undefined && is(capture[field]));
}

export function missingIn(capture: Capture): CaptureField[] {
  return captureFields.filter((field) => capture[field] === undefined);
}

/** Two sources that name another serial are about two PBXs. Null: they do not contradict each other. */
export function otherSerial(had: Capture, more: Capture): { known: string; found: string } | null {
  for (const field of ['swSerial', 'serial'] as const) {
    const [was, now] = [had[field], more[field]];
    if (was && now && was.origin !== now.origin && !sameSerial(was.value, now.value))
      return { known: was.value, found: now.value };
  }
  return null;
}

/** A value as a line, in English, like all that goes into files. */
export function captureText(capture: Capture, field: CaptureField): string {
  switch (field) {
    case 'licences':
      return listOf((capture.licences?.value ?? []).map(licenceText));
    case 'types':
      return listOf((capture.types?.value ?? []).map(({ type, users }) => `${licenceLabel(type)} ${users}`));
    case 'users':
      return String(capture.users?.value.length ?? 0);
    case 'devices':
      return String(capture.devices?.value.length ?? 0);
    default:
      return String(capture[field]?.value ?? '');
  }
}

function licenceText({ type, bought, used }: LicenceCount): string {
  return `${licenceLabel(type)} ${bought ?? used ?? '–'}`;
}

function listOf(parts: readonly string[]): string {
  return parts.length === 0 ? '–' : parts.join(', ');
}
