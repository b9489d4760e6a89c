import { Failure, toWizardError } from '../../../domain/failure';
import type { Said } from '../../../domain/job';
import { changedSince } from '../../../domain/move/changed-since';
import { stepOf } from '../../../domain/step-state';
import { sshLineOf } from '../../ssh-line';
import { isAccepted, said, type StepContext } from '../../step';
import { needsPasswordOf, noteRefused } from '../../second-pbx';
import { cloudOf, cloudPbx, noteCloud, whatIsThere } from './cloud-pbx';
import { inventorySource, readInventory } from './inventory-read';
import { typedInventory } from './inventory-rules';

/*
 * Days may lie between the steps that looked at both PBXs and the start of the script, so both are read again right before it.
 * What is another now is kept as it is now, and is the installer's to look at.
 */

/** What was found changed and is not accepted yet; of each kind what was seen last. */
export function changesToAccept(context: StepContext): Said[] {
  const last = new Map<string, Said>();
  for (const { said: one } of context.record().evidence)
    if (one.code.startsWith('since-')) last.set(one.code, said(`warn.${one.code}`, one.params));
  return [...last.values()].filter((one) => !isAccepted(context.record(), one));
}

/** Reads both PBXs once more. True: nothing is in the way of the start. */
export async function readAgain(context: StepContext): Promise<boolean> {
  const { inventory: before } = context.job().facts;
  if (!before) throw new Failure('not-now', { step: 'inventory' });
  const was = cloudOf(context);
  const cloud = await cloudNow(context);
  const old = await readInventory(context);
  const typed = typedInventory(stepOf(context.job(), 'inventory'));
  const found = changedSince({ old: before, cloud: was }, { old, cloud }, old.databaseBytes ?? typed.bytes);
  const source = inventorySource(sshLineOf(context.job()));
  // First what changed: after a crash in between it would be found once more, and never be lost.
  for (const { code, params } of found)
    await context.evidence(said(code.replace('warn.', ''), params), 'observed', source);
  await context.facts({ inventory: old, typesBefore: old.types }, source);
  await noteCloud(context, { ...cloud, refusedAt: null }, 'API of the cloud PBX');
  if (found.length === 0) await context.evidence(said('both-as-before'), 'read-back', source);
  return changesToAccept(context).length === 0;
}

/** A password that it refused by now is not sent again, and is none that the script should be given. */
async function cloudNow(context: StepContext): ReturnType<typeof whatIsThere> {
  if (needsPasswordOf(context, cloudPbx, 'cloud-password')) throw new Failure('cloud-refuses');
  try {
    return await whatIsThere(context);
  } catch (thrown) {
    if (toWizardError(thrown).code !== 'wrong-password') throw thrown;
    await noteRefused(context, cloudPbx);
    throw new Failure('cloud-refuses');
  }
}
