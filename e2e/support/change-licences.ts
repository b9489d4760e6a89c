import type { Visit, VisitSecrets } from './activate-virtual';
import { report } from './activate-virtual';
import type { Installer } from './installer';
import type { Practice } from './practice';

/** A running PBX with fewer Premium licences than users who have that type: met, signed in, at the change in the portal. */
export async function toChange({ installer, practice, customer, pbxName }: Visit): Promise<void> {
  await installer.click(installer.button(/^Change licences/));
  await installer.at('prepare');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await installer.next('connect');
  await installer.untilEnded('connect');
  await installer.next('sign-in');
  await installer.signIn();
  await installer.next('portal-change');
}

/** More Premium licences: typed, entered in the portal, read back from the PBX, reported. */
export async function changeLicences(visit: Visit): Promise<VisitSecrets> {
  const { installer, practice, seen } = visit;
  await toChange(visit);
  await seen('portal-change', 'before');
  await typeIncrease(installer, wanted);
  await installer.press('portal-change');
  await seen('portal-change', 'by-hand');
  await inPortal(practice, wanted);
  await installer.press('portal-change');
  await installer.untilEnded('portal-change');
  await seen('portal-change', 'after');
  await report(visit);
  return {};
}

/** Premium licences after the change: as many as users have that type. */
export const wanted = 49;

export async function typeIncrease(installer: Installer, premium: number): Promise<void> {
  await installer.select('Kind of change', 'Increase: more licences');
  await installer.select('Platform', 'Virtual');
  await installer.select('Way of ordering', 'The form of the PBX in the portal');
  await installer.type('Premium licences wanted', String(premium));
  await installer.settle('portal-change');
}

/** What the installer does in the portal, under the name that the PBX has there. */
async function inPortal(practice: Practice, premium: number): Promise<void> {
  await practice.buy('example', { premium });
}
