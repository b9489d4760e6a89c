import { X509Certificate, randomUUID } from 'node:crypto';
import { session, WebContentsView, type BrowserWindow, type Session, type WebContents } from 'electron';
import type { Bounds, PageView } from '../contract/views';
import { giveHome, refusePermissions } from './security';

/** What the view shows: one origin, and the certificate it must have; null: the computer's own trust store decides. */
export interface PageTarget {
  job: string;
  target: PageView['target'];
  url: string;
  fingerprint256: string | null;
}

/**
 * A PBX's own web page inside our window: its own session that ends with the view, pinned to that PBX's certificate, no
 * bridge, no way to any other place. One at a time.
 */
export class PageHost {
  private view: WebContentsView | null = null;
  private shown: PageTarget | null = null;
  private problem: string | null = null;

  constructor(
    private readonly window: BrowserWindow,
    private readonly changed: (view: PageView | null) => void,
  ) {}

  show(target: PageTarget, bounds: Bounds): void {
    const same = this.shown?.url === target.url && this.shown.fingerprint256 === target.fingerprint256;
    if (!this.view || !same) this.open(target);
    this.place(bounds);
  }

  /** `bounds` are CSS pixels of our page, which are other ones than the window's where it is zoomed. */
  place(bounds: Bounds): void {
    const zoom = this.window.webContents.getZoomFactor();
    const scaled = (length: number): number => Math.round(length * zoom);
    this.view?.setBounds({
      x: scaled(bounds.x),
      y: scaled(bounds.y),
      width: scaled(bounds.width),
      height: scaled(bounds.height),
    });
  }

  act(act: 'reload' | 'back' | 'home'): void {
    const contents = this.view?.webContents;
    if (!contents || !this.shown) return;
    if (act === 'reload') contents.reload();
    if (act === 'back' && contents.navigationHistory.canGoBack()) contents.navigationHistory.goBack();
    if (act === 'home') void contents.loadURL(this.shown.url).catch(() => undefined); // told by did-fail-load
  }

  /** A cookie of the PBX's page that is shown for this job; null when there is none. Read from that view's own session. */
  async cookie(job: string, name: string): Promise<string | null> {
    const { view, shown } = this;
    if (!view || shown?.job !== job || shown.target !== 'pbx') return null;
    const [found] = await view.webContents.session.cookies.get({ url: shown.url, name });
    return found?.value ?? null;
  }

  hide(): void {
    const view = this.view;
    if (!view) return;
    this.view = null;
    this.shown = null;
    if (!this.window.isDestroyed()) this.window.contentView.removeChildView(view);
    view.webContents.close();
    this.changed(null);
  }

  /** Whether that job's PBX is what the window shows, or would show if it answered. */
  isOf(job: string): boolean {
    return this.shown?.job === job && this.shown.target === 'pbx';
  }

  /** The shown page of that job's PBX, to be worked by the wizard; null while the window shows something else. */
  contentsOf(job: string): WebContents | null {
    const mine = this.isOf(job) && this.problem === null;
    return mine ? (this.view?.webContents ?? null) : null;
  }

  private open(target: PageTarget): void {
    this.hide();
    // A verdict on a certificate is cached for the life of a session: every view gets a new one.
    const own = session.fromPartition(`page-${randomUUID()}`);
    guard(own, target);
    const view = new WebContentsView({
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      },
    });
    giveHome(view.webContents, (url) => isSameOrigin(url, target.url));
    this.view = view;
    this.shown = target;
    this.problem = null;
    this.listen(view);
    this.window.contentView.addChildView(view);
    void view.webContents.loadURL(target.url).catch(() => undefined); // told by did-fail-load
  }

  private listen(view: WebContentsView): void {
    const tell = (): void => {
      if (this.view === view) this.tell();
    };
    const contents = view.webContents;
    contents.on('did-start-loading', () => {
      this.problem = null;
      tell();
    });
    contents.on('did-stop-loading', tell);
    contents.on('did-navigate', tell);
    contents.on('page-title-updated', tell);
    contents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
      if (isMainFrame && code !== -3) this.problem = problemOf(code);
      tell();
    });
    contents.on('render-process-gone', () => {
      this.problem = 'internal';
      tell();
    });
  }

  private tell(): void {
    this.changed(this.current());
  }

  current(): PageView | null {
    if (!this.view || !this.shown) return null;
    const contents = this.view.webContents;
    return {
      job: this.shown.job,
      target: this.shown.target,
      url: contents.getURL() || this.shown.url,
      title: contents.getTitle(),
      loading: contents.isLoading(),
      problem: this.problem,
    };
  }
}

/** Chromium's network errors that mean something to an installer. */
function problemOf(code: number): string {
  const known: Record<number, string> = {
    [-102]: 'refused',
    [-105]: 'name-not-found',
    [-118]: 'timeout',
    [-101]: 'reset',
    [-100]: 'reset',
  };
  if (code <= -200 && code > -300) return 'certificate-changed';
  return known[code] ?? 'unreachable';
}

function guard(own: Session, { url, fingerprint256 }: PageTarget): void {
  const { hostname } = new URL(url);
  own.setCertificateVerifyProc((request, verdict) => {
    if (fingerprint256 === null) {
      verdict(-3); // Chromium's own verdict
      return;
    }
    const seen = new X509Certificate(request.certificate.data).fingerprint256;
    verdict(request.hostname === hostname && seen === fingerprint256 ? 0 : -2);
  });
  // A page's "copy" button may write to the clipboard; nothing else is granted.
  refusePermissions(own, new Set(['clipboard-sanitized-write']));
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isSameOrigin(details.url, url) && !/^(data|blob):/.test(details.url) });
  });
  own.on('will-download', (event) => {
    event.preventDefault();
  });
}

function isSameOrigin(url: string, home: string): boolean {
  try {
    return new URL(url).origin === new URL(home).origin;
  } catch {
    return false;
  }
}
