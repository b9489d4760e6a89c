import type { Answer, Arg } from '../contract/contract';
import type { HandOverView, OfferedRecipe } from '../contract/office-views';
import { Failure } from '../domain/failure';
import {
  handedInputs,
  HandOver,
  startableKindOf,
  takenInputs,
  type HandedJob,
  type HandedTypes,
} from '../domain/hand-over';
import { isEnded, type JobId, type JobState, type StepId } from '../domain/job';
import { carriedTypes } from '../domain/licensing/csv/carried';
import { writeTypes } from '../domain/licensing/csv/write';
import { OrderRecipe } from '../domain/licensing/orders/order-recipe';
import { PageRecipe } from '../domain/recipe';
import { redacted, type Redact } from '../domain/redacted';
import { emptyScriptRecipe, ScriptRecipe } from '../domain/script-recipe';
import { stepIdsOf } from '../procedure/jobs';
import type { Manager, OpenJob } from '../procedure/manager';
import type { FilesPort } from '../procedure/ports';
import { reportOf } from '../report/report-of';
import { Report } from '../report/shape';
import { textOf } from './book';
import type { OrderBook } from './order-book';
import type { RecipeBook } from './recipe-book';
import { scriptText, type ScriptBook } from './script-book';

/** Beside the journal of a job that came in a file: types for users that nobody has read yet. */
export const handedTypesName = 'types-from-office.csv';

export interface Books {
  recipes: RecipeBook;
  orders: OrderBook;
  script: ScriptBook;
}

export interface Sending extends Books {
  version: string;
  now: Date;
  redact: Redact;
  /** SHA-256 of the journal's last line. */
  journalHash: string;
}

/** What of a job goes into a file. Whatever is known as a secret is taken out once more, wherever it may stand. */
export function contentOf(
  { runner }: OpenJob,
  wanted: Omit<Arg<'handover.export'>, 'job'>,
  sending: Sending,
): HandedJob {
  const job = runner.job();
  const at = sending.now.toISOString();
  const content: HandedJob = {
    kind: 'job',
    madeAt: at,
    app: sending.version,
    origin: job.handedFrom?.job ?? job.id,
    jobKind: job.kind,
    inputs: handedInputs(job.steps),
    types: typesOf(runner, wanted.types),
    ...recipesOf(wanted.recipes, sending),
    back: wanted.back ? backOf(job, at, sending.journalHash) : null,
  };
  return redacted(HandOver, content, sending.redact) as HandedJob;
}

function typesOf(runner: OpenJob['runner'], types: Arg<'handover.export'>['types']): HandedTypes | null {
  if (types === null) return null;
  if (types !== 'chosen') {
    const carried = carriedTypes(types.csv);
    if (!carried) throw new Failure('handover-types-unread');
    return { name: types.name, csv: carried.csv };
  }
  const users = runner.users();
  if (!users) throw new Failure('licences-not-read');
  const chosen = new Map(Object.entries(runner.job().assignment));
  const who = users.filter(({ id }) => chosen.has(id));
  return { name: 'types.csv', csv: writeTypes(who, chosen, { language: 'en', separator: ';' }) };
}

/** Those of the installer's own that can be read; what came with the app is on the other computer as well. */
function recipesOf(
  wanted: boolean,
  { recipes, orders, script }: Books,
): Pick<HandedJob, 'recipes' | 'script'> {
  if (!wanted) return { recipes: [], script: null };
  const own = [...recipes.list(), ...orders.list()].filter((one) => one.own && one.problem === null);
  const kept = script.get();
  return {
    recipes: own.map(({ recipe }) => ({ id: recipe.id, recipe })),
    script: kept.own && kept.problem === null ? kept.recipe : null,
  };
}

function backOf(job: JobState, at: string, journalHash: string): HandedJob['back'] {
  return {
    exportedAt: at,
    steps: job.steps.map(({ id, state }) => ({ id, state })),
    report: reportOf(job, { at, journalHash }),
  };
}

/** What is on this computer that a file may belong to. */
export interface Here extends Books {
  jobs: readonly { id: JobId; origin: JobId | null }[];
}

