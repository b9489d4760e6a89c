import { expect, type Locator, type Page } from 'playwright/test';
import { whyNotAtRest } from './at-rest';

/** Step states that wait for somebody or are over: nothing goes on by itself. */
const settled = /^(ready|needs-person|done|already-done|skipped|failed|unknown)$/;
const ended = /^(done|already-done|skipped)$/;

function noPage(): Promise<void> {
  throw new Error('a sign-in on the page is asked for, and nobody does it');
}

/**
 * A person at the window: finds things by what they are called, clicks, types, reads. Counts what it had to do, since
 * every click and every typed field is somebody's time in a server room.
 */
export class Installer {
  actions = 0;

  constructor(readonly window: Page) {}

  button(name: string | RegExp, inside: Page | Locator = this.window): Locator {
    return inside.getByRole('button', { name });
  }

  async click(what: Locator): Promise<void> {
    this.actions++;
    await what.click();
  }

  /** Types into a field found by its label, and leaves it. */
  async type(label: string | RegExp, text: string): Promise<void> {
    this.actions++;
    const named = this.window.getByLabel(label, { exact: typeof label === 'string' });
    const field = named.and(this.window.locator('input, textarea')).first();
    await field.fill(text);
    await field.blur();
  }

  /** What a person does in the PBX's page is somebody's time as well. */
  async does(count: number, what: () => Promise<void>): Promise<void> {
    this.actions += count;
    await what();
  }

  async select(label: string, option: string): Promise<void> {
    this.actions++;
    await this.window.getByLabel(label, { exact: true }).first().selectOption({ label: option });
  }

  async newJob(job = /^Activate a virtual PBX/): Promise<void> {
    await this.click(this.button(job));
    await this.at('prepare');
  }

  /** Opens the job of this customer from Home. */
  async openJob(customer: string): Promise<void> {
    await this.click(this.window.getByRole('link', { name: new RegExp(customer) }).first());
  }

  step(id: string): Locator {
    return this.window.getByTestId(`step-${id}`);
  }

  async stateOf(id: string): Promise<string> {
    return (await this.step(id).getAttribute('data-state')) ?? '';
  }

  /** Waits until the step is shown and nothing about it goes on by itself. */
  async at(id: string, timeout = 30_000): Promise<string> {
    await expect(this.step(id)).toHaveAttribute('aria-current', 'step', { timeout });
    return this.settle(id, timeout);
  }

  /** Presses the step's main button and waits for what comes of it. */
  async press(id: string, timeout = 60_000): Promise<string> {
    await this.click(this.window.getByTestId('primary'));
    return this.settle(id, timeout);
  }

  /** After something was typed, chosen or started: until it is over, and the window shows what came of it. */
  async settle(id: string, timeout = 60_000): Promise<string> {
    await expect.poll(() => whyNotAtRest(this.window, id), { timeout, intervals: [50, 100, 250] }).toBe(null);
    await expect(this.step(id)).toHaveAttribute('data-state', settled, { timeout });
    return this.stateOf(id);
  }

  async hasEnded(id: string): Promise<boolean> {
    return ended.test(await this.stateOf(id));
  }

  async untilEnded(id: string, timeout = 120_000): Promise<void> {
    await expect(this.step(id)).toHaveAttribute('data-state', ended, { timeout });
  }

  async next(id: string): Promise<void> {
    await this.click(this.window.getByTestId('next'));
    await this.at(id);
  }

  async skip(reason: string): Promise<void> {
    await this.click(this.button('Skip this step'));
    await this.type('Why is this step skipped?', reason);
    await this.click(this.button('Skip it'));
  }

  /** With the number typed that is asked for, where one is. */
  async acceptWarning(reason: string): Promise<void> {
    const asked = this.window.getByText(/^Type \d+, which/);
    if (await asked.isVisible()) {
      const label = (await asked.textContent()) ?? '';
      await this.type(label, /\d+/.exec(label)?.[0] ?? '');
    }
    await this.type('Reason, for the report', reason);
    await this.click(this.button('Accept with this reason'));
  }

