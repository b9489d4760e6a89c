import type { WizardError } from '../../../domain/error';
import { toWizardError } from '../../../domain/failure';
import type { Said } from '../../../domain/job';
import { sizeText } from '../../../domain/move/database';
import type { Inventory } from '../../../domain/move/facts';
import { hostKeyPlan, lookAtHostKey, pinHostKey, seenAt } from '../../host-key';
import { hasSsh, isRefusedSsh, refusedSsh, sshLineOf } from '../../ssh-line';
import { lookOf, said, satisfied, type Look, type Step, type StepContext } from '../../step';
import { automaticBySsh } from '../../ways';
import { backupPlan, backUp } from '../upgrade-backup';
import { inventorySource, readInventory } from './inventory-read';
import { judge, typedInventory } from './inventory-rules';
import { oldPasswordError, oldPasswordPlan, proveOldPassword } from './old-password';

/** What SSH still needs of the installer, or what stands in the way. */
function sshAsks(context: StepContext): { asks: Said[]; error?: WizardError } {
  const job = context.job();
  if (!hasSsh(job)) return { asks: [said('ask.ssh-password')] };
  try {
    const line = sshLineOf(job);
    const refused = refusedSsh(job, line);
    if (refused) return { asks: [said('ask.ssh-password')], error: refused.error };
    const needsRoot = line.user !== 'root' && !job.secrets.some(({ name }) => name === 'ssh-root-password');
    const asks = [
      ...hostKeyPlan(context, seenAt(job)),
      ...(needsRoot ? [said('ask.ssh-root-password')] : []),
    ];
    return { asks };
  } catch (thrown) {
    return { asks: [said('ask.ssh-password')], error: toWizardError(thrown) };
  }
}

function planNow(context: StepContext): Look {
  const ssh = sshAsks(context);
  const seen = context.job().facts.inventory;
  const judged = seen ? judge(context, seen) : { plan: [] };
  const plan = [
    ...ssh.asks,
    ...oldPasswordPlan(context),
    ...judged.plan,
    ...backupPlan(context),
    said('do.read-inventory'),
  ];
  return lookOf(plan, ssh.error ?? oldPasswordError(context) ?? judged.error);
}

async function probe(context: StepContext): Promise<Look> {
  const wasSeen = hasSsh(context.job()) ? await lookAtHostKey(context) : null;
  const look = planNow(context);
  return wasSeen ? { ...look, verdict: 'person', error: wasSeen } : look;
}

async function apply(context: StepContext): Promise<void> {
  await pinHostKey(context);
  await proveOldPassword(context);
  if (oldPasswordError(context)) return;
  await backUp(context);
  const line = sshLineOf(context.job());
  try {
    await note(context, await readInventory(context), inventorySource(line));
  } catch (thrown) {
    if (context.signal.aborted || !isRefusedSsh(thrown)) throw thrown;
  }
}

async function note(context: StepContext, inventory: Inventory, source: string): Promise<void> {
  await context.facts({ inventory, typesBefore: inventory.types }, source);
  const { users, version, databasePrograms, freeBytes, keeper } = inventory;
  const typed = typedInventory(context.record());
  const bytes = inventory.databaseBytes ?? typed.bytes;
  const read = said('inventory-read', { count: users.length, version });
  await context.evidence(read, 'read-back', source);
  await context.evidence(
    said('inventory-system', {
      programs: databasePrograms.length === 0 ? '–' : databasePrograms.join(', '),
      free: freeBytes === null ? '–' : sizeText(freeBytes),
      keeper: keeper ?? '–',
    }),
    'observed',
    source,
  );
  if (typed.network !== null) {
    const role = said('network-role', { role: typed.network });
    await context.evidence(role, 'person', 'told by the installer');
  }
  if (typed.engine === null || bytes === null) return;
  const proof = inventory.databaseBytes === null ? 'person' : 'observed';
  await context.evidence(said('database', { engine: typed.engine, size: sizeText(bytes) }), proof, source);
}

/**
 * What the old PBX has, read only: who it is, its users and their types, its disk, its clock, what can keep a script alive.
 * Engine and size of its database are typed where they cannot be read, and judged by the vendor's rules.
 */
export const inventory: Step = {
  id: 'inventory',
  ways: () => automaticBySsh,
  replan: planNow,
  probe,
  apply,
  verify(context) {
    const { plan, error } = planNow(context);
    const left = plan.filter(({ code }) => code !== 'do.read-inventory');
    return Promise.resolve(left.length === 0 && !error ? satisfied : lookOf(left, error));
  },
};
