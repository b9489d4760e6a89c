import { ANSWERS_4 } from './answers-4';
import { ANSWERS_6 } from './answers-6';
import { COMMON } from './common';
import { MENU_WITH_BACKUPS } from './menu';
import { OLD_COMPANY } from './old-company';
import type { Preset } from './preset';

const REL40 = [{ name: 'rel40', versions: ['4.01.44168.28', '4.03.44842.11'] }];
const REL60 = [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250512.4'] }];

/** A box that has run a company for years, and is to be replaced. That it has a password of its own is so that the two are not mixed up. */
const oldBox: Preset = {
  ...COMMON,
  users: OLD_COMPANY.users,
  running: OLD_COMPANY.running,
  name: 'rma-old-box',
  title: 'Hardware PBX that is to be replaced, WMS 4.03',
  hardware: true,
  version: '4.03.44842.11',
  serialPrefix: '2211',
  repository: 'rel40',
  repositories: REL40,
  firstLogin: { login: 'admin', password: 'Old-Box-Pass-1' },
  answers: ANSWERS_4,
};

/** What the new ones have in common: out of their image, with nobody in it but the admin. */
const FRESH = { ...COMMON, users: [], menu: MENU_WITH_BACKUPS } satisfies Partial<Preset>;

/** The plain case: the old box still answers, the new one needs an upgrade to get where the old one is. */
export const rmaHwHw: Preset = {
  ...FRESH,
  name: 'rma-hw-hw',
  title: 'Replacement hardware PBX, WMS 4.01, beside the old one that still runs',
  hardware: true,
  version: '4.01.44168.28',
  serialPrefix: '2311',
  repository: 'rel40',
  repositories: REL40,
  answers: ANSWERS_4,
  twin: { is: 'old', preset: oldBox },
};

/** The same company on version 6. */
const OLD_AT_6: Preset = {
  ...oldBox,
  name: 'rma-old-box-6',
  title: 'Hardware PBX that is to be replaced, WMS 6.09',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: REL60,
  answers: ANSWERS_6,
};

/** From a box to a virtual machine, on version 6. */
export const rmaHwVm: Preset = {
  ...FRESH,
  name: 'rma-hw-vm',
  title: 'Virtual PBX, WMS 6.09, that replaces a hardware PBX which still runs',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: REL60,
  answers: ANSWERS_6,
  twin: { is: 'old', preset: OLD_AT_6 },
};

/** Back from a virtual machine to a box. */
export const rmaVmHw: Preset = {
  ...rmaHwVm,
  name: 'rma-vm-hw',
  title: 'Hardware PBX, WMS 6.09, that replaces a virtual PBX which still runs',
  serialPrefix: '2311',
  hardware: true,
  twin: {
    is: 'old',
    preset: {
      ...OLD_AT_6,
      name: 'rma-old-virtual',
      title: 'Virtual PBX that is to be replaced, WMS 6.09',
      serialPrefix: COMMON.serialPrefix,
      hardware: false,
    },
  },
};

/** The old box is dead: what it was has to be typed, and there is the backup that was made before. */
export const rmaOldDead: Preset = {
  ...rmaHwHw,
  name: 'rma-old-dead',
  title: 'Replacement hardware PBX, WMS 4.01; the old one is dead, a backup of it exists',
  twin: {
    is: 'old',
    preset: { ...oldBox, name: 'rma-old-box-dead', backups: ['example_20260101_020000'] },
    off: true,
  },
};

/** The old boxes, which are started along with the new ones. */
export const rmaOld: readonly Preset[] = [rmaHwHw, rmaHwVm, rmaVmHw, rmaOldDead].flatMap(
  ({ twin }) => twin?.preset ?? [],
);
