import { Failure } from '../../../domain/failure';
import type { JobState, Said } from '../../../domain/job';
import { openingPassword } from '../../connection';
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
  if (openingPassword(job) === null) return [said('ask.password')];
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
function isUntold(context: StepContext): boolean {
  const name = openingPassword(context.job());
  const given = context.job().secrets.find((one) => one.name === name)?.at ?? '';
  return context
    .record()
    .evidence.some(({ said: { code }, at }) => code === 'old-password-not-told' && at > given);
}

/** Tries it once, where that was not seen yet. `wrong-password` when it is refused. */
export async function proveOldPassword(context: StepContext): Promise<void> {
  const name = openingPassword(context.job());
  if (name === null || !oldPasswordPlan(context).some(({ code }) => code === 'do.try-password-again')) return;
  const proof = await context.connection.tries(name, context.signal);
  if (proof === 'refused') throw new Failure('wrong-password', { way: 'basic' });
  const code = proof === 'opens' ? 'old-password-opens' : 'old-password-not-told';
  await context.evidence({ code }, proof === 'opens' ? 'read-back' : 'observed', 'sign-in with it alone');
}
