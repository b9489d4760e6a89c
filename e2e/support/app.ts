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

/** Starts the built app on a data folder; the same folder again is the same laptop after a restart. */
export async function openApp(data = newDataFolder()): Promise<RunningApp> {
  const app = await _electron.launch(electronLaunch().options([`--user-data-dir=${data}`]));
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
