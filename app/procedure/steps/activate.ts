import { Failure, toWizardError } from '../../domain/failure';
import type { LicenceAnswer } from '../../domain/pbx';
import { sameSerial } from '../../domain/pasted';
import type { PageRecipe } from '../../domain/recipe';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { actsIn, assistedOption, noteRead, pagePlan, recipesFor, workPage } from '../page-way';
import { guidedBecause } from '../ways';
import { noteConverted } from './hw-serial';
import {
  licenceRoute,
  licencesTold,
  noteCounts,
  numbersRecipe,
  readNumbers,
  readsNumbersByPage,
} from './licence-numbers';

/** Page recipes of this step, in order. */
const pageRecipes = ['sign-in', 'activate'];
const asks = ['ask.open-activation', 'ask.paste-key', 'ask.press-activate'].map((code) => said(code));

/** The PBX says yes: its serial must be the one the portal told, and its numbers are noted. */
export async function noteActivated(context: StepContext, answer: LicenceAnswer): Promise<void> {
  const { swSerial: expected } = context.job().facts;
  if (expected && answer.swSerial && !sameSerial(expected, answer.swSerial)) {
    throw new Failure('serial-mismatch', { expected, found: answer.swSerial });
  }
  await context.evidence(said('activated-read'), 'read-back', licenceRoute);
  if (answer.swSerial)
    await context.evidence(said('sw-serial-matches', { serial: answer.swSerial }), 'read-back', licenceRoute);
  await noteConverted(context, answer.swSerial);
  await context.facts({ activated: true }, licenceRoute);
  await noteCounts(context, answer);
}

/** Looks whether the PBX is activated; what is to be done when it is not, is the caller's. */
async function judge(context: StepContext, plan: Look): Promise<Look> {
  const pbx = await context.connection.pbx(context.signal);
  const answer = await licencesTold(pbx, context.signal);
  if (answer.activated === true) {
    await noteActivated(context, answer);
    return satisfied;
  }
  if (answer.activated === false) return plan;
  return (await activatedByWord(context)) ?? untold(context, plan);
}

/** The PBX does not tell: once the page was worked, by whomever, the installer says what it shows. */
function untold(context: StepContext, plan: Look): Look {
  if (context.record().way !== 'assisted') return lookOf([...asks, said('ask.say-activated')]);
  const worked = context.record().evidence.some(({ said: { code } }) => code === 'page-worked');
  // Not again: the key was pasted and Activate pressed once.
  return worked ? lookOf([said('ask.say-activated')]) : plan;
}

const byHand = lookOf([...asks, said('do.check-activation')]);

/** By the way chosen: the acts in the page, or what the installer does there. */
function planOf(context: StepContext): Look {
  const recipes = context.record().way === 'assisted' ? recipesOf(context) : null;
  if (!recipes) return byHand;
  const numbers = readsNumbersByPage(context.job(), context.ports)
    ? (recipesFor(context.job(), context.ports, [numbersRecipe]) ?? [])
    : [];
  return lookOf([...pagePlan([...recipes, ...numbers]), said('do.check-activation')]);
}

function recipesOf(context: StepContext): PageRecipe[] | null {
  return recipesFor(context.job(), context.ports, pageRecipes);
}

async function workActivation(context: StepContext, recipes: readonly PageRecipe[]): Promise<void> {
  const read = await workPage(context, recipes);
  if (!read) return;
  await noteRead(context, recipes, read);
  if (!readsNumbersByPage(context.job(), context.ports)) return;
  try {
    await readNumbers(context, [numbersRecipe], { from: actsIn(recipes) });
  } catch (thrown) {
    // The key is in; that the page does not show its numbers as expected is no reason to doubt that.
    const { code } = toWizardError(thrown);
    if (code !== 'recipe-stuck' && code !== 'licences-not-read') throw thrown;
  }
}

/** Nothing in this PBX's answer tells whether it is activated: only the installer can, who sees the page. */
export async function activatedByWord(context: StepContext): Promise<Look | null> {
  const note = wordOf(context.record(), 'activated-seen');
  if (note === null) return null;
  await context.facts({ activated: true }, 'seen by the installer');
  await context.evidence(said('activated-said', { note }), 'person', 'the PBX page, seen by the installer');
  await noteConverted(context, null);
  return satisfied;
}

/**
 * Pasting the key has no public route (the vendor's reference lists only a GET), so it is done in the PBX's own page, by the
 * wizard where a recipe fits, else by the installer, and proved by reading the licences.
 */
export const activate: Step = {
  id: 'activate',
  ways(job, ports) {
    const [automatic, guided] = guidedBecause('way.no-activation-route');
    return [automatic, assistedOption(job, ports, pageRecipes), guided].filter((way) => way !== undefined);
  },
  probe: (context) => judge(context, planOf(context)),
  async apply(context) {
    const recipes = recipesOf(context);
    if (context.record().way === 'assisted' && recipes) await workActivation(context, recipes);
  },
  /** After the page was worked nothing is done again by itself: what is left is the installer's. */
  async verify(context) {
    const look = await judge(context, byHand);
    // Only where the PBX tells: where it does not, the installer is asked what the page shows.
    if (look === byHand && context.record().way === 'assisted')
      await context.fallBack(new Failure('not-activated').error);
    return look;
  },
};
