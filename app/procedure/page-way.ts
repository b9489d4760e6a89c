import type { JobState, Said, SecretName, WayOption } from '../domain/job';
import { Failure, toWizardError } from '../domain/failure';
import { fitsVersion, type FieldValue, type PageAct, type PageRecipe } from '../domain/recipe';
import { firstWord, followActs, usualBeats, type Beats } from './assisted';
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

/** Whether the wizard can work the page here, and why or why not. */
export function assistedOption(
  job: JobState,
  ports: Pick<Ports, 'recipes'>,
  ids: readonly string[],
): WayOption {
  const recipes = recipesFor(job, ports, ids);
  const not = (reason: Said): WayOption => ({ way: 'assisted', possible: false, reason });
  if (!recipes) return not(said('way.no-recipe'));
  const missing = recipes
    .flatMap(({ acts }) => acts)
    .some((act) => act.act === 'fill' && 'secret' in act.value && !secretOf(job, act.value));
  if (missing) return not(said('way.secret-missing'));
  return { way: 'assisted', possible: true, reason: said('way.recipe-fits') };
}

/** The secret of this job that a value names; null when the job has none. */
function secretOf(job: JobState, value: Extract<FieldValue, { secret: string }>): SecretName | null {
  const { secret } = value;
  if (secret === 'admin-password') return openingPassword(job);
  return job.secrets.some(({ name }) => name === secret) ? secret : null;
}

const plans: Record<PageAct['act'], string> = {
  click: 'do.page-click',
  fill: 'do.page-fill',
  choose: 'do.page-choose',
  waitFor: 'do.page-wait',
  read: 'do.page-read',
};

/** What is shown before: each act in words, in order. */
export function pagePlan(recipes: readonly PageRecipe[]): Said[] {
  return recipes
    .flatMap(({ acts }) => acts)
    .map((act) => {
      const ifAsked = act.optional === true && (act.act === 'fill' || act.act === 'click');
      const code = ifAsked ? `${plans[act.act]}-if-asked` : plans[act.act];
      return said(code, { words: firstWord(act) });
    });
}

const doings: Record<PageAct['act'], string> = {
  click: 'assisted.click',
  fill: 'assisted.fill',
  choose: 'assisted.choose',
  waitFor: 'assisted.wait',
  read: 'assisted.read',
};

const intents: Partial<Record<PageAct['act'], string>> = {
  click: 'page-click',
  fill: 'page-fill',
  choose: 'page-choose',
};

/** What one run of recipes works with. */
export interface PageRun {
  beats?: Beats;
  /** What the wizard knows for this run alone, by the names of inputs; it is kept nowhere. */
  given?: Readonly<Record<string, string>>;
}

/**
 * Works the page by the recipes and gives what was read. Where one does not fit the page the step falls back to the guided
 * way with the exact words, and null is given; what was done until then counts only by what is read back from the PBX.
 */
export async function workPage(
  context: StepContext,
  recipes: readonly PageRecipe[],
  { beats = usualBeats, given = {} }: PageRun = {},
): Promise<Record<string, string> | null> {
  const { ports, signal, assist } = context;
  try {
    const read = await followActs(
      recipes.flatMap(({ acts }) => acts),
      {
        page: ports.page(context.job().id),
        control: assist,
        signal,
        beats,
        now: () => ports.clock.now().getTime(),
        sleep: (ms) => ports.clock.sleep(ms, signal),
        valueOf: (act) => valueOf(context, act.value, given),
        show: ({ place, act, words, mode }) =>
          context.progress(said(doings[act.act], { words }), { assisted: { place, mode }, usualMs: 60_000 }),
        intent: (act, words) => context.intent(intents[act.act] ?? act.act, { words }),
      },
    );
    await noteWorked(context, recipes, read);
    return read;
  } catch (thrown) {
    const error = toWizardError(thrown);
    if (!(thrown instanceof Failure) || error.code !== 'recipe-stuck') throw thrown;
    await context.evidence(said('page-stuck', error.params), 'observed', 'the page of the PBX');
    await context.fallBack(error);
    return null;
  }
}

async function noteWorked(
  context: StepContext,
  recipes: readonly PageRecipe[],
  read: Record<string, string>,
): Promise<void> {
  for (const [name, value] of Object.entries(read))
    await context.evidence(said('page-read', { name, value }), 'observed', 'the page of the PBX');
  const titles = recipes.map(({ title }) => title).join(', ');
  await context.evidence(said('page-worked', { titles }), 'observed', 'the page of the PBX');
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
