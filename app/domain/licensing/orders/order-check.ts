import { isMailAddress } from '../../mail-address';
import { isDnsLabel } from '../../pasted';
import type { Platform } from '../periods';
import type { OrderField, OrderPart, OrderRecipe, OrderRule } from './order-recipe';

/** Why a value will not be taken there; the words are in the window's texts. */
export type OrderProblem = 'empty' | 'dns-label' | 'mail' | 'mail-not-business' | 'mail-word';

/** Hosts and words that the partner community refuses in an e-mail address (vendor's page of February 2026: sure). */
const privateHosts = /@(.+\.)?(gmail|googlemail|yahoo)\./i;
const refusedWords = /test|example|dummy/i;

const checks: Record<OrderRule, (value: string) => OrderProblem | null> = {
  filled: () => null,
  'dns-label': (value) => (isDnsLabel(value) ? null : 'dns-label'),
  mail: (value) => (isMailAddress(value) ? null : 'mail'),
  'business-mail': (value) => {
    if (!isMailAddress(value)) return 'mail';
    if (privateHosts.test(value)) return 'mail-not-business';
    return refusedWords.test(value) ? 'mail-word' : null;
  },
};

/** What is wrong with a value for this field; null: nothing, or nobody knows what is right there. */
export function orderProblem({ rule, optional = false }: OrderField, typed: string): OrderProblem | null {
  if (!rule) return null;
  const value = typed.trim();
  if (value === '') return optional ? null : 'empty';
  return checks[rule](value);
}

/** The parts and fields of a recipe that are asked of this platform. */
export function partsFor(recipe: OrderRecipe, platform: Platform): OrderPart[] {
  const asked = ({ only }: { only?: Platform | undefined }): boolean =>
    only === undefined || only === platform;
  return recipe.parts
    .filter(asked)
    .map((part) => ({ ...part, fields: part.fields.filter(asked) }))
    .filter(({ fields }) => fields.length > 0);
}
