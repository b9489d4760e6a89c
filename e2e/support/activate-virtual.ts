import type { ElectronApplication } from 'playwright';
import { expect } from 'playwright/test';
import type { Installer } from './installer';
import { ShownPage } from './page';
import type { Bought, Practice } from './practice';

/** What the customer of the demo buys, in the words of the window. */
const bought = { Basic: 12, Essential: 40, Business: 4, Premium: 2 };
const wire = { basic: 12, essential: 40, business: 4, premium: 2 };

export interface Visit {
  installer: Installer;
  app: ElectronApplication;
  practice: Practice;
  customer: string;
  pbxName: string;
  /** Called when a step's screen is worth keeping: before its main button and when it ended. */
  seen: (step: string, moment: 'before' | 'during' | 'after') => Promise<void>;
}

/** Secrets that came up on the way, to be searched for afterwards. */
export interface VisitSecrets {
  password: string;
  key: string;
}

/** The whole job as a person does it, from Home to the report; the job is left open at the report step, done. */
export async function activateVirtual(visit: Visit): Promise<VisitSecrets> {
  await toUpgrade(visit);
  const password = await upToPassword(visit);
  await upgrade(visit);
  const back = await portal(visit);
  await activate(visit, password, back);
  await licences(visit);
  await report(visit);
  return { password, key: back.key };
}

/** Home, preparation, deployment check, trust and sign-in. */
export async function toUpgrade({ installer, practice, customer, pbxName, seen }: Visit): Promise<void> {
  await installer.newJob();
  await seen('prepare', 'before');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await seen('prepare', 'after');
  await installer.next('deploy');
  await installer.untilEnded('deploy');
  await seen('deploy', 'after');
  await installer.next('sign-in');
  await seen('sign-in', 'before');
  await installer.signIn();
  await seen('sign-in', 'after');
  await installer.next('admin-password');
}

export async function upToPassword({ installer, seen }: Visit): Promise<string> {
  const password = await installer.changePassword();
  await seen('admin-password', 'after');
  await installer.next('upgrade');
  return password;
}

async function upgrade({ installer, seen }: Visit): Promise<void> {
  await seen('upgrade', 'before');
  await installer.confirmBackupIfAsked();
  await installer.click(installer.window.getByTestId('primary'));
  await installer.window
    .getByRole('progressbar')
    .first()
    .waitFor({ timeout: 30_000 })
    .catch(() => undefined); // too fast to see
  await seen('upgrade', 'during');
  await installer.untilEnded('upgrade', 300_000);
  await seen('upgrade', 'after');
}

export async function portal({ installer, practice, pbxName, seen }: Visit): Promise<Bought> {
  await installer.next('portal');
  await seen('portal', 'before');
  const back = await practice.buy(pbxName, wire);
  await installer.portal(bought, back);
  await seen('portal', 'after');
  return back;
}

/** In the PBX's own page, as the window shows it: by the wizard where that is offered, else, or where it is stuck, by hand. */
export async function activate(visit: Visit, password: string, back: Bought): Promise<void> {
  const { installer, app, seen } = visit;
  await installer.next('activate');
  const page = new ShownPage(app);
  await page.shows('Login');
  await seen('activate', 'before');
  if (await installer.button('Let the wizard activate it').isVisible()) await activateAssisted(visit);
  if (!(await installer.hasEnded('activate'))) await activateByHand(visit, page, password, back);
  await seen('activate', 'after');
}

/** One press; the picture is taken while the key is in its field and Activate is outlined. */
async function activateAssisted({ installer, seen }: Visit): Promise<void> {
  await installer.click(installer.window.getByTestId('primary'));
  await installer.window
    .getByText('Press “Activate”', { exact: true })
    .waitFor({ timeout: 60_000 })
    .catch(() => undefined); // stuck before, or too fast to see
  await seen('activate', 'during');
  await installer.settle('activate', 90_000);
}

/** Sign in, menu, field User Mode, Activate. */
async function activateByHand(
  { installer, seen }: Visit,
  page: ShownPage,
  password: string,
  { key }: Bought,
): Promise<void> {
  await act(installer, 1, () => page.start());
  if (await page.has('Login')) await act(installer, 4, () => page.signIn(password));
  await act(installer, 3, () => page.openActivation());
  await seen('activate', 'during');
  await act(installer, 1, () => page.fill('User Mode', key));
  await act(installer, 1, () => page.press('Activate'));
  await page.shows('Bought');
  await installer.press('activate');
  await installer.untilEnded('activate');
}

/** What a person does in the page counts as well. */
async function act(installer: Installer, count: number, what: () => Promise<void>): Promise<void> {
  installer.actions += count;
  await what();
}

/** Suggestions first, then everybody else by role; nothing is left on the costly type. */
export async function licences({ installer, seen }: Visit): Promise<void> {
  await installer.next('licences');
  await installer.window.getByRole('table', { name: 'Users and their licence types' }).waitFor();
  await seen('licences', 'before');
  const suggested = installer.button(/^Apply \d+ suggestion/);
  if (await suggested.isVisible()) await installer.click(suggested);
  await installer.setTypeForRole('user', 'Essential');
  await seen('licences', 'during');
  await acceptIfWarned(installer);
  await installer.press('licences', 120_000);
  await installer.untilEnded('licences');
  await seen('licences', 'after');
}

async function acceptIfWarned(installer: Installer): Promise<void> {
  await installer.window.waitForTimeout(300);
  const accept = installer.button('Accept with this reason');
  if (await accept.isVisible()) await installer.acceptWarning('More licences are ordered already.');
}

export async function report({ installer, seen }: Visit): Promise<void> {
  await installer.next('report');
  await seen('report', 'before');
  await installer.press('report', 60_000);
  await installer.untilEnded('report');
  await seen('report', 'after');
}

/** The end of the visit: secrets are forgotten, Home lists the job as finished. */
export async function finish({ installer }: Visit): Promise<void> {
  await installer.click(installer.button('Finish this job'));
  await expect(installer.window.getByText(/finished job/)).toBeVisible();
}
