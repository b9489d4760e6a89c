import { formatAddress, parseAddress, type Address } from '../../domain/address';
import { Failure, toWizardError } from '../../domain/failure';
import { grownPause } from '../outage';
import { runPreflight } from '../preflight';
import { lookOf, said, type Look, type Step, type StepContext } from '../step';
import { judgeReached, lookIn, noteReached, typedAddress } from './deploy';

/**
 * A new cloud PBX needs about three minutes (vendor's guide: sure). Past this the window says what to check; nothing ends
 * by the clock, only by what answers or by the installer.
 */
export const usualBirthMs = 180_000;

/** One look; where nothing that is a PBX answers yet, the plan is to wait for it. */
async function probe(context: StepContext): Promise<Look> {
  const typed = typedAddress(context);
  const address = parseAddress(typed);
  if (!address)
    return lookOf(
      [said('ask.input', { field: 'address' })],
      new Failure('address-invalid', { address: typed }).error,
    );
  // The graded list is for what is there: that a PBX is still to come is no failure.
  if ((await seenInstead(context, address)) !== null)
    return lookOf([said('do.wait-cloud', { address: formatAddress(address) })]);
  const look = lookIn((await runPreflight(context, typed)).seen, address);
  await noteReached(context, address, look);
  return judgeReached(context, look);
}

/** Null: a PBX answers there. Else the code of what is seen instead. */
async function seenInstead(context: StepContext, address: Address): Promise<string | null> {
  try {
    const { signs } = await context.ports.pbx.look(address, context.signal);
    return signs.length > 0 ? null : 'not-a-pbx';
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return toWizardError(thrown).code;
  }
}

/** Looks again and again, with growing pauses, until a PBX answers there. Only the installer ends it before. */
async function waitForIt(context: StepContext, address: Address): Promise<void> {
  const { clock } = context.ports;
  const began = clock.now().getTime();
  let pause = 0;
  for (let attempt = 1; ; attempt++) {
    const seen = await seenInstead(context, address);
    if (seen === null) break;
    const doing = said('applying.cloud-wait', { address: formatAddress(address), attempt, seen });
    context.progress(doing, { usualMs: usualBirthMs });
    pause = grownPause(pause);
    await clock.sleep(pause, context.signal);
  }
  const seconds = Math.round((clock.now().getTime() - began) / 1000);
  await context.evidence(said('cloud-waited', { seconds }), 'observed', `HTTPS at ${formatAddress(address)}`);
}

/**
 * A cloud PBX is made by the vendor and activates itself. Nothing is typed and nothing secret is sent here: it is looked at
 * until it answers; that it is activated is read as soon as the wizard has signed in.
 */
export const cloudReady: Step = {
  id: 'cloud-ready',
  ways: () => [{ way: 'automatic', possible: true, reason: { code: 'way.watches' } }],
  probe,
  async apply(context) {
    const address = parseAddress(typedAddress(context));
    if (!address) throw new Failure('address-invalid', { address: typedAddress(context) });
    await waitForIt(context, address);
  },
  verify: probe,
};
