import { Failure, toWizardError } from '../domain/failure';
import type { WizardError } from '../domain/error';
import type { JobState, Said } from '../domain/job';
import type { SeenHostKey } from '../domain/ssh';
import { sshLineOf } from './ssh-line';
import { isAccepted, said, type StepContext } from './step';

/*
 * The host key of the PBX's SSH: shown, accepted by the installer, pinned to the job. Nothing is sent before.
 */

/** The key as last shown where SSH is now said to be. */
export function seenAt(job: JobState): SeenHostKey | null {
  const { host, port } = sshLineOf(job).target.address;
  const seen = job.facts.sshSeen;
  return seen?.host === host && seen.port === port ? seen : null;
}

/** What is asked about the host key before anything is sent: as with the certificate. */
export function hostKeyPlan(context: StepContext, seen: SeenHostKey | null): Said[] {
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
export async function pinHostKey(context: StepContext): Promise<void> {
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
