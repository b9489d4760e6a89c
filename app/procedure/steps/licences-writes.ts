import { changedBeside } from '../../domain/changed-beside';
import { connectionLost, Failure, toWizardError } from '../../domain/failure';
import type { WizardError } from '../../domain/error';
import { inPace, type Ended } from '../pace';
import type { PbxSession } from '../ports';
import { said, type StepContext } from '../step';
import { typeIntent, type Change } from './licences-users';

/** Requests under way when it is called off get this long to end, so that nobody is left between written and read back. */
const graceMs = 5_000;
/** Users at a time. A PBX is a small machine, and it has calls to carry. */
const mostAtOnce = 8;
const restMs = 1_000;
/** So many users in a row that the PBX refused: it is not about these users any more. */
const mostFailedInRow = 5;
const usualMsEach = 2_000;

/** How a run goes, for its progress and its end. */
interface Tally {
  all: number;
  done: number;
  failed: number;
  failedInRow: number;
  /** What the PBX said of the first that failed. */
  first: { user: string; reason: string } | null;
}

/**
 * Writes each user's type, several at a time, and reads each back. A user whom the PBX refuses is read again and left for
 * the next run (`types-failed` at the end); anything that says more than that lets nothing more begin.
 */
export async function writeTypes(
  context: StepContext,
  pbx: PbxSession,
  changes: readonly Change[],
): Promise<void> {
  const tally: Tally = { all: changes.length, done: 0, failed: 0, failedInRow: 0, first: null };
  const late = afterGrace(context);
  show(context, tally, 1);
  try {
    await inPace(changes, (change) => writeOne(context, pbx, change, { tally, signal: late.signal }), {
      mayGoOn: async () => {
        context.signal.throwIfAborted();
        await context.mayGoOn();
        context.signal.throwIfAborted();
      },
      clock: context.ports.clock,
      signal: context.signal,
      most: mostAtOnce,
      restMs,
      onRest: (ms) => {
        showRest(context, tally, ms);
      },
      onEnd: (_ended, atOnce) => {
        show(context, tally, atOnce);
      },
    });
  } finally {
    late.end();
  }
  if (tally.failed > 0) throw failedOf(tally);
}

function show(context: StepContext, { all, done, failed }: Tally, atOnce: number): void {
  const code = failed > 0 ? 'applying.types-some-failed' : 'applying.types';
  context.progress(said(code, { done, all, failed, atOnce }), {
    fraction: (done + failed) / all,
    usualMs: all * usualMsEach,
    pausable: true,
  });
}

/** The PBX asked for time, so nothing happens for a while. */
function showRest(context: StepContext, { all, done, failed }: Tally, ms: number): void {
  context.progress(said('applying.types-rest', { done, all, seconds: Math.round(ms / 1_000) }), {
    fraction: (done + failed) / all,
    usualMs: all * usualMsEach,
    pausable: true,
  });
}

function failedOf({ all, failed, first }: Tally): Failure {
  return new Failure('types-failed', {
    count: failed,
    all,
    user: first?.user ?? '',
    reason: first?.reason ?? '',
  });
}

/** Fires a while after the step was called off. */
function afterGrace({ signal, ports }: StepContext): { signal: AbortSignal; end: () => void } {
  const late = new AbortController();
  const over = new AbortController();
  const begin = (): void => {
    ports.clock.sleep(graceMs, over.signal).then(
      () => {
        late.abort(signal.reason);
      },
      () => undefined, // all had ended by then
    );
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    end: () => {
      signal.removeEventListener('abort', begin);
      over.abort();
    },
  };
}

interface Write {
  tally: Tally;
  signal: AbortSignal;
}

/** What was read back, or a user who is not there: only then is it known that the type was not set as wanted. */
const known: readonly string[] = ['read-back-differs', 'other-field-changed', 'user-gone'];

async function writeOne(context: StepContext, pbx: PbxSession, change: Change, write: Write): Promise<Ended> {
  const { user, to } = change;
  const { tally, signal } = write;
  try {
    // The whole record is written, so it must be as it is now: somebody may have changed it since the list was read.
    const fresh = await pbx.user(user.id, signal);
    if (fresh.licenceType === to) keepOne(context, fresh);
    else await putAndReadBack(context, pbx, { ...change, user: fresh }, signal);
    tally.done += 1;
    tally.failedInRow = 0;
    return 'done';
  } catch (thrown) {
    const error = toWizardError(thrown);
    if (isBusy(error)) return 'busy';
    if (!isRefusal(error)) throw thrown;
    tally.failed += 1;
    tally.first ??= { user: user.name, reason: wordsOf(error) };
    if (++tally.failedInRow >= mostFailedInRow) throw failedOf(tally);
    return 'failed';
  }
}

async function putAndReadBack(
  context: StepContext,
  pbx: PbxSession,
  change: Change,
  signal: AbortSignal,
): Promise<void> {
  const { user: fresh, to } = change;
  const ended = await typeIntent(context, change);
  try {
    await putOrLook(pbx, change, signal);
    const after = await pbx.user(fresh.id, signal);
    if (after.licenceType !== to)
      throw new Failure('read-back-differs', {
        user: fresh.name,
        wanted: to,
        found: after.licenceType ?? '',
      });
    const field = changedBeside(fresh, after);
    if (field !== null) throw new Failure('other-field-changed', { user: fresh.name, field });
    keepOne(context, after);
    await ended('done');
  } catch (thrown) {
    // Everything else leaves the outcome open, a web page instead of an answer too: the next look settles it.
    const error = toWizardError(thrown);
    if (known.includes(error.code) || isRefusal(error) || isBusy(error)) await ended('failed');
    throw thrown;
  }
}

/** A refusal counts as one only when the user, read again, has not got the type after all. */
async function putOrLook(pbx: PbxSession, { user, to }: Change, signal: AbortSignal): Promise<void> {
  try {
    await pbx.setLicenceType(user, to, signal);
  } catch (thrown) {
    const error = toWizardError(thrown);
    if (!isRefusal(error) && !isBusy(error)) throw thrown;
    const after = await pbx.user(user.id, signal);
    if (after.licenceType !== to) throw thrown;
  }
}

function statusOf({ params }: WizardError): number {
  return Number(params?.status ?? 0);
}

const asksForTime: readonly number[] = [429, 503];

/** Too many requests, or no time just now: HTTP's own words for it (RFC 6585, RFC 9110). */
function isBusy(error: WizardError): boolean {
  return (
    (error.code === 'http-status' || error.code === 'pbx-error') && asksForTime.includes(statusOf(error))
  );
}

/** The PBX answered for this one user, and says no. */
function isRefusal(error: WizardError): boolean {
  if (connectionLost.includes(error.code) || isBusy(error)) return false;
  return error.code === 'pbx-error' || (error.code === 'http-status' && statusOf(error) >= 400);
}

function wordsOf({ code, params }: WizardError): string {
  const reason = params?.reason;
  if (typeof reason === 'string' && reason !== '') return reason;
  return params?.status === undefined ? code : `HTTP ${String(params.status)}`;
}

function keepOne(context: StepContext, after: Change['user']): void {
  context.keepUsers((context.users() ?? []).map((user) => (user.id === after.id ? after : user)));
}
