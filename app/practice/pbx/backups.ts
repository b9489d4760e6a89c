import { carry } from '../move/carry';
import { KINDS } from '../move/script-words';
import { oldOf, type World } from '../world';

/** Names of the backups of the PBX that this one takes the place of, as if they had been taken along on a stick. */
export function backupsToRestore(world: World): string[] {
  return oldOf(world)?.store.state.backups.map(({ name }) => name) ?? [];
}

/**
 * Puts the newest of them onto this PBX: users with their types and passwords, and what else is counted. What the vendor's backup
 * holds is not published. Our own choice: everything but the admin, whose password stays as it is, and nothing of the name and the
 * licences, which come by the activation (vendor's guide). The old PBX is not changed any more, so it is its users as they are.
 */
export function restoreBackup(world: World): { restored: string } | { refused: string } {
  const old = oldOf(world);
  const name = backupsToRestore(world).at(-1);
  if (!old || name === undefined) return { refused: 'There is no backup of an old PBX to restore' };
  for (const kind of KINDS) carry(old, world, kind);
  return { restored: name };
}
