import AxeBuilder from '@axe-core/playwright';
import { expect, test, type TestInfo } from 'playwright/test';
import { newDataFolder, openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';

/** The training tour: offered once, beside the work and never in its way, and to be gone on with after a break. */

const note = ({ window }: RunningApp) => window.getByRole('complementary', { name: 'Training tour' });

async function keep({ window }: RunningApp, info: TestInfo, name: string): Promise<void> {
  await window.screenshot({ path: info.outputPath(`${name}.png`) });
}

test('the tour goes along with the steps to the report, over a restart, and can be closed', async ({}, info) => {
  const data = newDataFolder();
  const running = await openApp(data);
  const installer = new Installer(running.window);
  await keep(running, info, 'offer');
  await installer.click(installer.button('Start the tour'));
  await installer.at('prepare');
  await expect(note(running).getByText('Step 1 of 9')).toBeVisible();
  await expect(note(running).getByText(/Type who you are/)).toBeVisible();
  await installer.click(installer.button('Next', note(running)));
  await expect(note(running).getByText(/Look left/)).toBeVisible();
  // Not yet: the work is done in the step, and the note never does it.
  await expect(installer.button('Go to Deploy the image')).toBeDisabled();
  await keep(running, info, 'note');
  const { violations } = await new AxeBuilder({ page: running.window }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);

  await installer.type('Installer', 'Ada');
  await installer.type('Partner company', 'Partner');
  await installer.type('Customer', 'Training');
  await installer.type('PBX name', 'training');
  await running.window.keyboard.press('Control+Enter');
  await installer.untilEnded('prepare');
  // By keyboard: F6 goes round the regions, the note is one of them.
  await expect(async () => {
    await running.window.keyboard.press('F6');
    await expect(note(running)).toBeFocused({ timeout: 200 });
  }).toPass();
  await installer.click(installer.button('Go to Deploy the image'));
  await installer.at('deploy');
  await expect(note(running).getByText('Step 2 of 9')).toBeVisible();
  await installer.untilEnded('deploy');
  await running.close();

  // After a break: the same job, the same place in the tour.
  const again = await openApp(data);
  const back = new Installer(again.window);
  await expect(again.window.getByRole('heading', { name: /^New here/ })).toBeHidden();
  await back.openJob('Training');
  await back.click(again.window.getByRole('button', { name: 'Start it again' }));
  await expect(again.window.getByText(/It answers at/)).toBeVisible();
  await expect(note(again).getByText('Step 2 of 9')).toBeVisible();
  await back.next('sign-in');
  await expect(note(again).getByText(/see its certificate first/)).toBeVisible();
  await back.signIn();
  await back.next('admin-password');
  await back.changePassword();
  for (const step of ['upgrade', 'portal', 'activate', 'licences']) {
    await back.click(back.step(step));
    await back.at(step);
    await expect(note(again).getByText(/^Step \d of 9$/)).toBeVisible();
    await keep(again, info, step);
    await back.skip('Not the subject of this test');
  }
  await back.click(back.step('report'));
  await back.at('report');
  await back.press('report');
  await back.untilEnded('report');
  await expect(note(again).getByText('Step 9 of 9')).toBeVisible();
  await back.click(back.button('Close the tour'));
  await expect(note(again)).toBeHidden();
  await back.click(back.button('Show the notes of the tour again'));
  await back.click(back.button('Finish this job'));
  await back.click(again.window.getByText('1 finished job'));
  await back.openJob('Training');
  await expect(note(again).getByText(/That was a whole activation/)).toBeVisible();
  await keep(again, info, 'end');
  await again.close();
});

test('after "No, thanks" it is not offered again, and other jobs have no notes', async () => {
  const data = newDataFolder();
  const running = await openApp(data);
  const installer = new Installer(running.window);
  await installer.click(installer.button('No, thanks'));
  await expect(installer.button('Start the tour')).toBeHidden();
  await running.close();

  const again = await openApp(data);
  const back = new Installer(again.window);
  await expect(back.button(/^Training tour/)).toBeVisible();
  await expect(back.button(/^Practise on: Virtual PBX, WMS 4/)).toBeVisible();
  await expect(back.button('Start the tour')).toBeHidden();
  // The same practice PBX, begun as any other.
  await back.click(back.button(/^Practise on: Virtual PBX, WMS 4/));
  await back.at('prepare');
  const direct = new Direct(again.window);
  expect(await direct.call('tour.read')).toEqual({ offer: false, jobs: [] });
  await expect(note(again)).toBeHidden();
  await again.close();
});
