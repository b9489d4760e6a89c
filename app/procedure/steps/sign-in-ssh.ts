import { Failure, toWizardError } from '../../domain/failure';
import type { WizardError } from '../../domain/error';
import type { JobState, Said } from '../../domain/job';
import type { PageRecipe } from '../../domain/recipe';
import type { SeenHostKey } from '../../domain/ssh';
import { openingPassword, refusedSignIn } from '../connection';
import { hasSsh, loginText, otpCommand, readOtp, refusedSsh, sshLineOf } from '../otp-by-ssh';
import { pagePlan, recipesFor, workPage } from '../page-way';
import { isAccepted, said, type StepContext } from '../step';

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

/** The key as last shown where SSH is now said to be. */
function seenAt(job: JobState): SeenHostKey | null {
  const { host, port } = sshLineOf(job).target.address;
  const seen = job.facts.sshSeen;
  return seen?.host === host && seen.port === port ? seen : null;
}

/** What is asked about the host key before anything is sent: as with the certificate. */
function hostKeyPlan(context: StepContext, seen: SeenHostKey | null): Said[] {
  if (!seen) return [said('do.look-host-key')];
  const pin = context.job().facts.sshPin;
  const { sha256: now, type } = seen;
  if (pin?.sha256 === now) return [];
  const question = pin
    ? said('warn.host-key-changed', { was: pin.sha256, now, type })
    : said('ask.accept-host-key', { now, type });
  return [isAccepted(context.record(), question) ? said('do.pin-host-key', { now, type }) : question];
}

/** Reads the host key without signing in. Tells what went wrong instead of throwing it: the other ways are still there. */
export async function lookAtHostKey(context: StepContext): Promise<WizardError | null> {
  try {
    const { target } = sshLineOf(context.job());
    const key = await context.ports.ssh.hostKey(target, context.signal);
    const source = `SSH at ${target.address.host}, port ${String(target.address.port)}`;
    await context.facts({ sshSeen: { ...key, ...target.address } }, source);
    await context.evidence(said('host-key-seen', { sha256: key.sha256, type: key.type }), 'observed', source);
    return null;
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return toWizardError(thrown);
  }
}

/** Pins what was accepted, and only what the installer was shown. */
async function pinHostKey(context: StepContext): Promise<void> {
  const seen = seenAt(context.job());
  if (!seen) throw new Failure('host-key-unknown');
  const { sha256, type } = seen;
  const was = context.job().facts.sshPin;
  if (was?.sha256 === sha256) return;
  await context.facts({ sshPin: { sha256, type } }, 'accepted by the installer');
  const what = was
    ? said('host-key-repinned', { was: was.sha256, now: sha256, type })
    : said('host-key-pinned', { sha256, type });
  await context.evidence(what, 'person', 'compared by the installer');
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
