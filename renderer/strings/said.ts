import i18next from 'i18next';
import type { ErrorCode, Params } from '../../app/domain/error';
import type { Said } from '../../app/domain/job';
import { licenceLabel } from '../../app/domain/licensing/types';
import { formatList } from '../format';

/** Where the texts of codes stand, by what the code is. */
const groups = {
  plan: 'steps:plan',
  progress: 'steps:progress',
  slow: 'steps:slow',
  refusal: 'steps:refusals',
  weakness: 'steps:weakness',
  wayReason: 'job:wayReasons',
  notice: 'job:notices',
  readOnly: 'job:readOnly',
  evidence: 'evidence:said',
  action: 'evidence:actions',
  why: 'field:why',
  todo: 'field:todo',
} as const;
export type Group = keyof typeof groups;

type Translate = (key: string, options?: Record<string, unknown>) => unknown;
/** Codes come from the app at run time, so their keys cannot be typed; a test holds them against the files. */
const untyped: Translate = (key, options) => (i18next.t as unknown as Translate)(key, options);

/** Codes whose prefix only says what kind of code they are. */
function keyOf(group: Group, code: string): string {
  return `${groups[group]}.${code.replace(/^(way|read-only)\./, '')}`;
}

/** Values that are codes themselves are put into words; lists come as one text with commas. */
const wordings: Record<string, (value: string) => string> = {
  field: (value) => word('steps:fields', value),
  way: (value) => word('evidence:signInWays', value),
  period: (value) => word('steps:portal.periods', value),
  change: (value) => word('steps:portal-change.kinds', value),
  direction: (value) => word('steps:swap.directions', value),
  values: (value) => words(value, (one) => word('steps:old-pbx.values', one)),
  kinds: (value) => words(value, (one) => word('steps:taken-over.kinds', one)),
  engine: (value) => word('steps:inventory.engines', value),
  before: (value) => words(value, typeAndNumbers),
  signs: (value) => words(value, (one) => word('evidence:signs', one)),
  steps: (value) => words(value, (one) => word('common:steps', one)),
  types: (value) => words(value, typeAndNumbers),
  seen: (value) => String(untyped(`errors:${value}.title`, { defaultValue: value })),
  // The PBX's own words, and it may have said none.
  reason: (value) => (value === '' ? '–' : value),
};

/** `basic 10` or `Premium 5/2`: the type by its label, the numbers as they are. */
function typeAndNumbers(text: string): string {
  const [type = '', ...numbers] = text.split(' ');
  return [licenceLabel(type), ...numbers].join(' ');
}

function word(base: string, code: string): string {
  return String(untyped(`${base}.${code}`, { defaultValue: code }));
}

function words(list: string, each: (one: string) => string): string {
  return formatList(
    list
      .split(/[,;]\s*/)
      .filter((one) => one !== '')
      .map(each),
  );
}

function inWords(params: Params | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => {
      const wording = wordings[name];
      return [name, wording && typeof value === 'string' ? wording(value) : value];
    }),
  );
}

/** The text of a code with its values; a code without a text is shown as it is rather than hidden. */
export function say(group: Group, { code, params }: Said): string {
  const values = inWords(params);
  // The plural form goes by `count`; `files` is a number under a name of its own.
  const count = values.count ?? (typeof values.files === 'number' ? values.files : undefined);
  const text = String(
    untyped(keyOf(group, code), { defaultValue: code, ...values, ...(count === undefined ? {} : { count }) }),
  );
  // Seen at or done to another PBX of the network: with whose it is. A plan says it in its own words.
  const isOfAnother = values.member !== undefined && (group === 'evidence' || group === 'action');
  return isOfAnother ? String(untyped('evidence:of', { pbx: values.pbx, text })) : text;
}

/** False for a code of a newer main process, or one whose text was forgotten. */
export function hasText(group: Group, code: string): boolean {
  const key = keyOf(group, code);
  return i18next.exists(key) || i18next.exists(key, { count: 2 });
}

/** What a person reads of an error: what happened, what it means here, what to try first. */
export interface ErrorText {
  title: string;
  meaning: string;
  tryFirst: string[];
}

/** Every code has one; see errors.json. */
export function errorText(code: ErrorCode, params?: Params): ErrorText {
  return untyped(`errors:${code}`, { returnObjects: true, ...inWords(params) }) as ErrorText;
}

export interface SlowText {
  normal: string;
  check: string[];
}

/** What is normal and what to check while something takes long. */
export function slowText(code: string): SlowText {
  const key = hasText('slow', code) ? code : 'default';
  return untyped(keyOf('slow', key), { returnObjects: true }) as SlowText;
}

/** Why something looks like a PBX, as one text. */
export function signsInWords(signs: readonly string[]): string {
  return words(signs.join(', '), (one) => word('evidence:signs', one));
}
