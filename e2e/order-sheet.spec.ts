import { expect, test } from 'playwright/test';
import { openApp } from './support/app';
import { Direct } from './support/direct';
import { electronLaunch } from '../scripts/setup/electron.mjs';
import { Screens } from './support/screens';
import { Practice } from './support/practice';

/** The numbers to enter in the portal, computed from the users of the PBX. */

test('users are read on wish, and their numbers taken by a press; nothing is written to the PBX', async () => {
  const practice = await Practice.start('over-entitlement');
  const running = await openApp();
  const pictures = electronLaunch().tempFolder('order-sheet');
  try {
    const { window } = running;
    const direct = new Direct(window);
    await direct.signedIn(practice);
    for (const step of ['admin-password', 'upgrade'] as const)
      await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject of this test' });
    await direct.go('portal');
    await direct.show('portal');
    await expect(window.getByText(/No users of this PBX were read yet/)).toBeVisible();
    await window.getByRole('button', { name: 'Read the users' }).click();
    await window.getByLabel('To spare of each type').fill('2');
    // As an upgrade leaves it; which is said, and that it is not what they need.
    await expect(window.getByText(/All users have Premium/)).toBeVisible();
    const premium = window.getByLabel('Number of Premium licences');
    await expect(premium).toHaveValue('');
    await window.getByRole('button', { name: 'Take these numbers' }).click();
    await expect(premium).toHaveValue('51');
    await expect(window.getByLabel('Number of Service licences')).toHaveValue('0');
    await expect.poll(async () => (await direct.step('portal')).inputs['count-premium']).toBe('51');
    await premium.fill('7');
    await expect(window.getByText('Fewer than the users who have it')).toBeVisible();
    expect((await practice.state()).counters.puts).toBe(0);
    // The other way of ordering, and what of it can be judged here.
    await new Screens(running, pictures).keep('portal-form');
    await window.getByLabel('Way of ordering').selectOption('partner-community');
    // Both ways have a field for it: type into the one that stays.
    await expect(window.getByRole('heading', { name: 'Account' })).toBeVisible();
    await window.getByLabel('E-mail of the contact').fill('anna@gmail.com');
    await window.getByLabel('Phone of the contact').focus();
    await expect(window.getByText(/none of Gmail or Yahoo/)).toBeVisible();
    await new Screens(running, pictures).keep('partner-community');
  } finally {
    await running.close();
    await practice.stop();
  }
});
