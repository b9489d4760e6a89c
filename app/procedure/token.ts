import { toWizardError } from '../domain/failure';
import type { JobState } from '../domain/job';
import { knowsSimpleTokens } from '../domain/version';
import type { Connection } from './connection';
import type { PbxSession } from './ports';
import { said, type StepContext } from './step';

/**
 * The wizard's own Simple Token: made as soon as a password (or a page) let it in, so that an upgrade to a release that
 * asks for a second factor does not end the sign-in; deleted at the end of the job.
 */

/** How long it lasts, in milliseconds: a visit and the night after it. Our own choice. */
const lastsMs = 24 * 60 * 60_000;

/** How long its end may take, in milliseconds: closing a job waits for no PBX that is away. */
const endMs = 15_000;

const route = '/api/v1/pbx/applications/simpletoken/';

/** How the token is called in the PBX's list; one a job, so a second one is never piled up. */
export function tokenName(job: JobState): string {
  return `pbx-activation-wizard ${job.id.split('-').at(-1) ?? job.id}`;
}

/** A token was made, or may have been, and its end was not seen. */
export function owesToken(job: JobState): boolean {
  const all = job.steps.flatMap(({ actions }) => actions);
  // Those of other PBXs of a network are owed there.
  const acts = all.filter(({ params }) => params?.member === undefined);
  const made = acts.filter(({ code, outcome }) => code === 'make-token' && outcome !== 'failed');
  const ended = acts.filter(({ code, outcome }) => code === 'delete-token' && outcome === 'done');
  return made.some(({ at }) => !ended.some((end) => end.at > at));
}

function holdsToken(job: JobState): boolean {
  return job.secrets.some(({ name, origin }) => name === 'api-token' && origin === 'made-on-pbx');
}

/** Errors that say "not here" or "not so", after which the job goes on without a token. */
const without: ReadonlySet<string> = new Set([
  'route-missing',
  'pbx-error',
  'http-status',
  'unknown-answer',
  'html-instead-of-json',
]);

/**
 * Makes the token where the PBX has such and this sign-in could end with an upgrade, and signs in with it. A PBX that
 * declines is gone on with as it is.
 */
export async function ensureToken(context: StepContext, pbx: PbxSession): Promise<PbxSession> {
  if (pbx.way === 'token' || pbx.way === 's2s' || !mayHaveTokens(context.job())) return pbx;
  const name = tokenName(context.job());
  const ended = await context.intent('make-token', { name });
  try {
    await make(context, pbx, name);
  } catch (thrown) {
    const { code } = toWizardError(thrown);
    if (!without.has(code)) throw thrown;
    // An answer that was not understood leaves open whether there is a token now: its end is then seen to all the same.
    if (code !== 'unknown-answer') await ended('failed');
    await context.evidence(said('token-not-made', { why: code }), 'observed', `POST ${route}`);
    return pbx;
  }
  if ((await context.connection.tries('api-token', context.signal)) === 'opens') {
    await ended('done');
    await context.evidence(said('token-works', { name }), 'read-back', 'sign-in by the token');
    return context.connection.pbx(context.signal);
  }
  await pbx.deleteTokens(name, context.signal);
  await context.forgetSecret('api-token');
  await ended('failed');
  await context.evidence(
    said('token-not-made', { why: 'token-refused' }),
    'observed',
    'sign-in by the token',
  );
  return pbx;
}

/** Before the first look at its routes nothing is known; a PBX upgraded since may have what it did not have then. */
function mayHaveTokens({ facts }: JobState): boolean {
  if (!knowsSimpleTokens(facts.version ?? '')) return false;
  const route = facts.capabilities?.find(({ name }) => name === 'simple-token');
  return route?.works === true || !knowsSimpleTokens(facts.versionBefore ?? '');
}

async function make(context: StepContext, pbx: PbxSession, name: string): Promise<void> {
  const until = new Date(context.ports.clock.now().getTime() + lastsMs);
  context.progress(said('applying.token'));
  const { secret } = await pbx.makeToken(name, until, context.signal);
  await context.keepSecret('api-token', secret);
  context.connection.drop();
  await context.evidence(
    said('token-made', { name, until: until.toISOString() }),
    'observed',
    `POST ${route}`,
  );
}

/** `gone`: it did not open the PBX any more before it was deleted. `left`: it is still there, or nobody could look. */
export type TokenEnd = 'deleted' | 'gone' | 'left';

/**
 * Deletes the wizard's token on the PBX, and looks whether it is gone: by one more sign-in with it or, where its secret was
 * lost, by the list. Never throws.
 */
export async function endToken(
  connection: Connection,
  job: JobState,
  signal: AbortSignal,
): Promise<TokenEnd> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(endMs)]);
  const name = tokenName(job);
  const isRefused = async (): Promise<boolean> =>
    (await connection.tries('api-token', limited)) === 'refused';
  try {
    connection.drop();
    if (holdsToken(job) && (await isRefused())) return 'gone';
    const pbx = await connection.pbx(limited);
    await pbx.deleteTokens(name, limited);
    const ended = holdsToken(job) ? await isRefused() : (await pbx.deleteTokens(name, limited)) === 0;
    return ended ? 'deleted' : 'left';
  } catch {
    return 'left';
  } finally {
    connection.drop();
  }
}

/** Where the token's end is seen, for the evidence. */
export const tokenEndSource = `DELETE ${route}, one sign-in with the token`;
