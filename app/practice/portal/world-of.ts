import type { World } from '../world';
import type { PortalPbx } from './books-state';

/** The PBX that this record of the portal is of: the one that was activated with it, or its twin; `undefined` before that. */
export function worldOf(portal: World, { activatedBy }: PortalPbx): World | undefined {
  return [portal, portal.twin].find((world) => world?.store.state.serial === activatedBy) ?? undefined;
}
