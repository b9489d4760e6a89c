import { ANSWERS_4 } from './answers-4';
import { COMMON, MACHINE } from './common';
import { OLD_COMPANY } from './old-company';
import type { Preset } from './preset';

/** The plain case of a move to the cloud: a small database of a kind that may be moved, and tmux. */
export const old401Sqlite: Preset = {
  ...COMMON,
  ...OLD_COMPANY,
  name: 'old-4.01-sqlite',
  title: 'Running PBX, WMS 4.01 with SQLite3, and a new cloud PBX to move it to',
  version: '4.01.44168.28',
  repository: 'rel40',
  repositories: [{ name: 'rel40', versions: ['4.01.44168.28', '4.03.44842.11'] }],
  answers: ANSWERS_4,
  machine: { ...MACHINE, database: { ...MACHINE.database, bytes: 734_003_200 } },
};
