import { changedBeside } from '../../domain/changed-beside';
import { Failure, toWizardError } from '../../domain/failure';
import type { Said } from '../../domain/job';
import { countTypes } from '../../domain/licensing/counts';
import { licenceLabel } from '../../domain/licensing/types';
import type { PbxUser } from '../../domain/pbx';
import { firstVersionWithLicenceTypes, knowsLicenceTypes } from '../../domain/version';
import type { PbxSession } from '../ports';
import { isAccepted, lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { threeWays } from '../ways';
import { setByPage, typesByPage, typesPagePlan } from './licences-page';
import { changesOf, listRoute, readUsers, typeIntent, type Change } from './licences-users';

const writeRoute = 'PUT /api/v1/PBX/Colleagues/{id}/';

function typesNow(users: readonly PbxUser[]): { type: string; users: number }[] {
  return countTypes(users, {}, []).map(({ type, usedNow }) => ({ type, users: usedNow }));
}

/** Warns when more of a paid type would be used than was bought; the installer may have a reason. */
function overPlan(context: StepContext, users: readonly PbxUser[]): ReturnType<typeof said>[] {
  const { assignment, facts } = context.job();
  const over = countTypes(users, assignment, facts.licences ?? []).filter((one) => one.over);
  if (over.length === 0) return [];
  const types = over
    .map(({ type, usedAfter, bought }) => `${licenceLabel(type)} ${String(usedAfter)}/${String(bought)}`)
    .join(', ');
  const warning = said('warn.more-than-bought', { types });
  return isAccepted(context.record(), warning) ? [] : [warning];
}

function planOf(context: StepContext): Look {
  const users = context.users();
  if (!users) return lookOf([said('ask.review-types')]);
  const changes = changesOf(context.job(), users);
  if (changes.length > 0) return lookOf([...overPlan(context, users), ...changePlan(context, changes)]);
  const reviewed =
    wordOf(context.record(), 'types-reviewed') !== null ||
    hasWritten(context) ||
    countByHand(context, users) > 0;
  if (!reviewed) return lookOf([said('ask.review-types')]);
  const over = overPlan(context, users);
  return over.length > 0 ? lookOf(over) : satisfied;
}

/** By the way chosen. By hand, looking again is all there is to do. */
function changePlan(context: StepContext, changes: readonly Change[]): Said[] {
  const { way } = context.record();
  const count = changes.length;
  if (way === 'automatic') return [said('do.set-types', { count })];
  const check = said('do.check-types', { count });
  return way === 'assisted'
    ? [...typesPagePlan(context, changes), check]
    : [said('ask.set-types-by-hand', { count }), check];
}

/** How many users have the type chosen for them, where the installer set it. */
function countByHand(context: StepContext, users: readonly PbxUser[]): number {
  const { assignment } = context.job();
  if (context.record().way !== 'guided') return 0;
  return users.filter(({ id, licenceType }) => assignment[id] !== undefined && assignment[id] === licenceType)
    .length;
}

function hasWritten(context: StepContext): boolean {
  return context.record().actions.some(({ code, outcome }) => code === 'set-type' && outcome === 'done');
}

/** Writes of a run that was cut off: what the PBX has now tells how each ended. */
async function settleWrites(context: StepContext, users: readonly PbxUser[]): Promise<void> {
  const typeOf = new Map(users.map((user) => [user.id, user.licenceType]));
  for (const action of context.record().actions) {
    if (action.code !== 'set-type' || action.outcome !== null) continue;
    const arrived = typeOf.get(String(action.params?.id)) === action.params?.to;
    await context.settle(action.id, arrived ? 'done' : 'failed');
  }
}

/** What was read back, or a user who is not there: only then is it known that the type was not set as wanted. */
const known: readonly string[] = ['read-back-differs', 'other-field-changed', 'user-gone'];

async function writeOne(context: StepContext, pbx: PbxSession, change: Change): Promise<void> {
  const {
    user: { id, name },
    to,
  } = change;
  const ended = await typeIntent(context, change);
  try {
    // The whole record is written, so it must be as it is now: somebody may have changed it since the list was read.
    const fresh = await pbx.user(id, context.signal);
    await pbx.setLicenceType(fresh, to, context.signal);
    const after = await pbx.user(id, context.signal);
    if (after.licenceType !== to)
      throw new Failure('read-back-differs', { user: name, wanted: to, found: after.licenceType ?? '' });
    const field = changedBeside(fresh, after);
    if (field !== null) throw new Failure('other-field-changed', { user: name, field });
    keepOne(context, after);
    await ended('done');
  } catch (thrown) {
    // Everything else leaves the outcome open, a web page instead of an answer too: the next look settles it.
    if (known.includes(toWizardError(thrown).code)) await ended('failed');
    throw thrown;
  }
}

function keepOne(context: StepContext, after: PbxUser): void {
  context.keepUsers((context.users() ?? []).map((user) => (user.id === after.id ? after : user)));
}

/** Every user's licence type as the installer chose it, written one by one and read back. */
export const licences: Step = {
  id: 'licences',
  ways: (job, ports) => threeWays(null, (reason) => typesByPage(job, ports, reason)),
  replan: planOf,
  async probe(context) {
    const version = context.job().facts.version ?? '';
    if (!knowsLicenceTypes(version)) {
      throw new Failure('licence-types-not-known', { version, needed: firstVersionWithLicenceTypes });
    }
    const pbx = await context.connection.pbx(context.signal);
    const users = await readUsers(context, pbx);
    await settleWrites(context, users);
    if (!context.job().facts.typesBefore) await context.facts({ typesBefore: typesNow(users) }, listRoute);
    const look = planOf(context);
    if (look.verdict === 'satisfied') await noteEnd(context, users);
    return look;
  },
  async apply(context) {
    const pbx = await context.connection.pbx(context.signal);
    const changes = changesOf(context.job(), context.users() ?? []);
    if (context.record().way === 'assisted') return setByPage(context, pbx, changes);
    for (const [done, change] of changes.entries()) {
      context.signal.throwIfAborted();
      context.progress(said('applying.types', { done, all: changes.length }), {
        fraction: done / changes.length,
        usualMs: changes.length * 2_000,
      });
      await writeOne(context, pbx, change);
    }
    await context.evidence(said('types-set', { count: changes.length }), 'observed', writeRoute);
  },
  async verify(context) {
    const users = await readUsers(context, await context.connection.pbx(context.signal));
    const left = changesOf(context.job(), users);
    const first = left[0];
    // The page did not fit: what is left is the installer's.
    if (first && context.record().way === 'guided') return planOf(context);
    if (first)
      throw new Failure('read-back-differs', {
        user: first.user.name,
        wanted: first.to,
        found: first.user.licenceType ?? '',
      });
    await noteEnd(context, users);
    return satisfied;
  },
};

async function noteEnd(context: StepContext, users: readonly PbxUser[]): Promise<void> {
  await context.facts({ typesAfter: typesNow(users) }, listRoute);
  const { actions } = context.record();
  const done = actions.filter(({ code, outcome }) => code === 'set-type' && outcome === 'done').length;
  const written = Math.max(done, countByHand(context, users));
  if (written > 0)
    await context.evidence(said('types-read-back', { count: written }), 'read-back', listRoute);
  const reviewed = wordOf(context.record(), 'types-reviewed');
  if (reviewed !== null)
    await context.evidence(
      said('types-reviewed', { count: users.length }),
      'person',
      'confirmed by the installer',
    );
}
