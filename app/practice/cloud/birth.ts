import { bindTo } from '../pbx/activation';
import { CLOUD } from '../portal/books';
import type { PortalPbx } from '../portal/books-state';
import type { World } from '../world';

/**
 * Whether this cloud PBX is still to come: nothing answers before its entry in the portal is some minutes old, and a little
 * later it is activated, by itself (vendor's guide: "about 3 minutes"). Like an outage it is noticed by whoever looks, so that
 * no timer has to survive a restart.
 */
export function isUnborn(world: World): boolean {
  const { birth } = world.preset;
  if (!birth || world.store.state.activation !== null) return false;
  const entry = entryOf(world);
  if (!entry) return true;
  const age = world.clock.inside() - (entry.orderedAt ?? 0);
  if (age >= birth.activatedAfter) world.store.change(() => bindTo(world, entry));
  return age < birth.answersAfter;
}

/** The first cloud PBX in the books that is nobody's yet. */
function entryOf({ store }: World): PortalPbx | undefined {
  return store.state.portal.pbxs.find(({ model, activatedBy }) => model === CLOUD && activatedBy === '');
}
