import { platformOf } from '../../domain/licensing/portal-form';
import type { JobState, Said } from '../../domain/job';
import type { PbxSession } from '../ports';
import { grownPause } from '../outage';
import { said, type StepContext } from '../step';
import { activatedByWord, noteActivated } from './activate';
import { usualBirthMs } from './cloud-ready';
import { licenceRoute, licencesTold } from './licence-numbers';

/** A cloud PBX that this job had made activates itself, and nobody has read or seen yet that it has. */
export function owesActivation(job: JobState): boolean {
  const ownBirth = platformOf(job.kind) === 'cloud' && job.steps.some(({ id }) => id === 'cloud-ready');
  return ownBirth && job.facts.activated !== true;
}

/** What is left of it: to wait, or to say what is seen where the PBX does not tell. */
export async function activationLeft(context: StepContext): Promise<Said[]> {
  if (!owesActivation(context.job())) return [];
  if (!isUntold(context)) return [said('do.wait-activation')];
  return (await activatedByWord(context)) ? [] : [said('ask.say-activated')];
}

function isUntold(context: StepContext): boolean {
  return context.record().evidence.some(({ said: { code } }) => code === 'activation-not-told');
}

/**
 * Asks again, with growing pauses, until the PBX says that it is activated. One that does not tell is not waited for: it is
 * noted that nothing could be read, and the installer is asked what they see. `serial-mismatch` where it is activated as another.
 */
export async function awaitActivation(context: StepContext, pbx: PbxSession): Promise<void> {
  let pause = 0;
  for (let attempt = 1; ; attempt++) {
    const answer = await licencesTold(pbx, context.signal);
    if (answer.activated === true) return noteActivated(context, answer);
    if (answer.activated === null)
      return context.evidence(said('activation-not-told'), 'observed', licenceRoute);
    context.progress(said('applying.cloud-activation', { attempt }), { usualMs: usualBirthMs });
    pause = grownPause(pause);
    await context.ports.clock.sleep(pause, context.signal);
  }
}
