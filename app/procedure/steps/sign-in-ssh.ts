import { Failure, toWizardError } from '../../domain/failure';
import type { WizardError } from '../../domain/error';
import type { JobState, Said } from '../../domain/job';
import type { PageRecipe } from '../../domain/recipe';
import { openingPassword, refusedSignIn } from '../connection';
import { hostKeyPlan, pinHostKey, seenAt } from '../host-key';
import { otpCommand, readOtp } from '../otp-by-ssh';
import { hasSsh, loginText, refusedSsh, sshLineOf } from '../ssh-line';
import { pagePlan, recipesFor, workPage } from '../page-way';
import { said, type StepContext } from '../step';

/**
 * Signing in where the PBX asks for a one-time password, with SSH at hand: the wizard reads it on the PBX itself, as root, and
 * signs in on the PBX's page with it.
 */

export interface SshPlan {
  plan: Said[];
  error?: WizardError;
}

/** Whether SSH is the way on: the password alone was refused, nobody signed in on the page, and the installer gave SSH. */
export function usesSsh(context: StepContext): boolean {
  const job = context.job();
  return !context.connection.hasPage() && refusedSignIn(job) !== null && hasSsh(job);
}

/** What is to be done, or what stands in the way. */
export function sshPlan(context: StepContext): SshPlan {
  const job = context.job();
  try {
    const line = sshLineOf(job);
    const refused = refusedSsh(job, line);
    if (refused) return { plan: [said('ask.other-way')], error: refused.error };
    const login = loginText(line);
    const asks = [
      ...hostKeyPlan(context, seenAt(job)),
      ...(openingPassword(job) === null ? [said('ask.password')] : []),
      ...(line.user !== 'root' && !has(job, 'ssh-root-password') ? [said('ask.ssh-root-password')] : []),
    ];
    const recipes = recipesOf(context);
    return {
      plan: [
        ...asks,
        said('do.read-otp', { command: otpCommand, login }),
        ...(recipes ? pagePlan(recipes) : []),
      ],
    };
  } catch (thrown) {
    return { plan: [said('ask.other-way')], error: toWizardError(thrown) };
  }
}

function has(job: JobState, secret: string): boolean {
  return job.secrets.some(({ name }) => name === secret);
}

function recipesOf(context: StepContext): PageRecipe[] | null {
  return recipesFor(context.job(), context.ports, ['sign-in']);
}

/** Brings the connection the session of the PBX's page. False: something is missing, and the look that follows asks for it. */
export async function signInOnPageBySsh(context: StepContext): Promise<boolean> {
  await pinHostKey(context);
  const otp = await readOtp(context);
  const recipes = recipesOf(context);
  if (otp === null || !recipes) return false;
  if ((await workPage(context, recipes, { given: { otp } })) === null) return false;
  const session = await context.ports.page(context.job().id).session();
  if (session === null) throw new Failure('page-not-signed-in', { way: 'page' });
  context.connection.takePage(session, context.ports.clock.now().toISOString());
  return true;
}

/** A one-time password is good once: after the sign-in nobody needs it any more. */
export async function forgetOtp(context: StepContext): Promise<void> {
  for (const name of ['otp', 'otp-printed'] as const)
    if (has(context.job(), name)) await context.forgetSecret(name);
}
