import type { ErrorCode } from '../../domain/error';
import { toWizardError } from '../../domain/failure';
import type { JobState } from '../../domain/job';
import type { PbxUser } from '../../domain/pbx';
import type { PbxSession } from '../ports';
import { said, type StepContext } from '../step';

export const listRoute = 'GET /api/v1/PBX/Colleagues/';
const devicesRoute = 'GET /api/v1/PBX/Users/Sip/Registrations';

/** A user and the licence type it is to have. */
export interface Change {
  user: PbxUser;
  to: string;
}

/** Users whose chosen type is not the one the PBX has: all that will be written. */
export function changesOf(job: JobState, users: readonly PbxUser[]): Change[] {
  return users.flatMap((user) => {
    const to = job.assignment[user.id];
    return to !== undefined && to !== user.licenceType ? [{ user, to }] : [];
  });
}

/** Changes that the users as `shown` did not have: of a user with another type now, or who had the chosen one then. */
export function movedSince(job: JobState, shown: readonly PbxUser[], now: readonly PbxUser[]): Change[] {
  const from = new Map(changesOf(job, shown).map(({ user }) => [user.id, user.licenceType]));
  return changesOf(job, now).filter(
    ({ user }) => !from.has(user.id) || from.get(user.id) !== user.licenceType,
  );
}

/** The journal's line before a user's type is set, by whatever way. */
export function typeIntent(
  context: StepContext,
  { user: { id, extension, name, licenceType }, to }: Change,
): ReturnType<StepContext['intent']> {
  return context.intent('set-type', { id, user: name, extension, from: licenceType ?? '', to });
}

export async function readUsers(context: StepContext, pbx: PbxSession): Promise<PbxUser[]> {
  const users = await pbx.users(context.signal, (read, all) => {
    context.progress(said('applying.users', { read, all: all ?? read }), all ? { fraction: read / all } : {});
  });
  context.keepUsers(users);
  await context.facts({ userCount: users.length }, listRoute);
  await context.evidence(said('users-read', { count: users.length }), 'observed', listRoute);
  return users;
}

/** What is registered by SIP, where a route tells it. */
export function devicesOf(context: StepContext, pbx: PbxSession): Promise<Map<string, string[]> | null> {
  return ifTold(context, async () => {
    const devices = await pbx.registrations(context.signal);
    await context.evidence(said('devices-read', { count: devices.size }), 'observed', devicesRoute);
    return devices;
  });
}

/** The PBX answered, and has not told it. */
const notTold: readonly ErrorCode[] = [
  'route-missing',
  'pbx-error',
  'http-status',
  'unknown-answer',
  'html-instead-of-json',
];

/** What is good to know and not needed to go on: null where this PBX does not tell. A lost line is not an answer. */
export async function ifTold<T>(context: StepContext, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (thrown) {
    if (context.signal.aborted || !notTold.includes(toWizardError(thrown).code)) throw thrown;
    return null;
  }
}
