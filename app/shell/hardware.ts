import { join } from 'node:path';
import { HardwareFile, unknownHardware } from '../domain/hardware';
import { readData, writeData } from './data-file';

/** What this computer remembers of new hardware: `hardware.json` in the data folder, written once something is. */
export function readHardware(dataFolder: string): Promise<HardwareFile> {
  return readData(fileIn(dataFolder), HardwareFile, unknownHardware);
}

export function writeHardware(dataFolder: string, file: HardwareFile): Promise<void> {
  return writeData(fileIn(dataFolder), file);
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'hardware.json');
}
