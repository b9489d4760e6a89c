import { ANSWERS_6 } from './answers-6';
import { COMMON } from './common';
import type { Preset } from './preset';

/** A version 6 before root admins need a second factor (6.10.20250609.6), staying below it after its upgrade. */
export const virtual6: Preset = {
  ...COMMON,
  name: 'virtual-6',
  title: 'Virtual PBX, WMS 6.09, before the second factor',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250512.4'] }],
  openPing: true,
  answers: ANSWERS_6,
  doc: { as: 'json' },
};
