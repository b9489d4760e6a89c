import { z } from 'zod';
import { parseExtensions } from './extensions';
import type { KnownUser } from './known-user';
import { isSameType } from './types';

const Names = z.array(z.string().max(200)).max(200);

/**
 * One rule of the installer's own: who, and which type. All of what is filled in must hold; of several names in one field
 * one is enough. The first rule that holds decides, so the order is the installer's too.
 */
export const OwnRule = z.strictObject({
  id: z.string().min(1).max(60),
  /** `100-199, 205` */
  extensions: z.string().max(500).default(''),
  groups: Names.default([]),
  departments: Names.default([]),
  roles: Names.default([]),
  /** `Room *`, `*fax*`: `*` is any text, `?` is one sign, the whole name must fit, upper and lower case are the same. */
  name: z.string().max(200).default(''),
  /** Only users who have one of these types now. */
  typesNow: Names.default([]),
  type: z.string().min(1).max(100),
  /** Why, in the installer's words, for the report. */
  note: z.string().max(500).default(''),
});
export type OwnRule = z.infer<typeof OwnRule>;

/** What is wrong with a rule, by field; null when it can be used. */
export function refuseRule(rule: OwnRule): { field: keyof OwnRule; not: 'extensions' | 'nobody' } | null {
  if (rule.extensions.trim() !== '' && !parseExtensions(rule.extensions))
    return { field: 'extensions', not: 'extensions' };
  return saysWho(rule) ? null : { field: 'name', not: 'nobody' };
}

/** A rule for everybody must be said: `*` as the name. One with nothing filled in is a mistake. */
function saysWho({ extensions, groups, departments, roles, name, typesNow }: OwnRule): boolean {
  return (
    extensions.trim() !== '' || name.trim() !== '' || [groups, departments, roles, typesNow].some(hasAny)
  );
}

const hasAny = (list: readonly string[]): boolean => list.length > 0;

export type RuleTest = (known: KnownUser) => boolean;

/** Made once for thousands of users. A rule that is refused fits nobody. */
export function testOf(rule: OwnRule): RuleTest {
  if (refuseRule(rule)) return () => false;
  const extensions = parseExtensions(rule.extensions);
  const fitsName = rule.name.trim() === '' ? null : wildcard(rule.name.trim());
  return ({ user }) =>
    (!extensions || extensions.has(user.extension)) &&
    isOneOf(user.group, rule.groups) &&
    isOneOf(user.department, rule.departments) &&
    isOneOf(user.role, rule.roles) &&
    (!fitsName || fitsName(user.name)) &&
    (rule.typesNow.length === 0 || rule.typesNow.some((type) => isSameType(type, user.licenceType ?? '')));
}

const fold = (text: string): string => text.normalize('NFC').trim().toLowerCase();

function isOneOf(value: string, names: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => fold(name) === fold(value));
}

/**
 * Plain wildcards, matched in one pass without going back further than the last `*`: a pattern typed by somebody must not be
 * able to stop the window, as a regular expression can.
 */
export function wildcard(pattern: string): (text: string) => boolean {
  const signs = Array.from(fold(pattern));
  return (text) => fits(signs, Array.from(fold(text)));
}

function fits(pattern: readonly string[], text: readonly string[]): boolean {
  let [p, t] = [0, 0];
  let [star, from] = [-1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      from = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      t = ++from;
    } else return false;
  }
  return pattern.slice(p).every((sign) => sign === '*');
}
