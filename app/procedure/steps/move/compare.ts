import { checksum } from '../../../domain/checksum';
import {
  countDifferences,
  differencesOf,
  differenceText,
  usersOf,
  type MovedUser,
} from '../../../domain/move/compare';
import { tallyTypes } from '../../../domain/move/users';
import { Failure, toWizardError } from '../../../domain/failure';
import type { SecretName } from '../../../domain/job';
import { openingPassword } from '../../connection';
import type { PbxSession } from '../../ports';
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
  signInToCloud,
} from './cloud-pbx';
import { movedUsers } from './inventory-read';

const source = 'API of the cloud PBX';

/** The file of all that differs, beside the job's journal. */
const fileName = 'move-differences.txt';
/** As many as a warning shows. */
const mostShown = 5;

function planNow(context: StepContext): Look {
  const asks = cloudCertificatePlan(context);
  const password = needsPassword(context)
    ? [said(openingPassword(context.job()) === null ? 'ask.password' : 'ask.cloud-password')]
    : [];
  const refused = needsPassword(context) && cloudOf(context).refusedAt != null;
  const error = refused ? new Failure('wrong-password-here').error : undefined;
  return lookOf([...asks, ...password, said('do.compare')], error);
}

function needsPassword(context: StepContext): boolean {
  return passwordToTry(context) === null;
}

/**
 * The old PBX's, as the vendor says; where that was refused, the cloud PBX's own, once it is given for that. It is kept apart: the
 * old PBX must not be sent it.
 */
function passwordToTry(context: StepContext): SecretName | null {
  const old = openingPassword(context.job());
  if (!needsPasswordOf(context, cloudPbx, old)) return old;
  const isRefused = cloudOf(context).refusedAt != null;
  return isRefused && !needsPasswordOf(context, cloudPbx, 'cloud-password') ? 'cloud-password' : null;
}

async function apply(context: StepContext): Promise<void> {
  await pinCloud(context);
  const { inventory } = context.job().facts;
  if (!inventory) throw new Failure('not-now', { step: 'inventory' });
  const name = passwordToTry(context);
  if (name === null) throw new Failure('secret-missing', { name: 'admin password' });
  context.progress(said('applying.compare'));
  const pbx = await signInOrNote(context, name);
  if (!pbx) return;
  const opens = name === 'cloud-password' ? 'cloud-opens-by-own' : 'cloud-opens-by-old';
  await context.verdict(said(opens), 'read-back', 'sign-in at the cloud PBX');
  const { version } = await pbx.identity(context.signal);
  const now = movedUsers(await pbx.users(context.signal));
  await noteCloud(context, { version }, source);
  await context.facts({ typesAfter: tallyTypes(now) }, source);
  await judge(context, usersOf(inventory.users), usersOf(now));
}

/** Null: refused, which is noted, so that it is asked for. */
async function signInOrNote(context: StepContext, name: SecretName): Promise<PbxSession | null> {
  try {
    return await signInToCloud(context, name);
  } catch (thrown) {
    if (toWizardError(thrown).code !== 'wrong-password') throw thrown;
    await noteRefused(context, cloudPbx);
    return null;
  }
}

async function judge(context: StepContext, before: MovedUser[], now: MovedUser[]): Promise<void> {
  const all = differencesOf(before, now);
  const counts = countDifferences(all);
  if (all.length === 0) {
    await context.verdict(said('move-same', { users: now.length }), 'read-back', source);
    return;
  }
  const text = `${all.map(differenceText).join('\n')}\n`;
  const file = await context.ports.files.writeNew(context.job().id, fileName, text);
  const first = all.slice(0, mostShown).map(differenceText).join('; ');
  const list = checksum(text);
  await context.verdict(said('move-differs', { ...counts, first, file, list }), 'observed', source);
}

/** By what the last comparison found. */
function verdict(context: StepContext): Look {
  if (needsPassword(context)) return planNow(context);
  const last = context
    .record()
    .evidence.findLast(({ said: { code } }) => code === 'move-same' || code === 'move-differs');
  if (!last) return planNow(context);
  if (last.said.code === 'move-same') return satisfied;
  // What was accepted is these differences and no others.
  const now = String(last.said.params?.list ?? '');
  const warning = said('warn.move-differs', { ...last.said.params, now });
  return isAccepted(context.record(), warning) ? satisfied : lookOf([warning]);
}

/** After the move: the cloud PBX opens, by the old PBX's password as a rule, and has what the old one had. */
export const compare: Step = {
  id: 'compare',
  ways: () => automaticByRoute,
  async probe(context) {
    await lookAtCloud(context, cloudOf(context).address ?? '');
    return planNow(context);
  },
  apply,
  verify: (context) => Promise.resolve(verdict(context)),
};
