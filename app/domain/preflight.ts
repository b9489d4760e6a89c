import { z } from 'zod';
import { formatAddress, type Address } from './address';
import { Params, WizardError } from './error';
import type { Said } from './job';
import type { AddressLook, Certificate } from './pbx';

/** What is looked at before the work begins, in the order in which one needs the other. */
export const PreflightCheck = z.enum([
  'address',
  'name',
  'tcp',
  'tls',
  'certificate',
  'wms',
  'clock',
  'version',
  'space',
  'sign-in',
  'vendor',
]);
export type PreflightCheck = z.infer<typeof PreflightCheck>;

export const Grade = z.enum(['pass', 'warn', 'fail', 'not-run']);
export type Grade = z.infer<typeof Grade>;

/**
 * One line of the list. Why and what to do are texts by `check` and `reason`; a line that failed for an error of the
 * network has `reason` `error` and the texts of that error.
 */
export const PreflightLine = z.object({
  check: PreflightCheck,
  grade: Grade,
  reason: z.string(),
  params: Params.optional(),
  error: WizardError.optional(),
});
export type PreflightLine = z.infer<typeof PreflightLine>;

/** One run of the list. `at` is ISO 8601 in UTC; `address` as typed where it is none. */
export const Preflight = z.object({ at: z.string(), address: z.string(), lines: z.array(PreflightLine) });
export type Preflight = z.infer<typeof Preflight>;

/** What came of one attempt. */
export type Tried<T> = { ok: true; value: T } | { ok: false; error: WizardError };

/** What was seen at an address without a credential; null: not tried, since what comes before it failed. */
export interface PreflightSeen {
  /** IP addresses of the name; null also where an IP address was given. */
  name: Tried<string[]> | null;
  /** Milliseconds until the connection stood. */
  tcp: Tried<number> | null;
  certificate: Tried<Certificate> | null;
  look: Tried<AddressLook> | null;
  anonymous: Tried<AnonymousSeen> | null;
}

/** What a PBX tells to somebody who did not sign in. */
export interface AnonymousSeen {
  version: string | null;
  /** Whether a protected route asks for Basic (`WWW-Authenticate`, RFC 9110 section 11.6.1); null: it was not protected. */
  asksForBasic: boolean | null;
}

/** Certificates and sign-in codes need a right clock; a minute is what a person would call right. */
export const tolerableSkewMs = 60_000;
/** Our own choice: a certificate that ends within this many days will trouble somebody before the next visit. */
export const soonDays = 30;
const dayMs = 86_400_000;

export const nothingSeen: PreflightSeen = {
  name: null,
  tcp: null,
  certificate: null,
  look: null,
  anonymous: null,
};

/** Grades what was seen. `address` null: what was typed is none. Pure; `now` is this computer's clock. */
export function gradePreflight(
  typed: string,
  address: Address | null,
  seen: PreflightSeen,
  now: Date,
): PreflightLine[] {
  return [
    address
      ? line('address', 'pass', 'is-one', { address: formatAddress(address) })
      : line('address', 'fail', typed.trim() === '' ? 'none' : 'is-none', { address: typed }),
    gradeName(address, seen.name),
    gradeTcp(address, seen.tcp),
    triedLine('tls', seen.certificate, () => line('tls', 'pass', 'speaks')),
    triedLine('certificate', onlyWhenOk(seen.certificate), (shown) => gradeCertificate(shown, now)),
    triedLine('wms', seen.look, gradeSigns),
    triedLine('clock', onlyWhenOk(seen.look), gradeClock),
    triedLine('version', onlyWhenOk(seen.anonymous), ({ version }) =>
      version === null
        ? line('version', 'not-run', 'not-told')
        : line('version', 'pass', 'told', { version }),
    ),
    // No public route tells the free space to somebody who did not sign in.
    line('space', 'not-run', 'not-told'),
    triedLine('sign-in', onlyWhenOk(seen.anonymous), gradeSignIn),
  ];
}

function line(check: PreflightCheck, grade: Grade, reason: string, params?: Params): PreflightLine {
  return { check, grade, reason, ...(params ? { params } : {}) };
}

/** Not run where nothing was tried, failed with the error, else what the value says. */
function triedLine<T>(
  check: PreflightCheck,
  tried: Tried<T> | null,
  grade: (value: T) => PreflightLine,
): PreflightLine {
  if (!tried) return line(check, 'not-run', 'not-reached');
  return tried.ok ? grade(tried.value) : { ...line(check, 'fail', 'error'), error: tried.error };
}

