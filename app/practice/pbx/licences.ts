import type { LicenceType, LicenceView, Numbers } from '../presets/preset';
import { has } from '../versions';
import type { World } from '../world';

/** Licences as the PBX counts them: the admin user is not counted (vendor's guide). */
export function licenceView(world: World): LicenceView {
  const { state } = world.store;
  return {
    known: has(state.version, 'licenceTypes'),
    activated: state.activation !== null,
    name: state.activation?.name ?? null,
    swSerial: state.activation?.swSerial ?? null,
    bought: bought(world),
    used: used(world),
    types: world.preset.licenceTypes,
  };
}

/** Types of which more are used than bought. Service is free and never exceeds. Only said once there is an activation. */
export function exceededTypes(view: LicenceView): LicenceType[] {
  if (!view.activated || !view.known) return [];
  return view.types.filter(({ wire, free }) => !free && (view.used[wire] ?? 0) > (view.bought[wire] ?? 0));
}

/**
 * The vendor's rule after the first upgrade to a version that knows licence types: every user has the highest
 * type bought. Call inside a change. The guide upgrades before it activates, so at that moment nothing may be
 * known to be bought; then users start with the type of new users and the rule is applied at the
 * activation (own choice, the vendor does not say).
 */
export function giveHighestType(world: World): void {
  const { state } = world.store;
  const numbers = bought(world);
  const highest = world.preset.licenceTypes
    .filter(({ wire, rank }) => rank > 0 && (numbers[wire] ?? 0) > 0)
    .sort((a, b) => b.rank - a.rank)[0];
  if (highest) state.highestTypePending = false;
  for (const user of state.users) {
    if (user.role !== 'admin') user.licenseType = highest?.wire ?? world.preset.newUserType;
  }
}

function bought({ store, office, preset }: World): Numbers {
  const { activation } = store.state;
  if (activation === null) return Object.fromEntries(preset.licenceTypes.map(({ wire }) => [wire, 0]));
  return office.numbers(activation.pbxId);
}

function used({ store }: World): Numbers {
  const numbers: Numbers = {};
  for (const { role, licenseType } of store.state.users) {
    if (role !== 'admin' && licenseType !== '') numbers[licenseType] = (numbers[licenseType] ?? 0) + 1;
  }
  return numbers;
}
