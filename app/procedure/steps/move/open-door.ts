import { Failure, toWizardError } from '../../../domain/failure';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';
import { sshPasswordAsked } from '../../ssh-line';
import { doorOf, tryDoor } from './door';

/** Where the word stands that the old PBX reaches the cloud PBX, where no command there can tell. */
const doorWord = 'door-open';

async function look(context: StepContext): Promise<Look> {
  try {
    const { port, host } = doorOf(context);
    const { here, there } = await tryDoor(context);
    const place = { host, port };
    if (there === true) {
      await context.evidence(said('door-reached', place), 'read-back', 'TCP from the old PBX over SSH');
      return satisfied;
    }
    if (there === null && here) return await byWord(context, place);
    const code = here ? 'door-blocked' : 'door-closed';
    return lookOf([said('ask.open-door', place)], new Failure(code, place).error);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    const password = sshPasswordAsked(context.job()) ? [said('ask.ssh-password')] : [];
    return lookOf([...password, said('ask.open-door', { host: '', port: '' })], toWizardError(thrown));
  }
}

async function byWord(context: StepContext, place: { host: string; port: number }): Promise<Look> {
  if (wordOf(context.record(), doorWord) === null) return lookOf([said('ask.door-word', place)]);
  await context.evidence(said('door-told', place), 'person', 'seen by the installer on the old PBX');
  return satisfied;
}

/** SSH of the cloud PBX, opened in the portal by the installer, and reached from where the script will run. */
export const openDoor: Step = {
  id: 'open-door',
  ways: () => guidedBecause('way.portal-only'),
  probe: look,
  apply: () => Promise.resolve(),
  verify: look,
};
