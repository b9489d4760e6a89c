import { MACHINE } from './common';
import { old388 } from './old-3.88';
import { OLD_COMPANY } from './old-company';
import type { Preset } from './preset';

/** Not to be moved as it is: of version 3 only SQLite3 can be (vendor's guide, 2020). */
export const old388Mysql: Preset = {
  ...old388,
  ...OLD_COMPANY,
  name: 'old-3.88-mysql',
  title: 'Running PBX, WMS 3.88 with MySQL, which cannot be moved to the cloud',
  machine: {
    ...MACHINE,
    database: { engine: 'mysql', path: '/var/lib/mysql/pbx', bytes: 1_181_116_006 },
    tmux: false,
  },
};
