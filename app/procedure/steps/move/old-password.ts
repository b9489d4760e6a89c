import type { WizardError } from '../../../domain/error';
import { Failure } from '../../../domain/failure';
import type { JobState, Said } from '../../../domain/job';
import { openingPassword, type Proof } from '../../connection';
import { said, wordOf, type StepContext } from '../../step';

/*
 * The password of the old PBX opens the cloud PBX after the move (vendor's guide: sure). So it must be known before, and
 * known to be right: a sign-in by token says nothing about it.
 */

/** Where the word stands that it is right, where no try can tell. */
const oldPasswordWord = 'old-password-right';

/** What is to be done or asked so that the old password is known. */
export function oldPasswordPlan(context: StepContext): Said[] {
  const job = context.job();
  if (openingPassword(job) === null || isRefused(context)) return [said('ask.password')];
  if (isProved(job) || wordOf(context.record(), oldPasswordWord) !== null) return [];
  return isUntold(context) ? [said('ask.old-password-right')] : [said('do.try-password-again')];
}

/** It signed this job in, or was tried alone, and was not given anew since. */
function isProved(job: JobState): boolean {
  const name = openingPassword(job);
  const given = job.secrets.find((one) => one.name === name)?.at ?? '';
  return job.steps
    .flatMap(({ evidence }) => evidence)
    .some(({ said: { code, params }, at }) => {
      const opened = code === 'old-password-opens' || (code === 'signed-in' && byPassword.has(params?.way));
      return opened && at > given;
    });
}

const byPassword: ReadonlySet<unknown> = new Set(['basic', 'session']);

/** It was tried, and the PBX's answer said nothing of the password. */
const isUntold = (context: StepContext): boolean => wasFound(context, 'old-password-not-told');

/** It was tried: it is not sent again. */
const isRefused = (context: StepContext): boolean => wasFound(context, 'old-password-wrong');

/** Since it was given. */
function wasFound(context: StepContext, found: string): boolean {
  const name = openingPassword(context.job());
  const given = context.job().secrets.find((one) => one.name === name)?.at ?? '';
  return context.record().evidence.some(({ said: { code }, at }) => code === found && at > given);
}

/** Why the old password is asked for anew. */
export function oldPasswordError(context: StepContext): WizardError | undefined {
  return isRefused(context) ? new Failure('wrong-password-here').error : undefined;
}

const codeOf: Readonly<Record<Proof, string>> = {
  opens: 'old-password-opens',
  refused: 'old-password-wrong',
  'not-told': 'old-password-not-told',
};

/**
 * Tries it once, where that was not seen yet. That it is refused is noted and is no failure: what the job is signed in by is
 * something else, and stays good.
 */
export async function proveOldPassword(context: StepContext): Promise<void> {
  const name = openingPassword(context.job());
  if (name === null || !oldPasswordPlan(context).some(({ code }) => code === 'do.try-password-again')) return;
  const proof = await context.connection.tries(name, context.signal);
  const what = said(codeOf[proof]);
  await context.verdict(what, proof === 'opens' ? 'read-back' : 'observed', 'sign-in with it alone');
}
