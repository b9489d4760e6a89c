import type { Screen } from './screen';

/** The longest file, in signs. */
const LARGEST = 4 * 1024 * 1024;

/**
 * What is in the memory of the computer below a PBX: programs left running, and files that were written. It is neither any connection's nor
 * kept on the disk, so it outlives the one and not a restart.
 */
export class Live {
  readonly screens = new Map<string, Screen>();
  readonly files = new Map<string, string>();

  /** Writes on at the end of a file; what it has no room for is lost. */
  append(path: string, text: string): void {
    this.files.set(path, ((this.files.get(path) ?? '') + text).slice(0, LARGEST));
  }

  /** As by a power cut. */
  end(): void {
    for (const screen of this.screens.values()) screen.end(137);
    this.screens.clear();
    this.files.clear();
  }
}
