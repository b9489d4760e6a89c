import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultVendorHosts, VendorHostsFile, type VendorHost } from '../domain/vendor-hosts';
import { Failure } from '../domain/failure';

/** The list of the vendor's hosts on this computer: `vendor-hosts.json` in the data folder, written once it is edited. */
export async function readVendorHosts(dataFolder: string): Promise<VendorHost[]> {
  const file = fileIn(dataFolder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [...defaultVendorHosts];
    throw new Failure('file-failed', { file }, String(error));
  }
  const read = VendorHostsFile.safeParse(parse(text));
  if (!read.success) throw new Failure('file-failed', { file }, 'not a list of hosts');
  return read.data.hosts;
}

export async function writeVendorHosts(dataFolder: string, hosts: readonly VendorHost[]): Promise<void> {
  await writeFile(fileIn(dataFolder), `${JSON.stringify({ format: 1, hosts }, null, 2)}\n`);
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'vendor-hosts.json');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
