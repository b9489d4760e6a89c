import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { Bridge } from '../../app/contract/client';
import { electronLaunch } from '../../scripts/setup/electron.mjs';

/** The running app and its one window. */
export interface RunningApp {
  app: ElectronApplication;
  window: Page;
  /** Its data folder: jobs, logs, window place. */
  data: string;
  /** As a person closes it. */
  close(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

export function newDataFolder(): string {
  return electronLaunch().tempFolder('data');
}

type LaunchOptions = Parameters<typeof _electron.launch>[0];

/**
 * Playwright holds an app's start back until it has attached, but only where it picks the Electron itself. Here the window
 * may open just while it attaches: then it waits for ever for a page that has long been there (seen in its protocol log:
 * the page's frame had no address yet). That is not the app's doing, so it is started anew; anything else is let through.
 */
async function launch(options: LaunchOptions): Promise<ElectronApplication> {
  for (let left = 2; ; left--) {
    try {
      return await _electron.launch({ ...options, timeout: 30_000 });
    } catch (error) {
      const attached = String(error).split('<ws connected>').length > 2;
      if (!attached || left === 0) throw error;
      console.warn('Playwright did not see the window that opened while it attached: starting the app anew.');
    }
  }
}

/** Starts the built app on a data folder; the same folder again is the same laptop after a restart. */
export async function openApp(data = newDataFolder()): Promise<RunningApp> {
  const app = await launch(electronLaunch().options([`--user-data-dir=${data}`]));
  const window = await app.firstWindow();
  await window.waitForLoadState('domcontentloaded');
  // The window is there before what stands behind it; a test begins when both are.
  await window.evaluate(() =>
    (globalThis as unknown as { wizard: Bridge }).wizard.call('app.info', undefined),
  );
  return {
    app,
    window,
    data,
    close: () => app.close(),
    kill: async () => {
      const child = app.process();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
