import { ANSWERS_4 } from './answers-4';
import { COMMON } from './common';
import type { Preset } from './preset';

/**
 * An appliance out of its box. Its serial has the form that one public script has seen on a PBX; that the PBX itself tells the SW
 * Serial after its activation is our own reading of the vendor's guide.
 */
export const hardwareNew: Preset = {
  ...COMMON,
  name: 'hardware-new',
  title: 'Hardware PBX, WMS 4.03, out of the box',
  version: '4.03.44800.02',
  serialPrefix: '22110000',
  repository: 'rel40',
  repositories: [{ name: 'rel40', versions: ['4.03.44842.11'] }],
  answers: ANSWERS_4,
  hardware: true,
};
