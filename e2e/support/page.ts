import type { ElectronApplication } from 'playwright';
import { pageWords, type PageWords } from './page-words';

/** Gives the one-time password that is good now, as whoever can read it tells it to the person at the page. */
export type AskOtp = () => Promise<string>;

function noOtp(): Promise<string> {
  throw new Error('the page asks for a one-time password, and nobody can tell it');
}

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

  /** All that can be read on it; empty between two pages. */
  async text(): Promise<string> {
    return this.run<string>('document.body?.innerText ?? ""').catch(() => '');
  }

  /** Waits until the page shows this text, or one of these; gives the one. */
  async shows(text: string | readonly string[], timeout = 30_000): Promise<string> {
    const texts = typeof text === 'string' ? [text] : text;
    const until = Date.now() + timeout;
    for (;;) {
      const body = await this.text();
      const seen = texts.find((one) => body.includes(one));
      if (seen !== undefined) return seen;
      if (Date.now() > until)
        throw new Error(`the page does not show "${texts.join('" or "')}", but: ${body.slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Its words in the language it is in, once it is there. */
  async words(): Promise<PageWords> {
    await this.shows('PBX');
    const language = await this.run<string>('document.documentElement.lang');
    const words = pageWords[language];
    if (!words) throw new Error(`nobody here reads the language "${language}"`);
    return words;
  }

  /** Whether something that can be pressed is called so. */
  async has(name: string): Promise<boolean> {
    return this.run(
      `[...document.querySelectorAll('button, a')].some((one) => one.textContent.trim() === ${JSON.stringify(name)})`,
    );
  }

  /** From the first page on, however far somebody else has come. */
  async start(): Promise<void> {
    await this.run('void (document.title = "left", location.href = "/")');
    await this.until(async () => (await this.run('document.title')) !== 'left');
    await this.words();
  }

  async hasField(label: string): Promise<boolean> {
    return this.run(
      `[...document.querySelectorAll('label')].some((one) => one.textContent.trim() === ${JSON.stringify(label)})`,
    );
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

  /** Login, password and, where it is asked for, the one-time password: beside them or on a page of its own. */
  async signIn(password: string, askOtp: AskOtp = noOtp): Promise<void> {
    const words = await this.words();
    await this.shows(words.login);
    const together = await this.hasField(words.otp);
    await this.fill(words.login, 'admin');
    await this.fill(words.password, password);
    if (together) await this.fill(words.otp, await askOtp());
    await this.press(words.signIn);
    if (!together && (await this.shows([words.users, words.otp])) === words.otp) {
      await this.fill(words.otp, await askOtp());
      await this.press(words.confirm);
    }
    await this.shows(words.users);
  }

  /** By the menu path of the vendor's guide; a menu that is open already is not pressed again. */
  async openActivation(): Promise<void> {
    const { toActivation, userMode } = await this.words();
    await this.open(toActivation);
    await this.shows(userMode);
  }

  async open(path: readonly string[]): Promise<void> {
    for (const [place, name] of path.entries()) {
      if (!(await this.has(name))) continue;
      await this.press(name);
      const further = path.slice(place + 1);
      if (further.length > 0) await this.until(() => this.hasAny(further));
    }
    await this.words();
  }

  private async hasAny(names: readonly string[]): Promise<boolean> {
    for (const name of names) if (await this.has(name)) return true;
    return false;
  }

  /** Between two pages nothing can be asked: that is asked again. */
  private async until(holds: () => Promise<boolean>, timeout = 30_000): Promise<void> {
    const last = Date.now() + timeout;
    while (!(await holds().catch(() => false))) {
      if (Date.now() > last) throw new Error('the page does not go on');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
