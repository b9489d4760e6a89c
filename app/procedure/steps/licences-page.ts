import { changedBeside } from '../../domain/changed-beside';
import { Failure } from '../../domain/failure';
import type { JobState, Said, WayOption } from '../../domain/job';
import { findLicenceType } from '../../domain/licensing/types';
import type { PbxUser } from '../../domain/pbx';
import { pageSource, type PageRecipe, type StepValues } from '../../domain/recipe';
import { actsIn, assistedOption, pagePlan, recipesFor, workPage } from '../page-way';
import type { PbxSession, Ports } from '../ports';
import { said, type StepContext } from '../step';
import { readUsers, typeIntent, type Change } from './licences-users';

/** Page recipes of this step: to be signed in, and what is done once for each licence type. */
const signingIn = ['sign-in'];
const setting = ['licence-type'];

export function typesByPage(
  job: JobState,
  ports: Pick<Ports, 'recipes'>,
  reason: WayOption['reason'],
): WayOption {
  return assistedOption(job, ports, [...signingIn, ...setting], { reason });
}

/** Users who are to have the same type: one run in the page, or one for each of the list's pages they stand on. */
interface Group {
  to: string;
  users: PbxUser[];
}

/** As the list is read by a person: 99 before 100. */
const compare = new Intl.Collator(undefined, { numeric: true }).compare;
function byExtension(a: Change, b: Change): number {
  return compare(a.user.extension, b.user.extension);
}

function groupsOf(changes: readonly Change[]): Group[] {
  const groups = new Map<string, PbxUser[]>();
  for (const { user, to } of [...changes].sort(byExtension))
    groups.set(to, [...(groups.get(to) ?? []), user]);
  return [...groups].map(([to, users]) => ({ to, users }));
}

/** What the recipe is given: whom to look for, whom to tick, and every name the type may have in the page. */
function valuesOf({ to, users }: Group): StepValues {
  const known = findLicenceType(to);
  return {
    texts: { filter: commonWord(users) },
    rows: { users: users.map(wordsOf) },
    options: { 'licence-type': known ? [known.label, known.wire, known.order] : [to] },
  };
}

/** By extension and name, since either alone may stand in another user's row. */
function wordsOf({ extension, name }: PbxUser): string[][] {
  return [extension, name].filter((word) => word !== '').map((word) => [word]);
}

/** A word that all of them have in their names; empty when there is none. A list is searched by a part of a name. */
export function commonWord(users: readonly PbxUser[]): string {
  const [first, ...others] = users.map(({ name }) => name.split(/\s+/));
  const common = (first ?? []).filter(
    (word) => word.length > 2 && others.every((name) => name.includes(word)),
  );
  return common.sort((a, b) => b.length - a.length)[0] ?? '';
}

function recipesOf(context: StepContext, ids: readonly string[]): PageRecipe[] {
  return recipesFor(context.job(), context.ports, ids) ?? [];
}

export function typesPagePlan(context: StepContext, changes: readonly Change[]): Said[] {
  const recipes = recipesOf(context, setting);
  return [
    ...pagePlan(recipesOf(context, signingIn)),
    ...groupsOf(changes).flatMap((group) => pagePlan(recipes, valuesOf(group))),
  ];
}

/** An end for each user's intent, by user id. */
type Ends = Map<string, (outcome: 'done' | 'failed') => Promise<void>>;

/**
 * Sets the types in the page, type by type, and reads all users again after each form that was sent. What the page does beside
 * that is looked at too: the wrong ones may have been selected.
 * @param file what every user had before, by its name in the job's folder
 */
export async function setByPage(
  context: StepContext,
  pbx: PbxSession,
  changes: readonly Change[],
  file: string,
): Promise<void> {
  const ends: Ends = new Map();
  for (const change of changes) ends.set(change.user.id, await typeIntent(context, change));
  const signIn = recipesOf(context, signingIn);
  const recipe = recipesOf(context, setting);
  for (const [place, group] of groupsOf(changes).entries()) {
    const from = actsIn(signIn) + place * actsIn(recipe);
    const first = place === 0 ? signIn : [];
    if (!(await setGroup(context, pbx, group, ends, { first, recipe, from, file }))) break;
  }
  // Where the page did not fit: what was read since says that these have not arrived.
  for (const end of ends.values()) await end('failed');
}

/** A group's acts, what goes before them once, how many acts of the plan stand before the group's, and the file of before. */
interface GroupRun {
  first: PageRecipe[];
  recipe: PageRecipe[];
  from: number;
  file: string;
}

/** One type: the form is sent once for each of the list's pages that its users stand on. False: stuck. */
async function setGroup(
  context: StepContext,
  pbx: PbxSession,
  { to, users }: Group,
  ends: Ends,
  { first, recipe, from, file }: GroupRun,
): Promise<boolean> {
  let left = users;
  let before = first;
  while (left.length > 0) {
    const were = context.users() ?? [];
    const values = valuesOf({ to, users: left });
    const read = await workPage(context, [...before, ...recipe], { values, from: from - actsIn(before) });
    const now = await readUsers(context, pbx);
    nothingElseMayMove(were, now, left, file);
    const waiting = left.filter(({ id }) => now.find((one) => one.id === id)?.licenceType !== to);
    await settleArrived(ends, left, waiting);
    if (read === null) return false;
    if (waiting.length === left.length) throw notTaken(left, now, to);
    left = waiting;
    before = [];
  }
  await context.evidence(said('types-set', { count: users.length }), 'observed', pageSource);
  return true;
}

async function settleArrived(
  ends: Ends,
  all: readonly PbxUser[],
  waiting: readonly PbxUser[],
): Promise<void> {
  for (const { id } of all.filter((user) => !waiting.includes(user))) {
    await ends.get(id)?.('done');
    ends.delete(id);
  }
}

/**
 * Nobody but those touched has another type, and they lost nothing else by the form. `other-user-changed` names the first
 * and how many there are; what each of them had is in the file.
 */
function nothingElseMayMove(
  before: readonly PbxUser[],
  now: readonly PbxUser[],
  touched: readonly PbxUser[],
  file: string,
): void {
  const ids = new Set(touched.map(({ id }) => id));
  const known = new Map(before.map((user) => [user.id, user]));
  const pairs = now.flatMap((user) => {
    const was = known.get(user.id);
    return was ? [{ was, user }] : [];
  });
  const others = pairs.filter(({ was, user }) => !ids.has(user.id) && was.licenceType !== user.licenceType);
  const [first] = others;
  if (first)
    throw new Failure('other-user-changed', {
      user: first.user.name,
      was: first.was.licenceType ?? '',
      found: first.user.licenceType ?? '',
      count: others.length,
      file,
    });
  for (const { was, user } of pairs) {
    const field = ids.has(user.id) ? changedBeside(was, user) : null;
    if (field !== null) throw new Failure('other-field-changed', { user: user.name, field });
  }
}

function notTaken(left: readonly PbxUser[], now: readonly PbxUser[], to: string): Failure {
  const [user] = left;
  const found = now.find(({ id }) => id === user?.id)?.licenceType ?? '';
  return new Failure('read-back-differs', { user: user?.name ?? '', wanted: to, found });
}
