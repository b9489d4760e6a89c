import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';
import { newDataFolder, openApp } from './support/app';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';

/** From Home onto a practice PBX inside the app, by keyboard where it counts, and readable for everyone. */

async function expectAccessible(window: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: window }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('Home offers practice; the job there is marked and its PBX answers', async () => {
  const data = newDataFolder();
  const running = await openApp(data);
  const { window } = running;
  await expect(window.getByRole('heading', { name: 'Practise on a practice PBX' })).toBeVisible();
  await expectAccessible(window, 'home');
  const installer = new Installer(window);
  await window.getByRole('button', { name: /WMS 6.*before the second factor/ }).focus();
  await window.keyboard.press('Enter');
  await installer.at('prepare');
  await expect(window.getByText('Practice.', { exact: false }).first()).toBeVisible();
  await expect(window.getByLabel('Address of the PBX', { exact: true })).toHaveValue(/^127\.0\.0\.1:\d+$/);
  await expectAccessible(window, 'prepare');
  for (const [label, text] of [
    ['Installer', 'Ada'],
    ['Partner company', 'Partner'],
    ['Customer', 'Training'],
    ['PBX name', 'training'],
  ] as const) {
    await window.getByLabel(label, { exact: true }).fill(text);
  }
  await window.keyboard.press('Control+Enter');
  await installer.untilEnded('prepare');
  await window.keyboard.press('Alt+ArrowDown');
  await installer.at('deploy');
  await installer.untilEnded('deploy');
  await expectAccessible(window, 'deploy');
  await window.keyboard.press('Alt+ArrowDown');
  await installer.at('sign-in');
  await expectAccessible(window, 'sign-in');
  await installer.signIn();
  await running.close();

  // The practice PBX went with the app, and comes back at the same address with the same certificate.
  const again = await openApp(data);
  const back = new Installer(again.window);
  await back.openJob('Training');
  await back.click(again.window.getByRole('button', { name: 'Start it again' }));
  await expect(again.window.getByText(/It answers at/)).toBeVisible();
  await back.click(back.button('Look again').first());
  await back.untilEnded('sign-in');
  await again.close();
});

test('the practice portal opens inside the window, pinned, without a warning', async () => {
  const running = await openApp();
  const installer = new Installer(running.window);
  await installer.click(running.window.getByRole('button', { name: /Virtual PBX, WMS 4/ }));
  await installer.at('prepare');
  await installer.type('Installer', 'Ada');
  await installer.type('Partner company', 'Partner');
  await installer.type('Customer', 'Training');
  await installer.type('PBX name', 'training');
  await installer.press('prepare');
  await installer.next('deploy');
  await installer.untilEnded('deploy');
  await installer.next('sign-in');
  await installer.signIn();
  for (const step of ['admin-password', 'upgrade']) {
    await installer.click(installer.step(step));
    await installer.at(step);
    await installer.skip('not the subject of this test');
  }
  await installer.click(installer.step('portal'));
  await installer.at('portal');
  await installer.click(installer.button('Open the practice portal'));
  await new ShownPage(running.app).shows('Login');
  await expectAccessible(running.window, 'portal');
  await running.close();
});
