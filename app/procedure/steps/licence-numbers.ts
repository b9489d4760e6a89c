import { Failure, toWizardError } from '../../domain/failure';
import type { JobState } from '../../domain/job';
import { findLicenceType } from '../../domain/licensing/types';
import type { LicenceAnswer, LicenceCount } from '../../domain/pbx';
import { pageSource } from '../../domain/recipe';
import { followRecipes, recipesFor, type PageRun } from '../page-way';
import type { PbxSession, Ports } from '../ports';
import { said, type StepContext } from '../step';

/** The page recipe that reads how many licences were bought and are used. */
export const numbersRecipe = 'licence-numbers';
/** The same for one who is not known to be signed in. */
export const numbersByPage = ['sign-in', numbersRecipe];

/** The PBX has no route that tells its licences, as far as was seen when it was asked for each. */
export function tellsNoNumbers({ facts }: JobState): boolean {
  return facts.capabilities?.find(({ name }) => name === 'licence')?.works === false;
}

/** Whether the numbers are to be read in the page: no route tells them, and a recipe fits. */
export function readsNumbersByPage(job: JobState, ports: Pick<Ports, 'recipes'>): boolean {
  return tellsNoNumbers(job) && recipesFor(job, ports, [numbersRecipe]) !== null;
}

/** The page's own words and numbers as counts; a row without a number is none. */
export function countsIn(read: Readonly<Record<string, string>>): LicenceCount[] {
  const counts = new Map<string, LicenceCount>();
  for (const [name, text] of Object.entries(read)) {
    const column = name.slice(name.lastIndexOf('.') + 1);
    const row = name.slice(0, name.lastIndexOf('.'));
    if (!/^\d{1,6}$/.test(text) || (column !== 'bought' && column !== 'used')) continue;
    const type = findLicenceType(row)?.wire ?? row;
    counts.set(type, { ...(counts.get(type) ?? { type, bought: null, used: null }), [column]: Number(text) });
  }
  return [...counts.values()];
}

/**
 * Reads the numbers in the page, by the recipes named, and keeps them in the place of what was typed for the portal.
 * `recipe-stuck` where the page does not fit, `licences-not-read` where no number is in it.
 */
export async function readNumbers(
  context: StepContext,
  recipes: readonly string[],
  run: PageRun = {},
): Promise<void> {
  const found = recipesFor(context.job(), context.ports, recipes);
  if (!found) throw new Failure('licences-not-read', undefined, 'no page recipe fits this WMS');
  const counts = countsIn(await followRecipes(context, found, run));
  if (counts.length === 0) throw new Failure('licences-not-read');
  await context.facts({ licences: counts }, pageSource);
  const types = counts
    .map(({ type, used, bought }) => `${type} ${orNone(used)}/${orNone(bought)}`)
    .join(', ');
  await context.evidence(said('licence-numbers-page', { types }), 'read-back', pageSource);
}

/** The route by which newer PBXs tell their licences. */
export const licenceRoute = 'GET /api/v1/PBX/settings/license';

/** A PBX without the route tells nothing, like one whose answer is not understood. */
export async function licencesTold(pbx: PbxSession, signal: AbortSignal): Promise<LicenceAnswer> {
  try {
    return await pbx.licences(signal);
  } catch (thrown) {
    if (toWizardError(thrown).code !== 'route-missing') throw thrown;
    return { counts: [], activated: null, swSerial: null, name: null, shape: 'no such route' };
  }
}

/** What the PBX tells goes before what was typed for the portal. */
export async function noteCounts(context: StepContext, answer: LicenceAnswer): Promise<void> {
  const told = answer.counts.filter(({ bought }) => bought !== null);
  if (told.length === 0) return;
  await context.facts({ licences: told }, licenceRoute);
  const types = told.map(({ type, bought }) => `${type} ${String(bought)}`).join(', ');
  await context.evidence(said('licence-numbers-read', { types }), 'read-back', licenceRoute);
}

function orNone(number: number | null): string {
  return number === null ? '–' : String(number);
}
