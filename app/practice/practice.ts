import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';
import { Faults } from './faults';
import { describe, type PracticeInfo } from './info';
import type { Profile } from './profile/profile';
import { startRun } from './run';

export type { PracticeInfo } from './info';

/** How a practice PBX is started. */
export interface PracticeOptions {
  /** Folder in which the state is kept. A folder that has one already continues it, at the same addresses. */
  directory: string;
  /** Left out: that of the folder, or the default one. */
  preset?: string | undefined;
  /** Instead of a preset: another PBX's profile, on top of the nearest preset. */
  profile?: Profile | undefined;
  host?: string | undefined;
  /** Ports; 0 or left out: those of the folder, or free ones. */
  port?: number | undefined;
  portalPort?: number | undefined;
  /** How much faster inside time runs; 1 if left out. */
  speed?: number | undefined;
  /** `NAME` or `NAME=ARGUMENT`. */
  faults?: readonly string[] | undefined;
  /** Outside time, for tests. */
  wall?: (() => number) | undefined;
}

/** A practice PBX that runs. */
export interface PracticeHandle {
  /** As it is now: after a new certificate or a restart too. */
  info(): PracticeInfo;
  clock(): Clock;
  /** Stops every server; the state stays in its folder. */
  stop(): Promise<void>;
  /** Stops and starts again from the folder, with the same addresses, certificate, faults and control token. */
  restart(): Promise<void>;
}

/** Starts a practice PBX with its portal and its control API. */
export async function startPractice(options: PracticeOptions): Promise<PracticeHandle> {
  const token = randomBytes(24).toString('base64url');
  const faults = Faults.from(options.faults ?? []);
  let run = await startRun(options, token, faults);
  return {
    info: () => describe(run.world, options.directory, token),
    clock: () => run.world.clock,
    stop: () => run.stop(),
    restart: async () => {
      await run.stop();
      run = await startRun(options, token, faults);
    },
  };
}
