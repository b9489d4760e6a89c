import type { PortalPbx } from '../portal/books-state';
import type { RefusedKey } from '../portal/office';
import type { World } from '../world';
import { has } from '../versions';
import { giveHighestType } from './licences';

/** What came of pasting a key. */
export type Activated = { ok: true } | { ok: false; why: RefusedKey | 'empty' | 'already-other' };

/** Activates this PBX with a key of the portal, as the field User Mode does. The same key a second time changes nothing. */
export function activate(world: World, pasted: string): Activated {
  if (pasted.trim() === '') return { ok: false, why: 'empty' };
  const { state } = world.store;
  const redeemed = world.office.redeem(pasted, state.serial);
  if (!redeemed.ok) return redeemed;
  const { pbxId: id, name, swSerial } = redeemed;
  if (state.activation !== null && state.activation.pbxId !== id) return { ok: false, why: 'already-other' };
  world.store.change(() => {
    bindTo(world, { id, name, swSerial });
    if (state.highestTypePending && has(state.version, 'licenceTypes')) giveHighestType(world);
  });
  return { ok: true };
}

/** Makes it the PBX of this entry in the portal. Call inside a change. */
export function bindTo(
  { preset, office, store: { state } }: World,
  { id: pbxId, name, swSerial }: Pick<PortalPbx, 'id' | 'name' | 'swSerial'>,
): void {
  // The HW Serial disappears, and the SW Serial stands in its place (vendor's guide).
  if (preset.hardware) state.serial = swSerial;
  office.bind(pbxId, state.serial);
  state.activation = { pbxId, name, swSerial };
  state.hostname = name;
  state.settings['hostname'] = name;
}
