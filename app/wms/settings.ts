import * as tls from 'node:tls';

/** How long and how much; times in milliseconds. */
export interface Limits {
  /** Name, TCP and TLS together. */
  connectMs: number;
  /** Nothing heard on an open connection. */
  idleMs: number;
  /** One request from the call to the last byte. */
  totalMs: number;
  /** An idle connection is dropped after this, before any server we know of would drop it (the lowest default is 5 s). */
  keepMs: number;
  /** Largest answer taken. */
  bodyBytes: number;
  /** Users asked for at a time; public clients use 10 to 100. */
  pageSize: number;
  /** The PBX is given this long to find out whether there is a newer version. */
  checkMs: number;
  checkEveryMs: number;
}

const defaults: Limits = {
  connectMs: 10_000,
  idleMs: 20_000,
  totalMs: 90_000,
  keepMs: 4_000,
  bodyBytes: 20 * 1024 * 1024,
  pageSize: 100,
  checkMs: 120_000,
  checkEveryMs: 2_000,
};

export interface PbxOptions {
  limits?: Partial<Limits>;
  /** One line for each request: method, path, status, milliseconds. Never a header or a body. */
  log?: (line: string) => void;
  /** Authorities to trust instead of the computer's own, as PEM. */
  roots?: readonly string[];
}

export interface Settings {
  limits: Limits;
  log: (line: string) => void;
  /** Undefined: those compiled into Node. */
  roots: readonly string[] | undefined;
}

export function settingsOf(options: PbxOptions = {}): Settings {
  return {
    limits: { ...defaults, ...options.limits },
    log: options.log ?? (() => undefined),
    roots: options.roots ?? systemRoots(),
  };
}

/**
 * The operating system's trust store together with Node's own list. Node before 22.15 (Electron 33) cannot read the
 * former: there the compiled-in list alone decides, so a company's own authority is not known and its PBX gets pinned.
 */
function systemRoots(): string[] | undefined {
  const { getCACertificates } = tls as Partial<Pick<typeof tls, 'getCACertificates'>>;
  if (getCACertificates === undefined) return undefined;
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}
