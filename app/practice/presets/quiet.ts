import { ANSWERS_4 } from './answers-4';
import { COMMON } from './common';
import type { Preset } from './preset';

/** A version 5 that says little: users can be read and written, most other routes are not there. Its pages do it all. */
export const quiet: Preset = {
  ...COMMON,
  name: 'quiet',
  title: 'Virtual PBX, WMS 5.03, with few API routes',
  hard: true,
  version: '5.03.20211028.2',
  repository: 'rel50',
  repositories: [{ name: 'rel50', versions: ['5.03.20211028.2', '5.04.20220309.1'] }],
  answers: ANSWERS_4,
  missing: [
    '/pbx/settings/license',
    '/pbx/settings/backups',
    '/pbx/upgrade',
    '/pbx/applications',
    '/pbx/users',
    '/network',
  ],
};
