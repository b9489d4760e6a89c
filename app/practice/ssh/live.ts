import type { Screen } from './screen';

/**
 * What is in the memory of the computer below a PBX: programs left running, and files that were written. It is neither any connection's nor
 * kept on the disk, so it outlives the one and not a restart.
 */
export class Live {
  readonly screens = new Map<string, Screen>();
  readonly files = new Map<string, string>();

  /** As by a power cut. */
  end(): void {
    for (const screen of this.screens.values()) screen.end(137);
    this.screens.clear();
    this.files.clear();
  }
}
