import type { Algorithms } from 'ssh2';

/**
 * What only old servers need, appended to what is offered anyway, so that a newer one is never talked down to it. Patterns and
 * not names: Electron's crypto library lacks some, and a name it does not know would fail every connection.
 */
const old = {
  kex: /^diffie-hellman-group(14|-exchange|1)-sha1$/,
  serverHostKey: /^ssh-dss$/,
  cipher: /^(aes256|aes192|aes128|3des)-cbc$/,
  hmac: /^hmac-(sha1-96|md5)$/,
};

/** The library's own choice without the host key signed by SHA-1, which it offers last; for old servers with all of the above. */
export function algorithmsFor(oldAlgorithms: boolean): Algorithms {
  if (!oldAlgorithms) return { serverHostKey: { append: [], prepend: [], remove: 'ssh-rsa' } };
  const appended = Object.entries(old).map(([kind, which]) => [kind, { append: [which] }]);
  return Object.fromEntries(appended) as Algorithms;
}

/** What both sides agreed on, as far as it is told. */
export interface Agreed {
  kex: string;
  serverHostKey: string;
  cs: { cipher: string; mac: string };
}

/** Those in use that are there for old servers only. */
export function oldOnes({ kex, serverHostKey, cs: { cipher, mac } }: Agreed): string[] {
  const isOld: [string, RegExp][] = [
    [kex, old.kex],
    [serverHostKey, /^ssh-(dss|rsa)$/],
    [cipher, old.cipher],
    [mac, old.hmac],
  ];
  return isOld.flatMap(([name, which]) => (which.test(name) ? [name] : []));
}
