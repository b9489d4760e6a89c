import { z } from 'zod';
import { Failure } from '../../domain/failure';
import type { StepRecord } from '../../domain/job';
import { OwnRule, refuseRule } from '../../domain/licensing/own-rules';

/** Input under which the journal keeps the installer's own rules for suggestions. */
export const rulesField = 'own-rules';

/** In their order. What cannot be read, as of a newer version, is none. */
export function rulesOf({ inputs }: StepRecord): OwnRule[] {
  const kept = inputs[rulesField];
  if (kept === undefined) return [];
  try {
    return z.array(OwnRule).parse(JSON.parse(kept));
  } catch {
    return [];
  }
}

/** The text the journal keeps; `rule-invalid` {rule, field} for one that fits nobody or cannot be read. */
export function textOfRules(rules: readonly OwnRule[]): string {
  for (const rule of rules) {
    const refused = refuseRule(rule);
    if (refused) throw new Failure('rule-invalid', { rule: rule.id, field: refused.field });
  }
  return JSON.stringify(rules);
}
