import { Failure, toWizardError } from '../../../domain/failure';
import type { Said } from '../../../domain/job';
import { compareVersions } from '../../../domain/version';
import { needsPasswordOf, noteRefused } from '../../second-pbx';
import { isAccepted, lookOf, said, satisfied, type Look, type Step, type StepContext } from '../../step';
import { automaticByRoute } from '../../ways';
import {
  cloudCertificatePlan,
  cloudOf,
  cloudPbx,
  lookAtCloud,
  noteCloud,
  pinCloud,
  whatIsThere,
} from './cloud-pbx';

const typedAddress = (context: StepContext): string =>
  (context.record().inputs.cloudAddress ?? '').trim() || (cloudOf(context).address ?? '');

function needsPassword(context: StepContext): boolean {
  return needsPasswordOf(context, cloudPbx, 'cloud-password');
}

function planNow(context: StepContext): Look {
  if (typedAddress(context) === '') return lookOf([said('ask.input', { field: 'cloudAddress' })]);
  const refused = needsPassword(context) && cloudOf(context).refusedAt != null;
  const plan = [
    ...cloudCertificatePlan(context),
    ...(needsPassword(context) ? [said('ask.cloud-password')] : []),
    ...warnings(context),
    said('do.sign-in-cloud'),
  ];
  return lookOf(plan, refused ? new Failure('wrong-password-here').error : undefined);
}

/** What is known from a sign-in and has to be accepted before anything is moved there. */
function warnings(context: StepContext): Said[] {
  const { version, userCount } = cloudOf(context);
  if (version === undefined) return [];
  const old = context.job().facts.version ?? '';
  const all = [
    ...(compareVersions(version, old) < 0 ? [said('warn.cloud-older', { now: version, old })] : []),
    ...(userCount ? [said('warn.cloud-not-empty', { now: userCount })] : []),
  ];
  return all.filter((one) => !isAccepted(context.record(), one));
}

async function probe(context: StepContext): Promise<Look> {
  const typed = typedAddress(context);
  if (typed === '') return planNow(context);
  try {
    await lookAtCloud(context, typed);
    return planNow(context);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return lookOf([said('ask.cloud-exists')], toWizardError(thrown));
  }
}

/** Who it is, and whether anybody is on it already. */
async function readCloud(context: StepContext): Promise<void> {
  const { version, serial, userCount } = await whatIsThere(context);
  const source = 'API of the cloud PBX';
  await noteCloud(context, { version, serial, userCount, refusedAt: null }, source);
  await context.evidence(said('cloud-read', { version, users: userCount }), 'read-back', source);
}

/** The PBX it goes to: there, answering, with a password that is known and tried. */
export const cloud: Step = {
  id: 'cloud',
  ways: () => automaticByRoute,
  replan: planNow,
  probe,
  async apply(context) {
    await pinCloud(context);
    try {
      await readCloud(context);
    } catch (thrown) {
      if (toWizardError(thrown).code !== 'wrong-password') throw thrown;
      await noteRefused(context, cloudPbx);
    }
  },
  verify(context) {
    if (needsPassword(context)) return Promise.resolve(planNow(context));
    const left = warnings(context);
    return Promise.resolve(left.length === 0 ? satisfied : lookOf(left));
  },
};
