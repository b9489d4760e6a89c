import { ANSWERS_6 } from './answers-6';
import { COMMON } from './common';
import type { Preset } from './preset';

/**
 * A cloud PBX that does not exist before its entry in the portal is made. That it has users already is there for the practice with
 * licence types: a real one has none.
 */
export const cloudBirth: Preset = {
  ...COMMON,
  name: 'cloud-birth',
  title: 'Cloud PBX, WMS 6.09, made by its entry in the portal',
  version: '6.09.20250117.1',
  serialPrefix: 'c10d',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250512.4'] }],
  answers: ANSWERS_6,
  inCloud: true,
  birth: { answersAfter: 150_000, activatedAfter: 180_000 },
};
