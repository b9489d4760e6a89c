import type { Visit } from './activate-virtual';
import { ShownPage } from './page';

/** The upgrade as this PBX lets it be done: by a route, on to the last repository it names; by the wizard in its page; or by hand. */
export async function upgrade(visit: Visit, password: string): Promise<void> {
  const { installer, seen } = visit;
  const byHand = installer.window.getByRole('heading', { name: "Upgrade in the PBX's own page" });
  if (!(await byHand.isVisible())) return byWizard(visit);
  await seen('upgrade', 'before');
  await installer.confirmBackupIfAsked();
  await inPage(visit, password);
  await nothingNewer(visit);
}

/** Only a person can say it where the PBX has no route that tells. */
async function nothingNewer({ installer, seen }: Visit): Promise<void> {
  await installer.click(installer.button('Nothing newer is offered there'));
  await installer.untilEnded('upgrade');
  await seen('upgrade', 'after');
}

async function byWizard(visit: Visit): Promise<void> {
  const { installer, seen } = visit;
  await installer.chooseLastRepository();
  await seen('upgrade', 'before');
  await installer.confirmBackupIfAsked();
  await installer.click(installer.window.getByTestId('primary'));
  const { window } = installer;
  // Where the page is worked there is no list of the way, and one that is short may be over before it is seen.
  const inPage = window.locator('.progress.assisted');
  const over = window.locator(':is([data-state=done], [data-state=needs-person])[data-testid=step-upgrade]');
  await window.getByRole('list', { name: 'On the way' }).or(inPage).or(over).first().waitFor();
  await seen('upgrade', 'during');
  if ((await installer.settle('upgrade', 300_000)) === 'needs-person') return nothingNewer(visit);
  await installer.untilEnded('upgrade', 300_000);
  await seen('upgrade', 'after');
}

/** What the upgrade page says last, in the words of the practice PBX; the only one without the routes is in English. */
const newest = 'This is the latest version of the repository.';

/** A version after the other, until the page offers nothing newer. */
async function inPage(visit: Visit, password: string): Promise<void> {
  const { installer, practice, seen } = visit;
  const page = new ShownPage(visit.app);
  for (;;) {
    const { login } = await page.words();
    if (await page.hasField(login))
      await installer.does(3, () => page.signIn(password, () => practice.otp()));
    await installer.does(3, () => page.open(['WMS Settings', 'Tools and utilities', 'Upgrade']));
    if ((await page.shows(['Perform upgrade', newest], 60_000)) === newest) return;
    await installer.does(1, () => page.press('Perform upgrade'));
    await page.shows(['Downloading', 'Installing']);
    await seen('upgrade', 'during');
    await page.shows('Reboot the PBX to use it', 60_000);
    await installer.does(1, () => page.press('Reboot'));
    // Its page waits for the PBX by itself, and then asks for the sign-in.
    await page.shows(login, 60_000);
  }
}
