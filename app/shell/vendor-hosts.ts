import { join } from 'node:path';
import { defaultVendorHosts, VendorHostsFile, type VendorHost } from '../domain/vendor-hosts';
import { readData, writeData } from './data-file';

/** The list of the vendor's hosts on this computer: `vendor-hosts.json` in the data folder, written once it is edited. */
export async function readVendorHosts(dataFolder: string): Promise<VendorHost[]> {
  const missing = { format: 1 as const, hosts: [...defaultVendorHosts] };
  return (await readData(fileIn(dataFolder), VendorHostsFile, missing)).hosts;
}

export async function writeVendorHosts(dataFolder: string, hosts: readonly VendorHost[]): Promise<void> {
  await writeData(fileIn(dataFolder), { format: 1, hosts });
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'vendor-hosts.json');
}
