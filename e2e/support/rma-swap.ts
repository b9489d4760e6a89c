import { expect } from 'playwright/test';
import { itemsOf, type Direction } from '../../app/domain/rma/directions';
import { report, type Visit, type VisitSecrets } from './activate-virtual';
import { activate } from './activate';
import type { Bought, Practice } from './practice';
import { upgrade } from './upgrade';

/** The name under which the old PBX of the practice is known in the portal. */
const inPortal = 'example';

const directionWords: Readonly<Record<Direction, string>> = {
  'hw-hw': 'Hardware by hardware',
  'hw-vm': 'Hardware by a virtual machine',
  'vm-hw': 'A virtual machine by hardware',
};
const itemWords = { request: 'The return', cabled: 'The new box', deployed: 'The new virtual machine' };

/** What a practice preset is about, where it is not hardware by hardware. */
const directions: Readonly<Record<string, Direction>> = { 'rma-hw-vm': 'hw-vm', 'rma-vm-hw': 'vm-hw' };

/** What a person needs of the PBX that is replaced. */
function oldOf({ info }: Practice) {
  const { old } = info;
  if (!old) throw new Error('this practice PBX takes the place of no other');
  return { address: `${old.pbx.host}:${String(old.pbx.port)}`, ...old.pbx };
}

/** A box replaced by another, as a person does it, from Home to the report; the job is left open at the report step, done. */
export async function swapPbx(visit: Visit): Promise<VisitSecrets> {
  await toOldPbx(visit);
  await readOld(visit);
  const back = await visit.practice.buy(inPortal, {});
  const password = await toActivation(visit, back, directions[visit.practice.info.preset]);
  await activate(visit, password, back);
  await takeOver(visit);
  await visit.practice.oldPower(false);
  await oldOff(visit);
  await report(visit);
  return { password, key: back.key, old: oldOf(visit.practice).password };
}

export async function toOldPbx({ installer, practice, customer, pbxName, seen }: Visit): Promise<void> {
  await installer.click(installer.button(/^Replace a PBX/));
  await installer.at('prepare');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await installer.next('old-pbx');
  await seen('old-pbx', 'before');
}

/** While it still answers: certificate, password, and then all it has. */
export async function readOld({ installer, practice, seen }: Visit): Promise<void> {
  const { address, password } = oldOf(practice);
  await installer.type('Address of the old PBX', address);
  await installer.press('old-pbx');
  await installer.acceptCertificate();
  await installer.type('Admin password of the old PBX', password);
  await seen('old-pbx', 'during');
  await installer.press('old-pbx');
  await installer.untilEnded('old-pbx');
  await seen('old-pbx', 'after');
}

/** What can be known of a dead one: from the portal, and by hand. */
export async function typeOld({ installer, practice, seen }: Visit, swSerial: string): Promise<void> {
  await installer.select('Taken from', 'Type it: the old PBX no longer answers');
  await installer.type('SW Serial of the old PBX', swSerial);
  await installer.type('Name of the old PBX', inPortal);
  await installer.type('WMS version of the old PBX', '4.03.44842.11');
  await installer.type('Users, admin aside', '49');
  await installer.type('Address of the old PBX', oldOf(practice).address);
  for (const [type, count] of Object.entries({ Basic: 20, Essential: 15, Business: 8, Premium: 8 }))
    await installer.type(`Number of ${type} licences`, String(count));
  await installer.select('Backup of the old PBX', 'Yes, and a copy is stored outside the old PBX');
  await installer.settle('old-pbx');
  await seen('old-pbx', 'during');
  await installer.acceptWarning('The old box is dead.');
  await installer.press('old-pbx');
  await installer.untilEnded('old-pbx');
  await seen('old-pbx', 'after');
}

/** From the change of machines up to the key, which is brought from the entry that is there. */
export async function toActivation(
  visit: Visit,
  back: Bought,
  direction: Direction = 'hw-hw',
): Promise<string> {
  const { installer, seen } = visit;
  await installer.next('swap');
  await installer.select('What is replaced by what', directionWords[direction]);
  await installer.settle('swap');
  // Nothing goes back to the vendor where a virtual machine is replaced.
  if (itemsOf(direction).includes('request'))
    await installer.click(installer.window.getByText("The vendor's rules for a return"));
  await seen('swap', 'before');
  for (const item of itemsOf(direction)) await installer.click(installer.button(`${itemWords[item]}: Done`));
  await installer.settle('swap');
  await installer.press('swap');
  await installer.untilEnded('swap');
  await installer.next('connect');
  await installer.untilEnded('connect');
  await installer.next('sign-in');
  await installer.signIn();
  await installer.next('admin-password');
  const password = await installer.changePassword();
  await installer.next('upgrade');
  await upgrade(visit, password);
  await installer.next('sw-key');
  await seen('sw-key', 'before');
  await installer.typeKey(back.key);
  await installer.settle('sw-key');
  await installer.press('sw-key');
  await installer.untilEnded('sw-key');
  await seen('sw-key', 'after');
  return password;
}

/** First without the backup, to see what is missing; then the backup is restored, and all is as it was. */
export async function takeOver({ installer, practice, seen }: Visit): Promise<void> {
  await installer.next('taken-over');
  await installer.press('taken-over');
  await expect(installer.window.getByText(/Not the same users/)).toBeVisible();
  await seen('taken-over', 'during');
  await practice.restore();
  await installer.press('taken-over');
  await installer.untilEnded('taken-over');
  await seen('taken-over', 'after');
}

export async function oldOff({ installer, seen }: Visit): Promise<void> {
  await installer.next('old-off');
  await seen('old-off', 'before');
  await installer.click(installer.button('Off, and staying off: Done'));
  await installer.settle('old-off');
  await installer.press('old-off');
  await installer.untilEnded('old-off');
  await seen('old-off', 'after');
}
