import { Failure, toWizardError } from '../../domain/failure';
import type { LicenceAnswer } from '../../domain/pbx';
import { sameSerial } from '../../domain/pasted';
import type { PbxSession } from '../ports';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';

const route = 'GET /api/v1/PBX/settings/license';
const asks = ['ask.open-activation', 'ask.paste-key', 'ask.press-activate'].map((code) => said(code));

/** The PBX says yes: its serial must be the one the portal told, and its numbers are noted. */
async function noteActivated(context: StepContext, answer: LicenceAnswer): Promise<void> {
  const { swSerial: expected } = context.job().facts;
  if (expected && answer.swSerial && !sameSerial(expected, answer.swSerial)) {
    throw new Failure('serial-mismatch', { expected, found: answer.swSerial });
  }
  await context.evidence(said('activated-read'), 'read-back', route);
  if (answer.swSerial)
    await context.evidence(said('sw-serial-matches', { serial: answer.swSerial }), 'read-back', route);
  await context.facts({ activated: true }, route);
  await noteCounts(context, answer);
}

/** What the PBX tells goes before what was typed for the portal. */
async function noteCounts(context: StepContext, answer: LicenceAnswer): Promise<void> {
  const told = answer.counts.filter(({ bought }) => bought !== null);
  if (told.length === 0) return;
  await context.facts({ licences: told }, route);
  const types = told.map(({ type, bought }) => `${type} ${String(bought)}`).join(', ');
  await context.evidence(said('licence-numbers-read', { types }), 'read-back', route);
}

/** A PBX without the route tells nothing, like one whose answer is not understood. */
async function licencesOf(pbx: PbxSession, signal: AbortSignal): Promise<LicenceAnswer> {
  try {
    return await pbx.licences(signal);
  } catch (thrown) {
    if (toWizardError(thrown).code !== 'route-missing') throw thrown;
    return { counts: [], activated: null, swSerial: null, shape: 'no such route' };
  }
}

async function judge(context: StepContext): Promise<Look> {
  const pbx = await context.connection.pbx(context.signal);
  const answer = await licencesOf(pbx, context.signal);
  if (answer.activated === true) {
    await noteActivated(context, answer);
    return satisfied;
  }
  if (answer.activated === false) return lookOf([...asks, said('do.check-activation')]);
  return byWord(context);
}

/** Nothing in this PBX's answer tells whether it is activated: only the installer can, who sees the page. */
async function byWord(context: StepContext): Promise<Look> {
  const note = wordOf(context.record(), 'activated-seen');
  if (note === null) return lookOf([...asks, said('ask.say-activated')]);
  await context.facts({ activated: true }, 'seen by the installer');
  await context.evidence(said('activated-said', { note }), 'person', 'the PBX page, seen by the installer');
  return satisfied;
}

/**
 * Pasting the key has no public route (the vendor's reference lists only a GET), so it is done in the PBX's own page and
 * proved by reading the licences.
 */
export const activate: Step = {
  id: 'activate',
  ways: () => guidedBecause('way.no-activation-route'),
  probe: judge,
  apply: () => Promise.resolve(),
  verify: judge,
};
