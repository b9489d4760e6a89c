import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import { openHiddenWindow } from './window';

const readyMs = 20_000;

/** The report page of the window's own code, printed as PDF by a window nobody sees. */
export async function printReport(job: JobId): Promise<Uint8Array> {
  const window = openHiddenWindow(`/report/${job}`, ['report.read', 'app.info']);
  try {
    await isReady(window);
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
    });
  } finally {
    window.destroy();
  }
}

const footer =
  '<div style="width:100%;font:8px sans-serif;color:#666;padding:0 14mm;display:flex;justify-content:space-between">' +
  '<span>PBX Activation Wizard</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>';

/** The page marks itself when all is on it, fonts included. */
async function isReady(window: BrowserWindow): Promise<void> {
  const until = Date.now() + readyMs;
  while (Date.now() < until) {
    const ready: unknown = await window.webContents
      .executeJavaScript('document.body?.dataset.ready === "yes" && document.fonts.status === "loaded"')
      .catch(() => false); // not loaded yet
    if (ready === true) return;
    await wait(50);
  }
  throw new Failure('report-failed', undefined, 'the report page did not become ready');
}
