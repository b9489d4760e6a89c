import type { TFunction } from 'i18next';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import { findLicenceType, licenceLabel } from '../../../../app/domain/licensing/types';

/** Who a rule is for, one part for each field that is filled in. */
export function ruleParts(t: TFunction<'steps'>, rule: OwnRule): string[] {
  const lists = ['groups', 'departments', 'roles'] as const;
  return [
    ...(rule.extensions === '' ? [] : [t('licences.rules.says.extensions', { value: rule.extensions })]),
    ...lists.flatMap((field) =>
      rule[field].length === 0 ? [] : [t(`licences.rules.says.${field}`, { value: rule[field].join(', ') })],
    ),
    ...(rule.name === '' ? [] : [t('licences.rules.says.name', { value: rule.name })]),
    ...(rule.typesNow.length === 0
      ? []
      : [t('licences.rules.says.typesNow', { value: rule.typesNow.map(licenceLabel).join(', ') })]),
  ];
}

/** Names as they are typed, with commas between. */
export function namesOf(typed: string): string[] {
  return typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Types as they are typed: by label, order code or the PBX's own word. */
export function typesOf(typed: string): string[] {
  return namesOf(typed).map((name) => findLicenceType(name)?.wire ?? name);
}

export function moved(rules: readonly OwnRule[], place: number, by: number): OwnRule[] {
  const next = [...rules];
  next.splice(place + by, 0, ...next.splice(place, 1));
  return next;
}
