import { z } from 'zod';
import { parseAddress } from './address';

/** Stands for the PBX's name in a host of the list. */
export const namePlaceholder = '{name}';

/** A host that should be reached from where the PBX stands, and where that is known from. */
export const VendorHost = z.object({ host: z.string().max(260), source: z.string().max(500) });
export type VendorHost = z.infer<typeof VendorHost>;

/** The file of the list, which may be edited by hand. */
export const VendorHostsFile = z.object({ format: z.literal(1), hosts: z.array(VendorHost).max(50) });

/**
 * The vendor's published list of hosts a PBX needs is not known to us; these two follow from its activation guide. TCP 443
 * unless another port stands behind the host.
 */
export const defaultVendorHosts: readonly VendorHost[] = [
  {
    host: 'my.wildix.com',
    source: 'The portal of the activation guide, where the PBX is added and its key is copied.',
  },
  {
    host: `${namePlaceholder}.wildixin.com`,
    source: 'The address the PBX gets by its name in the portal, by the activation guide.',
  },
];

/** The hosts for a PBX of this name; those with the placeholder are left out while there is no name. */
export function hostsFor(hosts: readonly VendorHost[], pbxName: string): string[] {
  const name = pbxName.trim();
  return hosts.flatMap(({ host }) =>
    host.includes(namePlaceholder) && name === '' ? [] : [host.replaceAll(namePlaceholder, name)],
  );
}

/** What of the typed lines is no host; an empty list when all are. */
export function badHosts(lines: readonly string[]): string[] {
  return lines.filter((one) => parseAddress(one.replaceAll(namePlaceholder, 'name')) === null);
}

/** Typed lines onto the list: known hosts keep their source note, new ones are the installer's. */
export function editedHosts(before: readonly VendorHost[], lines: readonly string[]): VendorHost[] {
  const known = [...before, ...defaultVendorHosts];
  const typed = [...new Set(lines.map((one) => one.trim()).filter((one) => one !== ''))];
  return typed.map(
    (host) => known.find((one) => one.host === host) ?? { host, source: 'Added by the installer.' },
  );
}
