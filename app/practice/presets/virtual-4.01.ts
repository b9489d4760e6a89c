import { ANSWERS_4 } from './answers-4';
import { COMMON } from './common';
import type { Preset } from './preset';

/** Just below the version that knows licence types. Build numbers are made up in the vendor's form. */
export const virtual401: Preset = {
  ...COMMON,
  name: 'virtual-4.01',
  title: 'Virtual PBX, WMS 4.01, before licence types',
  version: '4.01.44100.12',
  repository: 'rel40',
  repositories: [
    { name: 'rel40', versions: ['4.01.44168.28', '4.03.44842.11'] },
    // As the vendor says: to version 5 only from the latest of 4.
    { name: 'rel50', versions: ['5.04.20220309.1'], requires: '4.03.44842.11' },
  ],
  answers: ANSWERS_4,
};
