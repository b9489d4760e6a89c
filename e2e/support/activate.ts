import type { Visit } from './activate-virtual';
import { ShownPage } from './page';
import type { Bought } from './practice';

/** In the PBX's own page, as the window shows it: by the wizard where that is offered, else, or where it is stuck, by hand. */
export async function activate(visit: Visit, password: string, back: Bought): Promise<void> {
  const page = await giveKey(visit, password, back);
  if (!(await visit.installer.hasEnded('activate'))) await conclude(visit, page);
  await visit.seen('activate', 'after');
}

/** As far as the PBX having taken the key, whatever the wizard makes of that. */
export async function giveKey(visit: Visit, password: string, back: Bought): Promise<ShownPage> {
  const { installer, app, seen } = visit;
  await installer.next('activate');
  const page = new ShownPage(app);
  await page.words();
  await seen('activate', 'before');
  const assisted = installer.button('Let the wizard activate it');
  if (await assisted.isVisible()) await byWizard(visit, page);
  if (!(await installer.hasEnded('activate')) && !(await saysActivated(page)))
    await byHand(visit, page, password, back);
  return page;
}

/** One press; the picture is taken while the key is in its field and Activate is outlined. */
async function byWizard(visit: Visit, page: ShownPage): Promise<void> {
  const { installer, seen } = visit;
  const { window } = installer;
  await installer.click(window.getByTestId('primary'));
  const handBack = installer.button('Hand back');
  const pressing = window.getByText('Press “Activate”', { exact: true });
  const stuck = window.locator('[data-testid=step-activate][data-state=needs-person]');
  await pressing.or(handBack).or(stuck).first().waitFor({ timeout: 60_000 });
  if (await handBack.isVisible()) {
    await seen('activate', 'otp');
    await giveOtp(visit, page);
    await installer.click(handBack);
    await pressing.or(stuck).first().waitFor({ timeout: 60_000 });
  }
  await seen('activate', 'during');
  await installer.settle('activate', 90_000);
}

/** The wizard does not know it, so it leaves the field and the button below it to the person. */
async function giveOtp({ installer, practice }: Visit, page: ShownPage): Promise<void> {
  const { otp, login, signIn, confirm, users } = await page.words();
  const button = (await page.hasField(login)) ? signIn : confirm;
  await installer.does(2, async () => {
    await page.fill(otp, await practice.otp());
    await page.press(button);
    await page.shows(users);
  });
}

async function saysActivated(page: ShownPage): Promise<boolean> {
  return (await page.text()).includes((await page.words()).activated);
}

/** Sign in, menu, field User Mode, Activate. */
async function byHand(
  { installer, practice, seen }: Visit,
  page: ShownPage,
  password: string,
  { key }: Bought,
): Promise<void> {
  await installer.does(1, () => page.start());
  const words = await page.words();
  if (await page.hasField(words.login))
    await installer.does(4, () => page.signIn(password, () => practice.otp()));
  await installer.does(3, () => page.openActivation());
  await seen('activate', 'by-hand');
  await installer.does(1, () => page.fill(words.userMode, key));
  await installer.does(1, () => page.press(words.activate));
  await page.shows(words.activated);
}

/** The wizard reads whether it took; where the PBX does not tell it, the person says what the page shows. */
async function conclude({ installer, seen }: Visit, page: ShownPage): Promise<void> {
  const question = 'What do you see in Activation / Licenses?';
  const asked = installer.window.getByLabel(question);
  if (!(await asked.isVisible())) await installer.press('activate');
  if (await installer.hasEnded('activate')) return;
  const { activated } = await page.words();
  await seen('activate', 'word');
  await installer.type(question, `It says: ${activated}`);
  await installer.press('activate');
  await installer.untilEnded('activate');
}
