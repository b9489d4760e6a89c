import { ANSWERS_4 } from './answers-4';
import { COMMON } from './common';
import type { Preset } from './preset';

const LAST_3 = '3.88.44120.31';
const LAST_4 = '4.03.44842.11';

/**
 * A version 3, which is three hops away from 5. The vendor says "last rel40 first, then rel50"; that it is the same from 3 to 4, the
 * name rel38 and the build numbers are our own choice.
 */
export const old388: Preset = {
  ...COMMON,
  name: 'old-3.88',
  title: 'Virtual PBX, WMS 3.88, several upgrades behind',
  version: '3.88.43102.7',
  repository: 'rel38',
  repositories: [
    { name: 'rel38', versions: ['3.88.43102.7', LAST_3] },
    { name: 'rel40', versions: ['4.01.44168.28', LAST_4], requires: LAST_3 },
    { name: 'rel50', versions: ['5.04.20220309.1'], requires: LAST_4 },
  ],
  answers: { ...ANSWERS_4, repositoryKey: 'repo', repositoriesKey: 'repositories' },
};
