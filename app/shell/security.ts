import { app, session, type Session, type WebContents } from 'electron';
import { isOwnUrl } from './origin';

/**
 * What no window of ours may do: leave the app's own pages, open windows, host a webview, reach the network, be granted a
 * permission. The PBX's page view has its own session and its own, stricter place to stay (page-view.ts).
 */
export function lockDown(): void {
  lockSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => {
    refuseLeaving(contents);
  });
}

/** Where a page may go; the app's own pages unless a view was given another home. */
const homes = new WeakMap<WebContents, (url: string) => boolean>();

export function giveHome(contents: WebContents, mayGo: (url: string) => boolean): void {
  homes.set(contents, mayGo);
}

/** Every navigation, frame and redirect must stay at home; new windows and webviews are refused always. */
function refuseLeaving(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; url: string }): void => {
    const mayGo = homes.get(contents) ?? isOwnUrl;
    if (!mayGo(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Every scheme that leads out of the app. Ours is not asked about: each question holds up the first screen. */
const elsewhere = ['http', 'https', 'ws', 'wss', 'ftp', 'file'].map((name) => `${name}://*/*`);

function lockSession(ours: Session): void {
  refusePermissions(ours, new Set());
  ours.webRequest.onBeforeRequest({ urls: elsewhere }, (_details, answer) => {
    answer({ cancel: true });
  });
  ours.on('will-download', (event) => {
    event.preventDefault();
  });
}

export function refusePermissions(target: Session, allowed: ReadonlySet<string>): void {
  target.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.has(permission));
  });
  target.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  target.setDevicePermissionHandler(() => false);
}
