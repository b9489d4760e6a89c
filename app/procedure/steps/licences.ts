import { Failure } from '../../domain/failure';
import type { Said } from '../../domain/job';
import { countTypes } from '../../domain/licensing/counts';
import { writeTypes as csvOfTypes } from '../../domain/licensing/csv/write';
import { licenceLabel } from '../../domain/licensing/types';
import type { PbxUser } from '../../domain/pbx';
import { firstVersionWithLicenceTypes, knowsLicenceTypes } from '../../domain/version';
import { isAccepted, lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { threeWays } from '../ways';
import { licencesTold, noteCounts } from './licence-numbers';
import { setByPage, typesByPage, typesPagePlan } from './licences-page';
import {
  changesOf,
  devicesOf,
  ifTold,
  listRoute,
  movedSince,
  readUsers,
  type Change,
} from './licences-users';
import { writeTypes } from './licences-writes';

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
  const tooMany = over.reduce((sum, { usedAfter, bought }) => sum + usedAfter - (bought ?? 0), 0);
  const warning = said('warn.more-than-bought', { types, over: tooMany });
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

/** Somebody else gave types since the table was shown: what would be written now is shown first, and needs a press of its own. */
function withMoved(context: StepContext, look: Look, shown: readonly PbxUser[] | null): Look {
  // By hand the wizard writes nothing.
  if (shown === null || context.record().way === 'guided') return look;
  const moved = movedSince(context.job(), shown, context.users() ?? []);
  const user = moved[0]?.user;
  if (!user) return look;
  const found = licenceLabel(user.licenceType ?? '');
  return lookOf(
    [said('ask.types-moved', { count: moved.length, user: user.name, found }), ...look.plan],
    look.error,
  );
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

/**
 * A file of what the users have now, on the disk before the first of them is written: the way back, also without the wizard.
 * A page may reach others than those it was worked for, so then it holds every user.
 */
async function keepBefore(context: StepContext, changes: readonly Change[]): Promise<string> {
  const isPage = context.record().way === 'assisted';
  const users = isPage ? (context.users() ?? []) : changes.map(({ user }) => user);
  const text = csvOfTypes(users, new Map(), { language: 'en', separator: ',' });
  const file = await context.ports.files.writeNew(context.job().id, 'types-before.csv', text);
  const ended = await context.intent('write-types', { count: changes.length, file });
  await ended('done');
  return file;
}

/** Writes of a run that was cut off: what the PBX has now tells how each ended. */
async function settleWrites(context: StepContext, users: readonly PbxUser[]): Promise<void> {
  const typeOf = new Map(users.map((user) => [user.id, user.licenceType]));
  for (const action of context.record().actions) {
    if (action.outcome !== null) continue;
    if (action.code === 'write-types') await context.settle(action.id, 'done');
    if (action.code !== 'set-type') continue;
    const arrived = typeOf.get(String(action.params?.id)) === action.params?.to;
    await context.settle(action.id, arrived ? 'done' : 'failed');
  }
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
    const shown = context.users();
    const users = await readUsers(context, pbx);
    await settleWrites(context, users);
    context.keepDevices(await devicesOf(context, pbx));
    await ifTold(context, async () => noteCounts(context, await licencesTold(pbx, context.signal)));
    if (!context.job().facts.typesBefore) await context.facts({ typesBefore: typesNow(users) }, listRoute);
    const look = planOf(context);
    if (look.verdict === 'satisfied') await noteEnd(context, users);
    return withMoved(context, look, shown);
  },
  async apply(context) {
    const pbx = await context.connection.pbx(context.signal);
    const changes = changesOf(context.job(), context.users() ?? []);
    const file = await keepBefore(context, changes);
    if (context.record().way === 'assisted') return setByPage(context, pbx, changes, file);
    await writeTypes(context, pbx, changes);
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

/** How many users have the type that was last written for them: one put back, or set twice, counts once. */
function countWritten(context: StepContext, users: readonly PbxUser[]): number {
  const { actions } = context.record();
  const last = new Map(
    actions.flatMap(({ code, outcome, params }) =>
      code === 'set-type' && outcome === 'done' ? [[String(params?.id), params?.to] as const] : [],
    ),
  );
  return users.filter(({ id, licenceType }) => last.has(id) && last.get(id) === licenceType).length;
}

async function noteEnd(context: StepContext, users: readonly PbxUser[]): Promise<void> {
  await context.facts({ typesAfter: typesNow(users) }, listRoute);
  const written = Math.max(countWritten(context, users), countByHand(context, users));
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
