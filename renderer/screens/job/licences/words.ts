import type { TFunction } from 'i18next';
import type { Problem } from '../../../../app/domain/licensing/csv/problems';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import { licenceLabel } from '../../../../app/domain/licensing/types';
import type { Reason, Suggestion, Why } from '../../../../app/domain/licensing/why';

type Translate = TFunction<'steps'>;

/** A reason in plain words. A rule is told by its place and its note, since its id means nothing to anybody. */
export function reasonText(t: Translate, { code, need, about }: Reason, rules: readonly OwnRule[]): string {
  if (code === 'own-rule') return ruleReason(t, about, rules);
  const what = need === undefined ? '' : t(`licences.needs.${need}`);
  if (code === 'need' && about === undefined) return t('licences.reasons.needAlone', { need: what });
  return t(`licences.reasons.${code}`, { need: what, about: about ?? '' });
}

function ruleReason(t: Translate, id: string | undefined, rules: readonly OwnRule[]): string {
  const place = rules.findIndex((rule) => rule.id === id);
  if (place < 0) return t('licences.reasons.ruleGone');
  const note = rules[place]?.note ?? '';
  return t(note === '' ? 'licences.reasons.own-rule' : 'licences.reasons.ruleNoted', {
    place: place + 1,
    note,
  });
}

export function reasonsText(t: Translate, reasons: readonly Reason[], rules: readonly OwnRule[]): string {
  return reasons.map((reason) => reasonText(t, reason, rules)).join(' ');
}

/** All there is to say of a suggestion: how sure, why, and what speaks against it. */
export function suggestionText(
  t: Translate,
  { sure, reasons, against }: Suggestion,
  rules: readonly OwnRule[],
): string {
  const why = `${t(`licences.sureMeans.${sure}`)} ${reasonsText(t, reasons, rules)}`;
  if (against.length === 0) return why;
  return `${why} ${t('licences.against', { reasons: reasonsText(t, against, rules) })}`;
}

/** Why a type was chosen, for the difference. */
export function whyText(t: Translate, why: Why, rules: readonly OwnRule[]): string {
  switch (why.by) {
    case 'suggestion':
      return t('licences.why.suggestion', {
        sure: t(`licences.sure.${why.sure}`),
        reasons: reasonsText(t, why.reasons, rules),
      });
    case 'file':
      return t('licences.why.file', { line: why.line });
    default:
      return t(`licences.why.${why.by}`);
  }
}

/** What is wrong with a file or a line of it, and what helps. */
export function problemText(t: Translate, { code, column, value, also }: Problem): string {
  const name = column === undefined ? '' : columnText(t, column);
  // A type that was understood stands there by its wire value.
  const shown = code === 'twice-differently' ? typeText(t, value ?? '') : (value ?? '');
  return t(`licences.file.problems.${code}`, { column: name, value: shown, also: also ?? '' });
}

const fileColumns = ['id', 'extension', 'login', 'email', 'type'] as const;

export function columnText(t: Translate, column: string): string {
  const known = fileColumns.find((one) => one === column);
  return known ? t(`licences.file.columns.${known}`) : column;
}

/** A type by its label; no type by a word. */
export function typeText(t: Translate, wire: string | null): string {
  return wire === null || wire === '' ? t('licences.noType') : licenceLabel(wire);
}
