import type { JobState, Said, WayOption } from '../../domain/job';
import { actsIn, assistedOption, pagePlan, recipesFor, workPage } from '../page-way';
import type { Ports } from '../ports';
import type { StepContext } from '../step';

/** Page recipes of this step, in order. */
const signingIn = ['sign-in'];
const setting = ['set-passwords'];

/** Called with how the change ended, once that is known. */
export type Settle = (outcome: 'done' | 'failed') => Promise<void>;

export function passwordByPage(
  job: JobState,
  ports: Pick<Ports, 'recipes'>,
  reason: WayOption['reason'],
): WayOption {
  // The new password is asked for in the step itself.
  return assistedOption(job, ports, [...signingIn, ...setting], { reason, given: ['admin-password-new'] });
}

export function passwordPagePlan(context: StepContext): Said[] {
  return pagePlan(recipesFor(context.job(), context.ports, [...signingIn, ...setting]) ?? []);
}

/**
 * Sets the password in the page. The sign-in there comes before the change is journalled: from then on the new password
 * counts as the likelier one, and it must not be typed where the old one still holds. Null: the page did not fit before the
 * password was sent.
 */
export async function changeByPage(context: StepContext): Promise<Settle | null> {
  const first = recipesFor(context.job(), context.ports, signingIn) ?? [];
  const second = recipesFor(context.job(), context.ports, setting) ?? [];
  if ((await workPage(context, first)) === null) return null;
  const settle = await context.intent('change-password');
  if ((await workPage(context, second, { from: actsIn(first) })) !== null) return settle;
  if (wasSent(context)) return settle;
  await settle('failed');
  return null;
}

/** Stuck at what the page says afterwards: whether it took the password is seen by trying it. */
function wasSent(context: StepContext): boolean {
  const stuck = context.record().evidence.findLast(({ said }) => said.code === 'page-stuck');
  return stuck?.said.params?.act === 'waitFor';
}
