import type { ElectronApplication } from 'playwright';

/**
 * The PBX's own page inside the window. Playwright's handle does not reach a view laid over the window on every Electron,
 * so the person's acts are carried out in the page by the app's main process: what is filled and pressed is found by the
 * words on the screen.
 */
export class ShownPage {
  constructor(private readonly app: ElectronApplication) {}

  /** Runs in the page; gives what it gives. */
  async run<T>(script: string): Promise<T> {
    return this.app.evaluate(async ({ webContents }, script) => {
      const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('https:'));
      if (!page) throw new Error('no page is shown');
      return (await page.executeJavaScript(script)) as T;
    }, script);
  }

  /** Waits until the page shows this text. */
  async shows(text: string, timeout = 15_000): Promise<void> {
    const until = Date.now() + timeout;
    for (;;) {
      const body = await this.run<string>('document.body?.innerText ?? ""').catch(() => ''); // between two pages
      if (body.includes(text)) return;
      if (Date.now() > until) throw new Error(`the page does not show "${text}", but: ${body.slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Whether something that can be pressed is called so. */
  async has(name: string): Promise<boolean> {
    return this.run(
      `[...document.querySelectorAll('button, a')].some((one) => one.textContent.trim() === ${JSON.stringify(name)})`,
    );
  }

  /** From the first page on, however far somebody else has come. */
  async start(): Promise<void> {
    await this.run('void (location.href = "/")');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await this.shows('');
  }

  async fill(label: string, value: string): Promise<void> {
    await this.run(`(() => {
      const label = [...document.querySelectorAll('label')].find((one) => one.textContent.trim() === ${JSON.stringify(label)});
      const field = label?.control;
      if (!field) throw new Error('no field ' + ${JSON.stringify(label)});
      field.value = ${JSON.stringify(value)};
    })()`);
  }

  async press(name: string): Promise<void> {
    await this.run(`(() => {
      const found = [...document.querySelectorAll('button, a')].find((one) => one.textContent.trim() === ${JSON.stringify(name)});
      if (!found) throw new Error('nothing called ' + ${JSON.stringify(name)});
      found.click();
    })()`);
  }

  async signIn(password: string): Promise<void> {
    await this.shows('Login');
    await this.fill('Login', 'admin');
    await this.fill('Password', password);
    await this.press('Login');
    await this.shows('Users');
  }

  /** By the menu path of the vendor's guide; a menu that is open already is not pressed again. */
  async openActivation(): Promise<void> {
    for (const name of ['WMS Settings', 'Tools and utilities', 'Activation / Licenses']) {
      if (await this.has(name)) await this.press(name);
    }
    await this.shows('User Mode');
  }
}
