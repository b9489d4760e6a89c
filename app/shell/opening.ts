import type { BrowserWindow } from 'electron';
import { hasNoJob } from '../journal/place';
import type { Serve } from './bridge';
import { giveMenu } from './menu';

/** How long after its first paint the page is left alone to become usable, in milliseconds. */
const settleMs = 100;

/**
 * What stands behind the door while the app opens. The services (jobs, keychain, PBX client) are much code, and loading
 * them holds up the window: so they load when its first screen is painted. The list of jobs cannot wait for that and
 * loads them at once, unless there is no job on this computer, which can be told without them.
 */
export function serveFromStart(window: BrowserWindow, userData: string): Serve {
  let services: Promise<Serve> | undefined;
  const load = (): Promise<Serve> =>
    (services ??= import('./services').then(({ startServices }) => startServices(window, userData)));
  const painted = firstPaint(window);
  void painted.then(() => {
    giveMenu();
    return load();
  });
  return async (name, arg) => {
    if (name !== 'jobs.list') await painted;
    else if (!services && hasNoJob(userData)) return { ok: true, value: [] };
    return (await load())(name, arg);
  };
}

/** The first screen is painted; or it never will be, and then the app behind it must still come up. */
function firstPaint(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    window.once('ready-to-show', () => setTimeout(resolve, settleMs));
    window.webContents.once('did-fail-load', () => {
      resolve();
    });
  });
}
