import { expect } from 'playwright/test';
import type { Visit, VisitSecrets } from './activate-virtual';
import { acceptIfWarned, report } from './activate-virtual';

/** The whole network as a person does it, from Home to the report; the job is left open at the report step, done. */
export async function upgradeNetwork(visit: Visit): Promise<VisitSecrets> {
  const { installer, seen } = visit;
  await toMembers(visit);
  await seen('members', 'before');
  await meetAll(visit);
  await seen('members', 'after');
  await installer.next('clients');
  await installer.confirmBackupIfAsked();
  await seen('clients', 'before');
  await startClients(visit);
  await seen('clients', 'during');
  await installer.untilEnded('clients', 240_000);
  await seen('clients', 'after');
  await serverAndReview(visit);
  await report(visit);
  return {};
}

/** Up to the list of the network's PBXs, signed in to the server. */
export async function toMembers({ installer, practice, customer, pbxName }: Visit): Promise<void> {
  await installer.click(installer.button(/^Upgrade a WMS network/));
  await installer.at('prepare');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await installer.next('connect');
  await installer.untilEnded('connect');
  await installer.next('sign-in');
  await installer.signIn();
  await installer.next('members');
}

/** Each client's certificate compared and accepted, its password given, signed in to. */
export async function meetAll(visit: Visit): Promise<void> {
  const { installer } = visit;
  await acceptCertificates(visit);
  await givePasswords(visit);
  await installer.press('members');
  await installer.untilEnded('members');
}

export async function acceptCertificates({ installer }: Visit): Promise<void> {
  const accept = installer.button('Accept this certificate');
  for (let left = await accept.count(); left > 0; left--) {
    await installer.click(accept.first());
    await expect(accept).toHaveCount(left - 1);
  }
}

export async function givePasswords({ installer, practice }: Visit): Promise<void> {
  const fields = installer.window.getByLabel(/^Admin password of /).and(installer.window.locator('input'));
  for (const [place, { password }] of practice.info.members.entries()) {
    installer.actions++;
    await fields.nth(place).fill(password);
  }
}

export async function startClients({ installer }: Visit): Promise<void> {
  await installer.click(installer.window.getByTestId('primary'));
  await expect(installer.step('clients')).toHaveAttribute('data-state', 'applying', { timeout: 60_000 });
  await expect(installer.window.locator('.members li[data-state="working"] progress')).toHaveCount(2, {
    timeout: 60_000,
  });
}

/** The server after its clients, and the review that its first version with licence types asks for. */
export async function serverAndReview({ installer, seen }: Visit): Promise<void> {
  await installer.next('upgrade');
  await seen('upgrade', 'before');
  await installer.upgrade();
  await seen('upgrade', 'after');
  await installer.next('licences');
  await installer.window.getByRole('table', { name: 'Users and their licence types' }).waitFor();
  await seen('licences', 'before');
  const suggested = installer.button(/^Apply \d+ suggestion/);
  if (await suggested.isVisible()) await installer.click(suggested);
  await installer.setTypeForRole('user', 'Essential');
  await acceptIfWarned(installer);
  await installer.press('licences', 120_000);
  await installer.untilEnded('licences');
  await seen('licences', 'after');
}
