import { join } from 'node:path';
import { app } from 'electron';
import { openBridge } from './shell/bridge';
import { openWithoutMenu } from './shell/menu';
import { serveFromStart } from './shell/opening';
import { declareScheme, serveFiles } from './shell/protocol';
import { lockDown } from './shell/security';
import { openMainWindow } from './shell/window';

/*
 * The start, in order: one instance; the app's own scheme; the sandbox for every process; then, when Electron is ready,
 * the locks, the files, the door and the window. Everything else (jobs,
 * keychain, PBX client) comes when the window is painted.
 */
if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  declareScheme();
  openWithoutMenu();
  // As root Chromium cannot sandbox at all and says so by its own switch; anybody else gets it for every process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app.whenReady().then(start);
}

function start(): void {
  lockDown();
  serveFiles(join(__dirname, '..', 'renderer'));
  const userData = app.getPath('userData');
  const window = openMainWindow(userData);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  openBridge(serveFromStart(window, userData));
}
