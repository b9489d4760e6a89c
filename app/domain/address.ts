export interface Address {
  host: string;
  port: number;
}

/**
 * Where a PBX is reached, from whatever a person types: a host name, an IPv4 or IPv6 address, with a port, or a whole
 * `https://` URL copied from a browser. Null when it is none of these. Plain `http://` is refused: secrets go over TLS only.
 */
export function parseAddress(typed: string): Address | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${bracketed(text)}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isHost(host, text) || url.port === '0') return null;
  return { host, port: url.port === '' ? 443 : Number(url.port) };
}

/**
 * A URL takes more for a host than a person means: `192.168.10` and `3232238090` become other IPv4 addresses than a
 * person would think of, so an IPv4 address counts only as it was typed; and signs that no name has.
 */
function isHost(host: string, typed: string): boolean {
  if (host.includes(':')) return true;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return typed.includes(host);
  return host.split('.').every((label) => /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i.test(label));
}

/** A bare IPv6 address needs brackets before it can stand in a URL. */
function bracketed(text: string): string {
  return /^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 2 ? `[${text}]` : text;
}

/** `host` or `host:port`, the port left out when it is 443. */
export function formatAddress({ host, port }: Address): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? shown : `${shown}:${String(port)}`;
}

/** An address of this computer itself. No real PBX is there, only a practice PBX. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether two texts name one place: the same host and port. */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return a !== null && b !== null && formatAddress(a) === formatAddress(b);
}