/** For a second line about the same attempt: its failure is told by the first. */
function onlyWhenOk<T>(tried: Tried<T> | null): Tried<T> | null {
  return tried?.ok ? tried : null;
}

function gradeName(address: Address | null, name: PreflightSeen['name']): PreflightLine {
  if (address && !name) return line('name', 'not-run', 'is-ip');
  return triedLine('name', name, (found) =>
    line('name', 'pass', 'resolves', { addresses: found.join(', ') }),
  );
}

function gradeTcp(address: Address | null, tcp: PreflightSeen['tcp']): PreflightLine {
  return triedLine('tcp', tcp, (ms) => line('tcp', 'pass', 'connects', { port: address?.port ?? 443, ms }));
}

function gradeCertificate(shown: Certificate, now: Date): PreflightLine {
  const days = daysLeft(shown, now);
  const until = { days, until: shown.validTo };
  if (days < 0) return line('certificate', 'fail', 'expired', until);
  if (Date.parse(shown.validFrom) > now.getTime())
    return line('certificate', 'fail', 'not-yet', { from: shown.validFrom });
  if (days <= soonDays) return line('certificate', 'warn', 'expires-soon', until);
  if (shown.trusted) return line('certificate', 'pass', 'trusted', until);
  return line('certificate', 'warn', shown.selfSigned ? 'self-signed' : 'not-trusted', until);
}

/** Whole days until the certificate ends; below zero when it has. */
export function daysLeft({ validTo }: Pick<Certificate, 'validTo'>, now: Date): number {
  return Math.floor((Date.parse(validTo) - now.getTime()) / dayMs);
}

function gradeSigns({ signs }: AddressLook): PreflightLine {
  if (signs.length === 0) return line('wms', 'fail', 'not-one');
  return line('wms', 'pass', 'is-one', { signs: signs.join(', ') });
}

function gradeClock({ clockSkewMs }: AddressLook): PreflightLine {
  if (clockSkewMs === null) return line('clock', 'not-run', 'not-told');
  const seconds = Math.round(clockSkewMs / 1000);
  return Math.abs(clockSkewMs) <= tolerableSkewMs
    ? line('clock', 'pass', 'agrees', { seconds })
    : line('clock', 'warn', 'differs', { seconds });
}

/** The vendor turned Basic off for root admins with the second factor, so no challenge most likely means that. */
function gradeSignIn({ asksForBasic }: AnonymousSeen): PreflightLine {
  if (asksForBasic === null) return line('sign-in', 'not-run', 'not-seen');
  return asksForBasic ? line('sign-in', 'pass', 'basic') : line('sign-in', 'warn', 'no-basic');
}

/** How one of the vendor's hosts was reached. `ms` until the connection stood. */
export interface VendorSeen {
  host: string;
  reached: Tried<number>;
}

/** A host that is not reached holds up the activation, not this job's first steps: a warning. */
export function gradeVendor(seen: readonly VendorSeen[]): PreflightLine[] {
  return seen.map(({ host, reached }) =>
    reached.ok
      ? line('vendor', 'pass', 'reached', { host, ms: reached.value })
      : { ...line('vendor', 'warn', 'error', { host }), error: reached.error },
  );
}

/** How many lines have which grade. */
export function countGrades(lines: readonly PreflightLine[]): {
  passed: number;
  warned: number;
  failed: number;
} {
  const count = (grade: Grade): number => lines.filter((one) => one.grade === grade).length;
  return { passed: count('pass'), warned: count('warn'), failed: count('fail') };
}

/**
 * The warning under which a line can be accepted with a reason (`steps.accept`); null where nothing is to be accepted or
 * it is asked elsewhere: an unknown certificate is compared and accepted when signing in.
 */
export function warningOf({ check, grade, reason, params }: PreflightLine): Said | null {
  if (grade !== 'warn') return null;
  if (check === 'clock') return { code: 'warn.clock-skew', ...(params ? { params } : {}) };
  if (check === 'certificate' && reason === 'expires-soon')
    return { code: 'warn.certificate-expires', params: { days: params?.['days'] ?? 0 } };
  if (check === 'sign-in') return { code: 'warn.no-basic' };
  if (check === 'vendor')
    return { code: 'warn.vendor-unreachable', params: { host: params?.['host'] ?? '' } };
  return null;
}
