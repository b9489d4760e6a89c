import { Failure } from '../../../domain/failure';
import { checkSerial, sameSerial } from '../../../domain/pasted';
import { lookOf, said, satisfied, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';

/** As typed here, else as it is known of the old PBX. */
function serialOf(context: StepContext): string {
  const typed = (context.record().inputs.swSerial ?? '').trim();
  return typed || (context.job().facts.capture?.swSerial?.value ?? '');
}

function look(context: StepContext): Look {
  const serial = checkSerial(serialOf(context));
  const key = context.job().secrets.some(({ name }) => name === 'pbx-key') ? [] : [said('ask.pbx-key')];
  if ('not' in serial) {
    const wrong =
      serial.not === 'empty' ? undefined : new Failure('serial-looks-wrong', { not: serial.not }).error;
    return lookOf([said('ask.input', { field: 'swSerial' }), ...key], wrong);
  }
  const known = context.job().facts.capture?.swSerial;
  // One that was only typed before may be put right here; one that the old PBX told itself is its own.
  if (known && known.origin !== 'typed' && !sameSerial(known.value, serial.serial)) {
    const error = new Failure('old-is-another', { known: known.value, found: serial.serial }).error;
    return lookOf([said('ask.input', { field: 'swSerial' })], error);
  }
  if (key.length > 0) return lookOf([said('ask.open-entry', { serial: serial.serial }), ...key]);
  return lookOf([said('do.keep-serial')]);
}

/**
 * The key of the SW Serial that the old PBX had: nothing new is ordered or entered, the entry that is there is opened
 * (vendor's guide, "the PBX in the portal": a replacement is activated with the SW Serial: sure).
 */
export const swKey: Step = {
  id: 'sw-key',
  ways: () => guidedBecause('way.portal-only'),
  replan: look,
  probe: (context) => Promise.resolve(look(context)),
  async apply(context) {
    const serial = checkSerial(serialOf(context));
    if ('not' in serial) throw new Failure('serial-looks-wrong', { not: serial.not });
    const source = 'the portal, by the installer';
    await context.facts({ swSerial: serial.serial }, source);
    await context.evidence(said('sw-serial-kept', { serial: serial.serial }), 'person', source);
    await context.evidence(said('pbx-key-given'), 'person', source);
  },
  verify: () => Promise.resolve(satisfied),
};
