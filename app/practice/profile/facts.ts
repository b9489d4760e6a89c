import { licenceView } from '../pbx/licences';
import { checkView, upgradeView } from '../pbx/upgrade';
import type { World } from '../world';
import { plain, type Facts } from './pour';

/** A kind of key and what is true under it. The first that fits counts. */
type Fact = readonly [RegExp, () => unknown];

/**
 * What this PBX knows, under keys that may be called so. A guess for the practice PBX alone, so that one made from a profile
 * tells its own version, upgrade and licences also where the real keys are not those of our presets.
 */
export function factsFor(world: World, path: string): Facts {
  const facts = [...(BY_ROUTE[path]?.(world) ?? []), ...general(world)];
  const licences = path === '/pbx/settings/license';
  return (keys) => {
    const number = licences ? licenceNumber(world, keys) : undefined;
    if (number !== undefined) return number;
    const key = plain(keys.at(-1) ?? '');
    return facts.find(([pattern]) => pattern.test(key))?.[1]();
  };
}

function general({ store }: World): Fact[] {
  const { state } = store;
  return [
    [/^(pbx|wms|current|full)?version$|^release$/, () => state.version],
    [/^build/, () => state.version.split('.')[2]],
    [/^(pbx)?serial/, () => state.serial],
    [/^host(name)?$|^(pbx)?name$|^domain$/, () => state.hostname],
  ];
}

const BY_ROUTE: Record<string, (world: World) => Fact[]> = {
  // A bare text has no key.
  '/pbx/version': ({ store }) => [[/^$|version/, () => store.state.version]],
  '/pbx/upgrade': (world) => {
    const { phase, percent, to, reason } = upgradeView(world);
    return [
      [/reboot/, () => phase === 'reboot-needed'],
      [/percent|progress/, () => percent],
      [/status|state|stage|phase|step/, () => phase],
      [/version/, () => to ?? ''],
      [/error|reason|message/, () => reason ?? ''],
    ];
  },
  '/pbx/upgrade/check': (world) => {
    const { state, offered, reason } = checkView(world);
    return [
      [/progress|checking|running/, () => state === 'checking'],
      [/status|state/, () => state],
      [/version|new|latest|available|offer/, () => offered ?? ''],
      [/error|reason|message/, () => reason ?? ''],
    ];
  },
  '/pbx/upgrade/settings': ({ store }) => [[/repo/, () => store.state.repository]],
  '/pbx/settings/license': (world) => {
    const view = licenceView(world);
    return [
      [/activ/, () => view.activated],
      [/^(sw|software)serial/, () => view.swSerial ?? ''],
      [/name|domain/, () => view.name ?? ''],
    ];
  },
};

/** A number of a licence type that is named on the way to it: used under a key like that, else bought. */
function licenceNumber(world: World, keys: readonly string[]): number | undefined {
  const { types, bought, used } = licenceView(world);
  const names = keys.map(plain);
  const type = types.find((one) =>
    [one.wire, one.order, one.label].map(plain).some((name) => names.includes(name)),
  );
  if (!type) return undefined;
  const numbers = names.some((name) => /used|usage|assigned|taken/.test(name)) ? used : bought;
  return numbers[type.wire] ?? 0;
}
