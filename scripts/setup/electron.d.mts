/** What Playwright's `_electron.launch` takes. */
export interface LaunchOptions {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
  /** Always true: without it Playwright starts Electron with --no-sandbox. */
  chromiumSandbox: true;
}

/**
 * How to start the app: `_electron.launch(launch.options([`--user-data-dir=${launch.tempFolder('data')}`]))`.
 * The parts are here too, for starting it by other means.
 */
export interface ElectronLaunch {
  /** What to start. Where we are root it is a launcher that becomes Electron as an ordinary user (same process id). */
  executablePath: string;
  /** The built app, readable by that user: the first argument after `args`. */
  appDir: string;
  /** The whole environment for it (display, keychain, home). Add to it, do not mix it with `process.env`. */
  env: Record<string, string>;
  /** What of `env` is different for each of several side by side; empty where they share a person's display. */
  displays: Record<string, string>[];
  /** Arguments that come before `appDir`. */
  args: string[];
  /** True where we are root and Electron runs as somebody else. */
  asOrdinaryUser: boolean;
  /** That somebody; undefined when Electron runs as we do. */
  user?: { name: string; uid: number; gid: number; home: string };
  /** True when the runtime is the stand-in and not the Electron that releases are made from. */
  standIn: boolean;
  /** The runtime's version, for example `33.2.1`. */
  version: string;
  /** True when windows open on a display of our own that nobody sees. */
  virtualDisplay: boolean;
  /** True when the keychain is a private one that is gone afterwards, false when it is the person's own. */
  privateKeychain: boolean;
  /**
   * Options for Playwright. `args` come after the app's folder, `more.env` on top of `env`; `more.appDir` is another app
   * to start in place of ours (it must be readable: make it in a `tempFolder`).
   */
  options(args?: string[], more?: { env?: Record<string, string>; appDir?: string }): LaunchOptions;
  /**
   * A new empty folder that belongs to whoever Electron runs as: for `--user-data-dir` and for what the app writes.
   * Removed when this process ends (kept when PBXW_KEEP_TEMP is set).
   */
  tempFolder(prefix: string): string;
  /** Gives a folder made by us, with all in it, to whoever Electron runs as. Does nothing when that is us. */
  lend(path: string): void;
}

/** The environment variable by which bootstrap.mjs hands all this over. */
export declare const VARIABLE: string;

/** What bootstrap.mjs prepared. Throws when this process was not started through it. */
export declare function electronLaunch(): ElectronLaunch;
