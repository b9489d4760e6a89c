import type { ElectronApplication } from 'playwright';
import { expect } from 'playwright/test';
import { activate } from './activate';
import type { Installer } from './installer';
import { ShownPage } from './page';
import type { Bought, Practice } from './practice';
import { upgrade } from './upgrade';

/** What the customer of the demo buys, in the words of the window. */
export const bought = { Basic: 12, Essential: 40, Business: 4, Premium: 2 };
export const wire = { basic: 12, essential: 40, business: 4, premium: 2 };

const factoryPassword = 'wildix';

/** Of a step's screen. */
export type Moment = 'before' | 'during' | 'otp' | 'by-hand' | 'word' | 'after';

export interface Visit {
  installer: Installer;
  app: ElectronApplication;
  practice: Practice;
  customer: string;
  pbxName: string;
  /** Called when a step's screen is worth keeping: before its main button and when it ended. */
  seen: (step: string, moment: Moment) => Promise<void>;
}

/** Secrets that came up on the way, to be searched for afterwards. */
export type VisitSecrets = Record<string, string>;

/** The whole job as a person does it, from Home to the report; the job is left open at the report step, done. */
export async function activateVirtual(visit: Visit): Promise<{ password: string; key: string }> {
  await toUpgrade(visit);
  return fromPassword(visit);
}

/** From the sign-in to the report, which is the same for a box. */
export async function fromPassword(visit: Visit): Promise<{ password: string; key: string }> {
  const password = await upToPassword(visit);
  await upgrade(visit, password);
  const back = await portal(visit);
  await activate(visit, password, back);
  await licences(visit);
  await report(visit);
  return { password, key: back.key };
}

/** Home, preparation, deployment check, trust and sign-in. */
export async function toUpgrade(visit: Visit): Promise<void> {
  await begin(visit, /^Activate a virtual PBX/);
  const { installer, seen } = visit;
  await installer.next('deploy');
  await installer.untilEnded('deploy');
  await seen('deploy', 'after');
  await toPassword(visit);
}

/** From Home to the end of the preparation. */
export async function begin(visit: Visit, job: RegExp): Promise<void> {
  const { installer, practice, customer, pbxName, seen } = visit;
  await installer.newJob(job);
  await seen('prepare', 'before');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await seen('prepare', 'after');
}

/** Trust and sign-in. */
export async function toPassword(visit: Visit): Promise<void> {
  const { installer, seen } = visit;
  await installer.next('sign-in');
  await seen('sign-in', 'before');
  await installer.signIn(async () => {
    await seen('sign-in', 'during');
    await signInOnPage(visit, factoryPassword);
  });
  await seen('sign-in', 'after');
  await installer.next('admin-password');
}

export async function upToPassword(visit: Visit): Promise<string> {
  const { installer, seen } = visit;
  const password = await installer.changePassword(async (password) => {
    await seen('admin-password', 'during');
    await signInOnPage(visit, password);
  });
  await seen('admin-password', 'after');
  await installer.next('upgrade');
  return password;
}

export async function portal({ installer, practice, pbxName, seen }: Visit): Promise<Bought> {
  await installer.next('portal');
  await seen('portal', 'before');
  const back = await practice.buy(pbxName, wire);
  await installer.portal(bought, back);
  await seen('portal', 'after');
  return back;
}

/** With the one-time password where the page asks for it. */
async function signInOnPage({ installer, app, practice }: Visit, password: string): Promise<void> {
  await installer.does(4, () => new ShownPage(app).signIn(password, () => practice.otp()));
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

/** Where more licences are needed than were bought. */
export async function acceptIfWarned(installer: Installer): Promise<void> {
  await installer.settle('licences');
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
