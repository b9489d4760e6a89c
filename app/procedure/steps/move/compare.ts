import {
  countDifferences,
  differencesOf,
  differenceText,
  usersOf,
  type MovedUser,
} from '../../../domain/move/compare';
import { Failure, toWizardError } from '../../../domain/failure';
import type { SecretName } from '../../../domain/job';
import { openingPassword } from '../../connection';
import type { PbxSession } from '../../ports';
import { isAccepted, lookOf, said, satisfied, type Look, type Step, type StepContext } from '../../step';
import { automaticByRoute } from '../../ways';
import {
  cloudCertificatePlan,
  cloudOf,
  isCloudPasswordDue,
  lookAtCloud,
  noteCloud,
  noteRefused,
  pinCloud,
  signInToCloud,
} from './cloud-pbx';
import { movedUsers, tally } from './inventory-read';

const source = 'API of the cloud PBX';

/** The file of all that differs, beside the job's journal. */
const fileName = 'move-differences.txt';
/** As many as a warning shows. */
const mostShown = 5;

function planNow(context: StepContext): Look {
  const asks = cloudCertificatePlan(context);
  const password = needsPassword(context) ? [said('ask.password')] : [];
  const refused = needsPassword(context) && cloudOf(context).refusedAt != null;
  const error = refused ? new Failure('wrong-password', { way: 'basic' }).error : undefined;
  return lookOf([...asks, ...password, said('do.compare')], error);
}

/** The cloud PBX refused it, and it was not given anew since: it is not sent again. */
function needsPassword(context: StepContext): boolean {
  return isCloudPasswordDue(context, openingPassword(context.job()));
}

async function apply(context: StepContext): Promise<void> {
  await pinCloud(context);
  const { inventory } = context.job().facts;
  if (!inventory) throw new Failure('not-now', { step: 'inventory' });
  const name = openingPassword(context.job());
  if (name === null) throw new Failure('secret-missing', { name: 'admin password' });
  context.progress(said('applying.compare'));
  const pbx = await signInOrNote(context, name);
  if (!pbx) return;
  await context.evidence(said('cloud-opens-by-old'), 'read-back', 'sign-in at the cloud PBX');
  const { version } = await pbx.identity(context.signal);
  const now = movedUsers(await pbx.users(context.signal));
  await noteCloud(context, { version }, source);
  await context.facts({ typesAfter: tally(now) }, source);
  await judge(context, usersOf(inventory.users), usersOf(now));
}

/** Null: refused, which is noted, so that it is asked for. */
async function signInOrNote(context: StepContext, name: SecretName): Promise<PbxSession | null> {
  try {
    return await signInToCloud(context, name);
  } catch (thrown) {
    if (toWizardError(thrown).code !== 'wrong-password') throw thrown;
    await noteRefused(context);
    return null;
  }
}

async function judge(context: StepContext, before: MovedUser[], now: MovedUser[]): Promise<void> {
  const all = differencesOf(before, now);
  const counts = countDifferences(all);
  if (all.length === 0) {
    await context.evidence(said('move-same', { users: now.length }), 'read-back', source);
    return;
  }
  const text = `${all.map(differenceText).join('\n')}\n`;
  const file = await context.ports.files.writeNew(context.job().id, fileName, text);
  const first = all.slice(0, mostShown).map(differenceText).join('; ');
  const list = checksum(text);
  await context.evidence(said('move-differs', { ...counts, first, file, list }), 'observed', source);
}

/** Tells one list of differences from another (FNV-1a); nobody has an interest in two alike. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
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

/** After the move: the cloud PBX opens by the old PBX's password, and has what the old one had. */
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
