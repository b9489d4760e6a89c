import { activate } from './activate';
import { begin, licences, portal, report, toPassword, upToPassword, type Visit } from './activate-virtual';
import { upgrade } from './upgrade';

/** An appliance out of its box: ordered, cabled, and from there as a virtual PBX; its serial is another afterwards. */
export async function activateHardware(visit: Visit): Promise<{ password: string; key: string }> {
  await begin(visit, /^Activate a hardware PBX/);
  await cabling(visit);
  await toPassword(visit);
  const password = await upToPassword(visit);
  await upgrade(visit, password);
  const back = await portal(visit);
  await activate(visit, password, back);
  await licences(visit);
  await report(visit);
  return { password, key: back.key };
}

/** The order is said, and the address is there from the preparation. */
export async function cabling({ installer, seen }: Visit): Promise<void> {
  await installer.next('cabling');
  await seen('cabling', 'before');
  await installer.type('Order number, if you have one', 'O-4711');
  await installer.click(installer.button('It is ordered'));
  await installer.untilEnded('cabling');
  await seen('cabling', 'after');
}
