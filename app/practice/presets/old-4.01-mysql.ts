import { MACHINE } from './common';
import { old401Sqlite } from './old-4.01-sqlite';
import type { Preset } from './preset';

/** The same with MySQL, which version 4 may be moved with, and nothing to leave a script running in. */
export const old401Mysql: Preset = {
  ...old401Sqlite,
  name: 'old-4.01-mysql',
  title: 'Running PBX, WMS 4.01 with MySQL and without tmux, and a new cloud PBX to move it to',
  machine: {
    ...MACHINE,
    database: { engine: 'mysql', path: '/var/lib/mysql/pbx', bytes: 1_932_735_283 },
    tmux: false,
  },
};
