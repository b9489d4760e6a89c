import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import type { RunningApp } from './app';

/**
 * Numbered screenshots of the window, with the text on it beside each. The PBX's page lies over the window in a view of
 * its own, so its picture is laid over the window's at the place that the window keeps for it.
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
    const below = (await window.screenshot()).toString('base64');
    const page = await pictureWhileItStays(app);
    const shown = page === null ? below : await laidOver(window, below, page);
    writeFileSync(`${file}.png`, Buffer.from(shown, 'base64'));
    writeFileSync(`${file}.txt`, await window.locator('body').innerText());
  }
}

/** A page that goes on meanwhile is waited for and taken anew. */
async function pictureWhileItStays(app: ElectronApplication): Promise<string | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const picture = await pictureOfPage(app);
    if (picture !== 'went on') return picture;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}

/** What stands in its fields may be a secret: it is covered for the moment of the picture. */
async function pictureOfPage(app: ElectronApplication): Promise<string | null> {
  return app.evaluate(async ({ webContents }) => {
    const shown = webContents.getAllWebContents().find((one) => one.getURL().startsWith('https:'));
    if (!shown) return null;
    // What is asked of a page that goes on is never answered.
    const left = new Promise<boolean>((resolve) => {
      for (const event of ['did-start-navigation', 'destroyed'] as const)
        shown.once(event as 'destroyed', () => resolve(false));
    });
    const cover = await shown.insertCSS('input { -webkit-text-security: disc !important; }');
    try {
      const drawn = shown
        .executeJavaScript('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))')
        .then(() => true);
      if (!(await Promise.race([drawn, left]))) return 'went on';
      const picture = await shown.capturePage();
      // Scrolled out of the window.
      return picture.isEmpty() ? null : picture.toPNG().toString('base64');
    } finally {
      await shown.removeInsertedCSS(cover).catch(() => undefined); // it may have gone on to another page
    }
  });
}

async function laidOver(window: Page, below: string, page: string): Promise<string> {
  return window.evaluate(
    async ([below, page]) => {
      const [under, over] = await Promise.all(
        [below, page].map((png) =>
          createImageBitmap(new Blob([Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0))])),
        ),
      );
      if (!under || !over) return below;
      const place = document.querySelector('.pane-place');
      const canvas = new OffscreenCanvas(under.width, under.height);
      const pen = canvas.getContext('2d');
      if (!place || !pen) return below;
      const clip = place.closest('.step-scroll')?.getBoundingClientRect();
      const { left, top } = place.getBoundingClientRect();
      pen.drawImage(under, 0, 0);
      pen.drawImage(
        over,
        Math.ceil(Math.max(left, clip?.left ?? 0)),
        Math.ceil(Math.max(top, clip?.top ?? 0)),
      );
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    [below, page] as const,
  );
}
