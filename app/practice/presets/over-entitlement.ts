import { ANSWERS_6 } from './answers-6';
import { COMMON } from './common';
import type { Preset } from './preset';

/** Everybody has Premium, as after an upgrade, and far fewer were bought: the PBX shows that more are used than bought. */
export const overEntitlement: Preset = {
  ...COMMON,
  name: 'over-entitlement',
  title: 'Running PBX, more Premium used than bought',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1'] }],
  newUserType: 'premium',
  running: {
    company: 'Example Ltd',
    name: 'example',
    period: 'monthly',
    bought: { basic: 12, essential: 20, business: 4, premium: 2, wizyconf: 3 },
  },
  answers: ANSWERS_6,
};
