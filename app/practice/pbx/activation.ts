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
  const { pbxId, name, swSerial } = redeemed;
  if (state.activation !== null && state.activation.pbxId !== pbxId)
    return { ok: false, why: 'already-other' };
  world.store.change(() => {
    world.office.bind(pbxId, state.serial);
    state.activation = { pbxId, name, swSerial };
    state.hostname = name;
    state.settings['hostname'] = name;
    if (state.highestTypePending && has(state.version, 'licenceTypes')) giveHighestType(world);
  });
  return { ok: true };
}
