import { connectionLost, Failure, toWizardError } from '../../../domain/failure';
import { stepOf } from '../../../domain/job';
import { origins, toldBy } from '../../../domain/rma/capture';
import type { Origin } from '../../../domain/rma/facts';
import {
  lookAtSecond,
  needsPasswordOf,
  noteSecond,
  noteSilent,
  pinSecond,
  secondCertificatePlan,
  secondOf,
} from '../../second-pbx';
import { lookOf, said, satisfied, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';
import { captureNow, endPlan, keepCapture, typedProblem } from './capture';
import { sourceOfJob, takeEarlierJob } from './earlier-jobs';
import { oldPbxPlace, readOld } from './old-read';

/** Where it is taken from now; several may be used one after the other. Read from the PBX itself is best. */
function chosen(context: StepContext): Origin {
  return origins.find((one) => one === context.record().inputs.captureFrom) ?? 'read';
}

const typedAddress = (context: StepContext): string => (context.record().inputs.oldAddress ?? '').trim();

/** This very address told all it had. */
function isRead(context: StepContext): boolean {
  const address = typedAddress(context);
  return context
    .record()
    .evidence.some(({ said: { code, params } }) => code === 'old-pbx-read' && params?.address === address);
}

function planNow(context: StepContext): Look {
  const wrong = typedProblem(context);
  if (wrong) return lookOf([said('ask.input', { field: wrong.field })], wrong.error);
  return plans[chosen(context)](context);
}

const plans: Record<Origin, (context: StepContext) => Look> = {
  read: readPlan,
  'earlier-job': (context) => {
    const { earlierJob = '' } = context.record().inputs;
    if (earlierJob === '') return lookOf([said('ask.input', { field: 'earlierJob' })]);
    const source = sourceOfJob(earlierJob);
    return toldBy(captureNow(context), (from) => from.source === source)
      ? lookOf(endPlan(context))
      : lookOf([said('do.take-job', { job: earlierJob })]);
  },
  'report-file': (context) => {
    const told = toldBy(captureNow(context), ({ origin }) => origin === 'report-file');
    return told ? lookOf(endPlan(context)) : lookOf([said('ask.report-file')]);
  },
  typed: (context) => lookOf(endPlan(context)),
};

function readPlan(context: StepContext): Look {
  if (typedAddress(context) === '') return lookOf([said('ask.input', { field: 'oldAddress' })]);
  if (isRead(context)) return lookOf(endPlan(context));
  const { silent, refusedAt } = secondOf(context, oldPbxPlace);
  if (silent) return silentPlan(context, silent);
  const needsPassword = needsPasswordOf(context, oldPbxPlace, 'old-pbx-password');
  const refused = needsPassword && refusedAt != null;
  const plan = [
    ...secondCertificatePlan(context, oldPbxPlace),
    ...(needsPassword ? [said('ask.old-pbx-password')] : []),
    said('do.read-old-pbx'),
    said('do.backup-old'),
  ];
  return lookOf(plan, refused ? new Failure('wrong-password-here').error : undefined);
}

/** It goes on with what was told before, or by another source, once the installer accepts what is missing. */
function silentPlan(context: StepContext, silent: NonNullable<Look['error']>): Look {
  const plan = endPlan(context);
  return plan.length === 1 ? lookOf(plan) : lookOf(plan, silent);
}

async function probe(context: StepContext): Promise<Look> {
  const address = typedAddress(context);
  if (chosen(context) !== 'read' || address === '' || isRead(context)) return planNow(context);
  try {
    await lookAtSecond(context, oldPbxPlace, address);
    await noteSecond(context, oldPbxPlace, { silent: null }, `TLS and HTTPS at ${address}`);
  } catch (thrown) {
    const error = toWizardError(thrown);
    if (context.signal.aborted) throw thrown;
    if (!connectionLost.includes(error.code))
      return lookOf([said('ask.input', { field: 'oldAddress' })], error);
    await noteSilent(context, oldPbxPlace, address, error);
  }
  return planNow(context);
}

async function apply(context: StepContext): Promise<void> {
  const { plan } = planNow(context);
  const does = (code: string): boolean => plan.some((item) => item.code === code);
  if (does('do.read-old-pbx')) {
    await pinSecond(context, oldPbxPlace);
    await readOld(context);
  }
  if (does('do.take-job')) await takeEarlierJob(context, context.record().inputs.earlierJob ?? '');
  if (isComplete(planNow(context))) await keepCapture(context);
}

/** Nothing is left but to keep it. */
function isComplete({ plan, error }: Look): boolean {
  return !error && plan.length === 1 && plan[0]?.code === 'do.keep-capture';
}

/** What the old PBX was and had, from the best source there is. Nothing on it is changed but that a backup is asked for. */
export const oldPbx: Step = {
  id: 'old-pbx',
  ways: (job) =>
    stepOf(job, 'old-pbx').inputs.captureFrom === 'typed'
      ? guidedBecause('way.needs-you')
      : [{ way: 'automatic', possible: true, reason: { code: 'way.best-source' } }],
  replan: planNow,
  probe,
  apply,
  verify(context) {
    const look = planNow(context);
    return Promise.resolve(isComplete(look) ? satisfied : look);
  },
};
