import { join } from 'node:path';
import log from 'electron-log/node';

/**
 * The app's log: one file in the data folder, 2 MB and one older. Every line goes through the redactor before it is
 * written, so a secret that slips into a message still does not reach the disk.
 */
export function openLog(
  folder: string,
  redact: (text: string) => string,
): (scope: string, text: string) => void {
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log');
  log.transports.file.maxSize = 2 * 1024 * 1024;
  log.transports.file.level = 'info';
  log.transports.console.level = false;
  return (scope, text) => {
    log.info(`[${scope}] ${redact(text)}`);
  };
}
