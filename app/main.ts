import { join } from 'node:path';
import { app } from 'electron';
import { openBridge } from './shell/bridge';
import { declareScheme, serveFiles } from './shell/protocol';
import { lockDown } from './shell/security';
import { openMainWindow } from './shell/window';

/*
 * The start, in order: one instance; the app's own scheme; the sandbox for every process; then, when Electron is ready,
 * the locks, the files, the door and the window. Everything else (jobs, keychain, PBX client) loads beside the first
 * paint, since nobody can press anything before that.
 */
if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  declareScheme();
  // As root Chromium cannot sandbox at all and says so by its own switch; anybody else gets it for every process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app.whenReady().then(start);
}

function start(): void {
  lockDown();
  const pageServed = serveFiles(join(__dirname, '..', 'renderer'));
  const userData = app.getPath('userData');
  const window = openMainWindow(userData);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  const services = pageServed.then(() => import('./shell/services'));
  openBridge(services.then(({ startServices }) => startServices(window, userData)));
}
