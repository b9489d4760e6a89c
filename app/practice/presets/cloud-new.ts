import { ANSWERS_6 } from './answers-6';
import { COMMON, MACHINE } from './common';
import type { Preset } from './preset';

/**
 * A cloud PBX that was just bought: nobody in it but the admin, activated by itself. It is newer than the PBXs that are moved to it, and
 * below the version with a second factor. That its first password is that of an image is our own choice.
 */
export const cloudNew: Preset = {
  ...COMMON,
  name: 'cloud-new',
  title: 'New cloud PBX, WMS 6.09, with nothing in it',
  version: '6.09.20250117.1',
  serialPrefix: 'c10d',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250512.4'] }],
  firstLogin: { login: 'admin', password: 'New-Cloud-Pbx-1' },
  users: [],
  phones: [],
  running: {
    company: 'Example Ltd',
    name: 'example-cloud',
    period: 'yearly',
    bought: { basic: 20, essential: 15, business: 8, premium: 8 },
  },
  answers: ANSWERS_6,
  ssh: {
    users: { root: 'Practice-Root-Cloud', admin: 'Practice-Admin-Cloud' },
    takes: ['password'],
    print: (otp) => `${otp}\n`,
  },
  machine: {
    ...MACHINE,
    database: { ...MACHINE.database, bytes: 1_048_576 },
    root: { size: 8_388_608, used: 1_153_434 },
    holds: {},
  },
  inCloud: true,
};
