import type { JobState, Said, SecretName, WayOption } from '../domain/job';
import { Failure, toWizardError } from '../domain/failure';
import {
  bindAct,
  fitsVersion,
  pageSource,
  shortWords,
  type BoundAct,
  type FieldValue,
  type PageRecipe,
  type StepValues,
  textsOf,
} from '../domain/recipe';
import { followActs, usualBeats, type Beats } from './assisted';
import { openingPassword } from './connection';
import type { Ports } from './ports';
import { said, type StepContext } from './step';

/** A step's acts in the PBX's page: the recipes that fit this WMS, one after the other; null when one is missing. */
export function recipesFor(
  job: JobState,
  ports: Pick<Ports, 'recipes'>,
  ids: readonly string[],
): PageRecipe[] | null {
  const all = ports.recipes.all();
  const found = ids.flatMap((id) =>
    all.filter((one) => one.id === id && fitsVersion(one, job.facts.version)).slice(0, 1),
  );
  return found.length === ids.length ? found : null;
}

/** Why the page is worked, and which secrets the step itself asks for before it does. */
interface Assistance {
  reason?: Said;
  given?: readonly SecretName[];
}

/** Whether the wizard can work the page here, and why or why not. */
export function assistedOption(
  job: JobState,
  ports: Pick<Ports, 'recipes'>,
  ids: readonly string[],
  { reason = said('way.recipe-fits'), given = [] }: Assistance = {},
): WayOption {
  const recipes = recipesFor(job, ports, ids);
  const not = (why: Said): WayOption => ({ way: 'assisted', possible: false, reason: why });
  if (!recipes) return not(said('way.no-recipe'));
  const asked: readonly string[] = given;
  const missing = recipes
    .flatMap(({ acts }) => acts)
    .flatMap((act) => (act.act === 'fill' && 'secret' in act.value ? [act.value] : []))
    .some((value) => !asked.includes(value.secret) && !secretOf(job, value));
  if (missing) return not(said('way.secret-missing'));
  return { way: 'assisted', possible: true, reason };
}

/** The secret of this job that a value names; null when the job has none. */
function secretOf(job: JobState, value: Extract<FieldValue, { secret: string }>): SecretName | null {
  const { secret } = value;
  if (secret === 'admin-password') return openingPassword(job);
  return job.secrets.some(({ name }) => name === secret) ? secret : null;
}

/** How many acts the recipes have together. */
export function actsIn(recipes: readonly PageRecipe[]): number {
  return recipes.reduce((sum, { acts }) => sum + acts.length, 0);
}

/** All acts of the recipes, with the step's values in them. */
function actsOf(recipes: readonly PageRecipe[], values: StepValues): BoundAct[] {
  return recipes.flatMap(({ acts }) => acts).map((act) => bindAct(act, values));
}

const plans: Record<BoundAct['act'], string> = {
  click: 'do.page-click',
  fill: 'do.page-fill',
  choose: 'do.page-choose',
  tick: 'do.page-tick',
  waitFor: 'do.page-wait',
  read: 'do.page-read',
  readTable: 'do.page-read-table',
};

/** What is shown before: each act in words, in order. */
export function pagePlan(recipes: readonly PageRecipe[], values: StepValues = {}): Said[] {
  return actsOf(recipes, values).map((act) => {
    return said(planCode(act), paramsOf(act, shortWords(act)));
  });
}

function planCode(act: BoundAct): string {
  if (act.act === 'click' && act.optional) return 'do.page-click-if-asked';
  if (act.act !== 'fill' || !act.optional) return plans[act.act];
  return 'text' in act.value && act.value.text === '' ? 'do.page-leave' : 'do.page-fill-if-asked';
}

/** What a text about an act needs: which option is chosen, besides the words. */
function paramsOf(act: BoundAct, words: string): { words: string; option?: string } {
  return act.act === 'choose' ? { words, option: act.options[0] ?? '' } : { words };
}