  async prepare(details: { customer: string; pbxName: string; address: string }): Promise<void> {
    await this.type('Installer', 'Ada Example');
    await this.type('Partner company', 'Example Partner GmbH');
    await this.type('Customer', details.customer);
    await this.type('PBX name', details.pbxName);
    await this.type('Address of the PBX', details.address);
    await this.press('prepare');
    await this.untilEnded('prepare');
  }

  async acceptCertificate(): Promise<void> {
    const accept = this.button('Accept this certificate');
    await this.click(accept);
    // What stands below moves up then, and nobody presses a button that is just moving away.
    await expect(accept).toBeHidden();
  }

  /** With the factory password; a PBX that wants more than that asks to be signed in on its page. */
  async signIn(onPage: () => Promise<void> = noPage): Promise<void> {
    await this.acceptCertificate();
    await this.click(this.button('Use the factory password'));
    // A person sees that it is held before pressing on; the keychain takes a moment.
    await expect(this.window.locator('.held').first()).toBeVisible();
    if ((await this.press('sign-in')) === 'needs-person') {
      await onPage();
      await this.click(this.button('I am signed in on the page'));
    }
    await this.untilEnded('sign-in');
  }

  /**
   * Generates a password and tells it, as the installer who stores it would read it. A PBX that does not tell whether it
   * works asks to be signed in with it on its page.
   */
  async changePassword(onPage: (password: string) => Promise<void> = noPage): Promise<string> {
    await this.click(this.button('Generate a password'));
    await this.click(this.window.getByRole('button', { name: 'Show', exact: true }));
    const shown = this.window.locator('.reveal code');
    await expect(shown).not.toBeEmpty();
    const password = (await shown.textContent()) ?? '';
    await this.click(this.button('Hide now'));
    await this.click(this.button('It is stored'));
    if ((await this.press('admin-password')) === 'needs-person') {
      await onPage(password);
      await this.press('admin-password');
    }
    await this.untilEnded('admin-password');
    return password;
  }

  async confirmBackupIfAsked(): Promise<void> {
    const asked = this.button('A backup exists');
    if (await asked.isVisible()) await this.click(asked);
  }

  /** On to the last of the repositories that the PBX names, where there is a choice. */
  async chooseLastRepository(): Promise<void> {
    const choice = this.window.getByLabel('Go on to', { exact: true });
    if (!(await choice.isVisible())) return;
    const last = await choice.getByRole('option').last().textContent();
    if (last === null) return;
    await this.select('Go on to', last);
    await this.settle('upgrade');
  }

  async upgrade(): Promise<void> {
    await this.confirmBackupIfAsked();
    if (ended.test(await this.stateOf('upgrade'))) return;
    await this.press('upgrade', 300_000);
    await this.untilEnded('upgrade', 300_000);
  }

  /** What the installer entered in the portal and brought back from there; a cloud PBX has no key to bring. */
  async portal(
    counts: Record<string, number>,
    back: { swSerial: string; key: string | null },
  ): Promise<void> {
    await this.select('Billing period', 'Yearly');
    for (const [type, count] of Object.entries(counts))
      await this.type(`Number of ${type} licences`, String(count));
    await this.type('SW Serial', back.swSerial);
    if (back.key !== null) await this.typeKey(back.key);
    await this.press('portal');
    await this.untilEnded('portal');
  }

  async typeKey(key: string): Promise<void> {
    const field = this.window.getByLabel('PBX key', { exact: true }).and(this.window.locator('input'));
    if (!(await field.isVisible())) await this.click(this.window.getByText('Type it instead'));
    this.actions++;
    await field.fill(key);
    await this.click(this.button('Use this key'));
  }

  /** Sets a licence type for all users of a role, by filter and select all. */
  async setTypeForRole(role: string, type: string): Promise<void> {
    await this.select('Role', role);
    await this.click(this.window.getByLabel('Select all shown'));
    await this.select('Set selected to', type);
    await this.click(this.button('Set', this.window.locator('.bulk')).first());
    await this.click(this.window.getByLabel('Select all shown'));
    await this.select('Role', 'All');
  }
}
