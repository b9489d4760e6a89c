/** Times in milliseconds. */
export interface Limits {
  /** TCP, key exchange and host key. */
  connectMs: number;
  /** All attempts to sign in, with what a person may have to answer. */
  signInMs: number;
  /** One command, unless it is told otherwise. */
  commandMs: number;
  /** Between two signs of life that are asked for; so many may stay without an answer. */
  keepAliveMs: number;
  keepAliveCount: number;
  /** Bytes kept of what a command prints, of each of its two outputs. */
  mostBytes: number;
}

export const usualLimits: Limits = {
  connectMs: 15_000,
  signInMs: 60_000,
  commandMs: 60_000,
  keepAliveMs: 10_000,
  keepAliveCount: 3,
  mostBytes: 64 * 1024,
};

export interface SshOptions {
  limits?: Partial<Limits>;
}

export function limitsOf({ limits }: SshOptions): Limits {
  return { ...usualLimits, ...limits };
}
