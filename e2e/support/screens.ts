import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './app';

/**
 * Numbered screenshots of the window, with the text on it beside each. The PBX's page lies over the window in a view of
 * its own, so its picture is kept beside.
 */
export class Screens {
  private count = 0;

  constructor(
    private readonly running: RunningApp,
    private readonly folder: string,
  ) {}

  async keep(name: string): Promise<void> {
    const file = join(this.folder, `${String(this.count++).padStart(2, '0')}-${name}`);
    const { window, app } = this.running;
    await window.screenshot({ path: `${file}.png` });
    writeFileSync(`${file}.txt`, await window.locator('body').innerText());
    const page = await app.evaluate(async ({ webContents }) => {
      const shown = webContents.getAllWebContents().find((one) => one.getURL().startsWith('https:'));
      return shown ? (await shown.capturePage()).toPNG().toString('base64') : null;
    });
    if (page !== null) writeFileSync(`${file}-page.png`, Buffer.from(page, 'base64'));
  }
}
