import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type WebPreferences } from 'electron';
import type { CallName } from '../contract/contract';
import { admit } from './bridge';
import { startUrl } from './origin';
import { placeOf, rememberPlace } from './window-state';

/** Every window of ours: sandboxed, isolated, with the bridge and nothing else. */
const preferences: WebPreferences = {
  preload: join(__dirname, 'preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
};

/** Ground colours of the two themes, so that the first frame does not flash. */
const ground = { light: '#f3f4f4', dark: '#141719' };

export function openMainWindow(userData: string): BrowserWindow {
  const { bounds, maximized } = placeOf(userData);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'PBX Activation Wizard',
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    webPreferences: preferences,
  });
  if (maximized) window.maximize();
  admit(window.webContents, 'all');
  rememberPlace(window, userData);
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(startUrl);
  return window;
}

/** A window nobody sees, for one page of ours. It may only ask what that page needs. */
export function openHiddenWindow(hash: string, calls: readonly CallName[]): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    backgroundColor: '#ffffff',
    width: 900,
    height: 1200,
    webPreferences: preferences,
  });
  admit(window.webContents, calls);
  void window.loadURL(`${startUrl}#${hash}`);
  return window;
}
