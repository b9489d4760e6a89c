import { parseAddress } from '../../domain/address';
import { connectionLost, Failure, toWizardError } from '../../domain/failure';
import { compareVersions } from '../../domain/version';
import { outlast, pollMs, Waited } from '../outage';
import { said, type StepContext } from '../step';

/** A PBX that has not gone down so long after it was told to reboot will not any more, in milliseconds. */
const longestUntilDown = 5 * 60_000;

/** Tells the PBX to reboot and waits until it is back. */
export async function rebootAndWait(context: StepContext): Promise<void> {
  context.progress(said('applying.reboot'), { usualMs: 30_000 });
  const began = context.ports.clock.now().getTime();
  const pbx = await context.connection.pbx(context.signal);
  const ended = await context.intent('reboot');
  try {
    await pbx.reboot(context.signal);
  } catch (thrown) {
    // A PBX that goes down at once cuts its own answer off; what it did answer is a refusal.
    if (context.signal.aborted) throw thrown;
    if (!connectionLost.includes(toWizardError(thrown).code)) {
      await ended('failed');
      throw thrown;
    }
  }
  await ended('done');
  context.connection.drop();
  if (!(await waitUntilGoneAndBack(context))) return;
  const seconds = Math.round((context.ports.clock.now().getTime() - began) / 1000);
  await context.evidence(said('rebooted', { seconds }), 'observed', 'PUT /api/v1/PBX/System/Reboot');
}

/**
 * A reboot starts some time after its request, so an answer alone does not mean it is over: the PBX must have been away,
 * or tell another version. After `longestUntilDown` it did not go down at all, which gives false, and what it says counts.
 */
export async function waitUntilGoneAndBack(context: StepContext): Promise<boolean> {
  const from = context.job().facts.version ?? '';
  const waited = new Waited(context.ports.clock);
  for (;;) {
    await context.ports.clock.sleep(pollMs, context.signal);
    const { value: version, wasAway } = await outlast(context, () => versionNow(context));
    if (wasAway || compareVersions(version, from) !== 0) return true;
    if (waited.more() > longestUntilDown) return false;
    context.progress(said('applying.reboot'), { usualMs: 30_000 });
  }
}

/** Looks without a password first: a PBX that is still starting is not asked to sign us in. */
async function versionNow(context: StepContext): Promise<string> {
  const address = parseAddress(context.job().facts.address ?? '');
  if (!address) throw new Failure('address-invalid');
  await context.ports.pbx.look(address, context.signal);
  return (await (await context.connection.pbx(context.signal)).identity(context.signal)).version;
}
