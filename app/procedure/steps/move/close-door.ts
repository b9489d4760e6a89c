import { toWizardError } from '../../../domain/failure';
import { mustAnswer } from '../../must-answer';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';
import { cloudOf, noteCloud } from './cloud-pbx';
import { doorOf, reachedFromHere } from './door';

/** Where the word stands that it was closed in the portal. */
const closedWord = 'door-closed';

async function look(context: StepContext): Promise<Look> {
  try {
    const door = doorOf(context);
    const before = cloudOf(context).door;
    // That nothing is reached at all, as with the cable out, says nothing of this port.
    await mustAnswer(context, cloudOf(context).address);
    const here = await reachedFromHere(context, door);
    const at = context.ports.clock.now().toISOString();
    const source = `TCP to ${door.host}, port ${String(door.port)}`;
    await noteCloud(context, { door: { port: door.port, there: null, here, at } }, source);
    const place = { host: door.host, port: door.port };
    if (here) {
      await context.evidence(said('door-open-here', place), 'observed', source);
      return lookOf([said('ask.close-door', place)]);
    }
    // Where it never could be reached from here, that it cannot now proves nothing.
    return before?.here === true || wasOpenHere(context)
      ? await closed(context, place, source)
      : await byWord(context, place);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return lookOf([said('ask.close-door', { host: '', port: '' })], toWizardError(thrown));
  }
}

function wasOpenHere(context: StepContext): boolean {
  return context.record().evidence.some(({ said: { code } }) => code === 'door-open-here');
}

async function closed(
  context: StepContext,
  place: { host: string; port: number },
  source: string,
): Promise<Look> {
  await context.evidence(said('door-shut', place), 'read-back', source);
  return satisfied;
}

async function byWord(context: StepContext, place: { host: string; port: number }): Promise<Look> {
  if (wordOf(context.record(), closedWord) === null) return lookOf([said('ask.closed-word', place)]);
  await context.evidence(said('door-shut-told', place), 'person', 'seen by the installer in the portal');
  return satisfied;
}

/** SSH of the cloud PBX closed again, checked from here. */
export const closeDoor: Step = {
  id: 'close-door',
  ways: () => guidedBecause('way.portal-only'),
  probe: look,
  apply: () => Promise.resolve(),
  verify: look,
};
