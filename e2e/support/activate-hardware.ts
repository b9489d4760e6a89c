import { begin, fromPassword, toPassword, type Visit } from './activate-virtual';

/** An appliance out of its box: ordered, cabled, and from there as a virtual PBX; its serial is another afterwards. */
export async function activateHardware(visit: Visit): Promise<{ password: string; key: string }> {
  await begin(visit, /^Activate a hardware PBX/);
  await cabling(visit);
  await toPassword(visit);
  return fromPassword(visit);
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
