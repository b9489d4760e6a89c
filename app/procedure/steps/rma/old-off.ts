import { isSameAddress, parseAddress } from '../../../domain/address';
import { connectionLost, Failure, toWizardError } from '../../../domain/failure';
import { sameSerial } from '../../../domain/pasted';
import type { AddressLook } from '../../../domain/pbx';
import { mustAnswer } from '../../must-answer';
import { secondOf } from '../../second-pbx';
import {
  isAccepted,
  lookOf,
  said,
  satisfied,
  wordOf,
  type Look,
  type Step,
  type StepContext,
} from '../../step';
import { guidedBecause } from '../../ways';
import { isConverted } from '../hw-serial';
import { oldPbxPlace } from './old-read';

/** Where the old PBX was, as far as it is known: read there, or typed. */
function oldAddress(context: StepContext): string | null {
  const typed = context.job().steps.find(({ id }) => id === 'old-pbx')?.inputs.oldAddress ?? '';
  const address = typed.trim() || (secondOf(context, oldPbxPlace).address ?? '');
  return parseAddress(address) ? address : null;
}

const word = (context: StepContext): string | null => wordOf(context.record(), 'old-off');

function planNow(context: StepContext): Look {
  const address = oldAddress(context);
  return lookOf([
    ...(word(context) === null ? [said('ask.old-off')] : []),
    address === null ? said('do.note-old-off') : said('do.try-old', { address }),
  ]);
}

/** Null: nothing answers as anything. */
async function lookThere(context: StepContext, address: string): Promise<AddressLook | null> {
  const parsed = parseAddress(address);
  if (!parsed) throw new Failure('address-invalid', { address });
  try {
    return await context.ports.pbx.look(parsed, context.signal);
  } catch (thrown) {
    if (!context.signal.aborted && connectionLost.includes(toWizardError(thrown).code)) return null;
    throw thrown;
  }
}

/** It must be silent, or the new PBX; anything else is for the installer to judge. */
async function judgeAddress(context: StepContext, address: string): Promise<Look> {
  const look = await lookThere(context, address);
  const source = `TLS and HTTPS at ${address}`;
  if (!look) {
    await mustAnswer(context, context.job().facts.address);
    // That nothing answers is no proof of which machine is off: the installer's word stays what the step rests on.
    await context.evidence(said('old-silent', { address }), 'observed', source);
    return satisfied;
  }
  const now = look.certificate.fingerprint256;
  if (await isTheNewOne(context, address, now)) return satisfied;
  const old = secondOf(context, oldPbxPlace);
  if (now === (old.pin ?? old.look?.certificate)?.fingerprint256)
    throw new Failure('old-still-answers', { address });
  await context.evidence(said('old-address-other', { address, sha256: now }), 'observed', source);
  const warning = said('warn.old-address-other', { address, now });
  return isAccepted(context.record(), warning) ? satisfied : lookOf([warning]);
}

/**
 * By its serial: a certificate alone could have been carried over. Only where the job's own connection leads there: anywhere
 * else it would tell the serial of the new PBX, whoever answers here.
 */
async function isTheNewOne(context: StepContext, address: string, shown: string): Promise<boolean> {
  const { serial: known, pin, look, address: own = '' } = context.job().facts;
  if (shown !== (pin ?? look?.certificate)?.fingerprint256 || !isSameAddress(address, own)) return false;
  const { serial } = await (await context.connection.pbx(context.signal)).identity(context.signal);
  if (!known || !serial) return false;
  if (!sameSerial(known, serial) && !isConverted(context.job(), serial)) return false;
  await context.evidence(said('old-address-new', { address, serial }), 'read-back', `sign-in at ${address}`);
  return true;
}

/** The old PBX must not come back: by the installer's word, and by a look at its address where that is known. */
export const oldOff: Step = {
  id: 'old-off',
  ways: () => guidedBecause('way.needs-you'),
  replan: (context) => {
    const { plan } = context.record();
    const other = plan.find(({ code }) => code === 'warn.old-address-other');
    return other && !isAccepted(context.record(), other) ? lookOf(plan) : planNow(context);
  },
  probe: (context) => Promise.resolve(planNow(context)),
  async apply(context) {
    const note = word(context) ?? '';
    const what = said('old-off-said', { note: note === '' ? '–' : note });
    await context.evidence(what, 'person', 'told by the installer');
  },
  async verify(context) {
    const address = oldAddress(context);
    return address === null ? satisfied : judgeAddress(context, address);
  },
};
