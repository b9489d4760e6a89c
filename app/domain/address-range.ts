import type { Address } from './address';
import { formatAddress, parseAddress } from './address';

/** As many as may be asked in one search. */
export const mostAddresses = 2_048;

/**
 * The addresses a typed line means: one host, or a range in the last part of an IPv4 address (`192.168.10.1-40`), with
 * a port behind a colon if it is not 443. Null when it is neither.
 */
export function parseRange(typed: string): Address[] | null {
  const text = typed.trim();
  const [, net, from, to, port] = /^((?:\d{1,3}\.){3})(\d{1,3})-(\d{1,3})(:\d{1,5})?$/.exec(text) ?? [];
  if (net === undefined) {
    const one = parseAddress(text);
    return one && [one];
  }
  const [first, last] = [Number(from), Number(to)];
  if (first > last || last > 255) return null;
  const range = Array.from({ length: last - first + 1 }, (_, place) =>
    parseAddress(`${net}${first + place}${port ?? ''}`),
  );
  return range.every((one) => one !== null) ? range : null;
}

/** An IPv4 network this computer is in. */
export interface Subnet {
  /** Name of the network card, as the system calls it. */
  name: string;
  /** This computer's own address there. */
  own: string;
  /** What is searched, `192.168.10.0/24`: never more than 254 addresses. */
  searched: string;
  /** The whole network where it is larger than what is searched; null where all of it is. */
  whole: string | null;
}

/** A network card as Node lists it (`os.networkInterfaces()`). */
export interface NetworkCard {
  address: string;
  netmask: string;
  family: string;
  internal: boolean;
}

/** The networks to search: IPv4, not the loopback, each once; one larger than a /24 is cut to the /24 of our own address. */
export function subnetsOf(cards: Readonly<Record<string, readonly NetworkCard[] | undefined>>): Subnet[] {
  const all = Object.entries(cards).flatMap(([name, entries]) =>
    (entries ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address, netmask }) => subnetOf(name, address, netmask)),
  );
  return all.filter((one, place) => all.findIndex(({ searched }) => searched === one.searched) === place);
}

function subnetOf(name: string, own: string, netmask: string): Subnet {
  const bits = numberOf(netmask).toString(2).replaceAll('0', '').length;
  const cut = Math.max(bits, 24);
  return {
    name,
    own,
    searched: networkOf(own, cut),
    whole: bits < 24 ? networkOf(own, bits) : null,
  };
}

/** The addresses of hosts in what is searched, without this computer's own. */
export function hostsIn({ searched, own }: Pick<Subnet, 'searched' | 'own'>): string[] {
  const [base = '', bits = '32'] = searched.split('/');
  const size = 2 ** (32 - Number(bits));
  const first = numberOf(base);
  // In networks of two or one there is neither a network's nor a broadcast address (RFC 3021).
  const edge = size > 2 ? 1 : 0;
  const hosts = Array.from({ length: size - 2 * edge }, (_, place) => textOf(first + edge + place));
  return hosts.filter((host) => host !== own);
}

function networkOf(address: string, bits: number): string {
  const size = 2 ** (32 - bits);
  return `${textOf(Math.floor(numberOf(address) / size) * size)}/${bits}`;
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** All that is to be asked: each once, in the order given, as it is typed elsewhere. */
export function addressesToAsk(lines: readonly string[]): string[] {
  return [...new Set(lines.flatMap((one) => (parseRange(one) ?? []).map(formatAddress)))];
}

/** The network that a host is in: null where it is in none of these, `undefined` where it is no IPv4 address. */
export function networkOfHost(subnets: readonly Subnet[], host: string): Subnet | null | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return undefined;
  return (
    subnets.find(({ whole, searched }) => {
      const network = whole ?? searched;
      return networkOf(host, Number(network.split('/')[1])) === network;
    }) ?? null
  );
}
