import { MACHINE } from './common';
import { old401Sqlite } from './old-4.01-sqlite';
import type { Preset } from './preset';

/** Its database has 6.8 GB: above the lower, below the upper of the two limits that the vendor's pages name. */
export const oldBigDb: Preset = {
  ...old401Sqlite,
  name: 'old-big-db',
  title: 'Running PBX, WMS 4.03 with a database of 6.8 GB, and a new cloud PBX to move it to',
  hard: true,
  version: '4.03.44842.11',
  machine: {
    ...MACHINE,
    database: { ...MACHINE.database, bytes: 6_800_000_000 },
    root: { size: 20_971_520, used: 12_163_481 },
    holds: { recordings: 48_120, voicemail: 913, calls: 2_411_907, phonebooks: 14, sounds: 66 },
  },
};