const doings: Record<BoundAct['act'], string> = {
  click: 'assisted.click',
  fill: 'assisted.fill',
  choose: 'assisted.choose',
  tick: 'assisted.tick',
  waitFor: 'assisted.wait',
  read: 'assisted.read',
  readTable: 'assisted.read-table',
};

/** What the installer is to type in the page; where a one-time password is found can be said. */
function askOf(act: BoundAct): string {
  const isOtp = act.act === 'fill' && 'input' in act.value && act.value.input === 'otp';
  return isOtp ? 'assisted.ask-otp' : 'assisted.ask';
}

const intents: Partial<Record<BoundAct['act'], string>> = {
  click: 'page-click',
  fill: 'page-fill',
  choose: 'page-choose',
  tick: 'page-tick',
};

/** What one run of recipes works with. */
export interface PageRun {
  values?: StepValues;
  /** What the wizard knows for this run alone, by the names of inputs; it is told to nobody. */
  given?: Readonly<Record<string, string>>;
  /** How many acts of the plan shown go before this run's. */
  from?: number;
  beats?: Beats;
}

/**
 * Works the page by the recipes and gives what was read. Where one does not fit the page the step falls back to the guided
 * way with the exact words, and null is given; what was done until then counts only by what is read back from the PBX.
 */
export async function workPage(
  context: StepContext,
  recipes: readonly PageRecipe[],
  run: PageRun = {},
): Promise<Record<string, string> | null> {
  try {
    return await followRecipes(context, recipes, run);
  } catch (thrown) {
    const error = toWizardError(thrown);
    if (!(thrown instanceof Failure) || error.code !== 'recipe-stuck') throw thrown;
    await context.fallBack(error);
    return null;
  }
}

/** As {@link workPage}, but what does not fit is the caller's: `recipe-stuck`. */
export async function followRecipes(
  context: StepContext,
  recipes: readonly PageRecipe[],
  { values = {}, given = {}, from = 0, beats = usualBeats }: PageRun = {},
): Promise<Record<string, string>> {
  const { ports, signal, assist } = context;
  try {
    const read = await followActs(actsOf(recipes, values), {
      page: ports.page(context.job().id),
      control: assist,
      signal,
      beats,
      now: () => ports.clock.now().getTime(),
      sleep: (ms) => ports.clock.sleep(ms, signal),
      valueOf: (act) => valueOf(context, act.value, given),
      show: ({ place, act, words, mode, asked, says }) => {
        const code = asked ? askOf(act) : says === '' ? doings[act.act] : 'assisted.wait-says';
        const doing = said(code, { ...paramsOf(act, words), ...(says === '' ? {} : { says }) });
        context.progress(doing, { assisted: { place: from + place, mode }, usualMs: 60_000 });
      },
      intent: (act, words) => context.intent(intents[act.act] ?? act.act, paramsOf(act, words)),
    });
    const titles = recipes.map(({ title }) => title).join(', ');
    await context.evidence(said('page-worked', { titles }), 'observed', pageSource);
    return read;
  } catch (thrown) {
    const { code, params } = toWizardError(thrown);
    if (code === 'recipe-stuck') await context.evidence(said('page-stuck', params), 'observed', pageSource);
    throw thrown;
  }
}

/** Single values read in the page, as evidence, each by the word it stands beside. */
export async function noteRead(
  context: StepContext,
  recipes: readonly PageRecipe[],
  read: Readonly<Record<string, string>>,
): Promise<void> {
  for (const act of recipes.flatMap(({ acts }) => acts)) {
    const value = act.act === 'read' ? read[act.name] : undefined;
    if (act.act !== 'read' || value === undefined) continue;
    const name = textsOf(act.labels)[0] ?? act.name;
    await context.evidence(said('page-read', { name, value }), 'observed', pageSource);
  }
}

async function valueOf(
  context: StepContext,
  value: FieldValue,
  given: Readonly<Record<string, string>>,
): Promise<string | null> {
  if ('text' in value) return value.text;
  if ('input' in value) return given[value.input] ?? context.record().inputs[value.input] ?? null;
  const name = secretOf(context.job(), value);
  return name === null ? null : context.ports.secrets.get(context.job().id, name);
}