/** What a file with a job says, and what would be taken of it. `handover-damaged` where its report is none. */
export function viewOf(content: HandedJob, here: Here): Extract<HandOverView, { kind: 'job' }> {
  const kind = startableKindOf(content);
  const { madeAt, app, origin, jobKind, types } = content;
  const { inputs, left } = takenInputs(content.inputs, kind ? stepIdsOf(kind) : []);
  const back = content.back && { exportedAt: content.back.exportedAt, report: reportIn(content) };
  return {
    kind: 'job',
    madeAt,
    app,
    origin,
    jobKind,
    startable: kind !== null,
    inputs: kind ? inputs : content.inputs,
    left: kind ? left : [],
    types: types && { name: types.name, lines: carriedTypes(types.csv)?.lines ?? 0 },
    recipes: offeredOf(content, here),
    original: here.jobs.find(({ id }) => id === origin)?.id ?? null,
    taken: here.jobs.filter((one) => one.origin === origin).map(({ id }) => id),
    back: back && {
      exportedAt: back.exportedAt,
      finished: back.report.job.finished,
      doneSteps: back.report.steps.filter(({ state }) => isEnded(state)).length,
      allSteps: back.report.steps.length,
    },
  };
}

/** The report of a file that came back; `not-now` where it brings none. */
export function reportIn({ back }: HandedJob): Report {
  if (!back) throw new Failure('not-now', undefined, 'this file brings no report back');
  const report = Report.safeParse(back.report);
  if (!report.success) throw new Failure('handover-damaged', undefined, 'its report is none');
  return report.data;
}

/** Every recipe of the file beside ours. */
function offeredOf(content: HandedJob, { recipes, orders, script }: Books): OfferedRecipe[] {
  const pages = content.recipes.map(({ id, recipe }) => {
    const mine = [...recipes.list(), ...orders.list()].find((one) => one.recipe.id === id);
    const read = (orders.has(id) ? OrderRecipe : PageRecipe).safeParse(recipe);
    const usable = read.success && read.data.id === id && mine !== undefined;
    if (!usable) return notUnderstood(id, recipe);
    return offered(read.data, textOf(read.data), textOf(mine.recipe), mine.own);
  });
  if (content.script === null) return pages;
  const read = ScriptRecipe.safeParse(content.script);
  const mine = script.get();
  const last = read.success
    ? offered(
        { id: emptyScriptRecipe.id, title: read.data.title },
        scriptText(read.data),
        scriptText(mine.recipe),
        mine.own,
      )
    : notUnderstood(emptyScriptRecipe.id, content.script);
  return [...pages, last];
}

function offered(
  { id, title }: { id: string; title: string },
  theirs: string,
  mine: string,
  own: boolean,
): OfferedRecipe {
  if (theirs === mine) return { id, title, how: 'same', theirs, mine };
  return { id, title, how: own ? 'differs' : 'new', theirs, mine };
}

function notUnderstood(id: string, recipe: unknown): OfferedRecipe {
  const theirs = JSON.stringify(recipe, null, 2).slice(0, 20_000);
  return { id, title: id, how: 'not-understood', theirs, mine: null };
}

/**
 * A new job of a file. Recipes only by their names: they say what is pressed and typed on a PBX, so nobody gets another's
 * unasked. `handover-kind-unknown` {kind}.
 */
export async function takeJob(
  content: HandedJob,
  theirs: readonly string[],
  { manager, files, ...books }: Books & { manager: Manager; files: FilesPort },
): Promise<Answer<'handover.take'>> {
  const kind = startableKindOf(content);
  if (!kind) throw new Failure('handover-kind-unknown', { kind: content.jobKind });
  const offers = offeredOf(content, books);
  const wanted = offers.filter(({ id, how }) => theirs.includes(id) && how !== 'not-understood');
  // Before there is a job: what fails here leaves none behind.
  for (const { id, theirs: text } of wanted) {
    if (id === emptyScriptRecipe.id) books.script.save(text);
    else (books.orders.has(id) ? books.orders : books.recipes).save(id, text);
  }
  const job = await manager.create(kind, null, { job: content.origin, madeAt: content.madeAt });
  await fillIn(manager, job, takenInputs(content.inputs, stepIdsOf(kind)).inputs);
  const carried = content.types && carriedTypes(content.types.csv);
  if (carried) await files.writeNew(job, handedTypesName, carried.csv);
  return { job };
}

/** As if it were typed; each goes through the journal. */
export async function fillIn(manager: Manager, job: JobId, inputs: HandedJob['inputs']): Promise<void> {
  try {
    for (const [step, fields] of Object.entries(inputs)) {
      for (const [field, value] of Object.entries(fields))
        await manager.input(job, step as StepId, field, value);
    }
  } finally {
    await manager.leave(job);
  }
}
