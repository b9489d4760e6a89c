import { big10000 } from './presets/big-10000';
import { big5000 } from './presets/big-5000';
import { changedLabels } from './presets/changed-labels';
import { cloudBirth } from './presets/cloud-birth';
import { cloudNew } from './presets/cloud-new';
import { company100 } from './presets/company-100';
import { crossing2fa } from './presets/crossing-2fa';
import { hardwareNew } from './presets/hardware-new';
import { network3 } from './presets/network-3';
import { old388 } from './presets/old-3.88';
import { old388Mysql } from './presets/old-3.88-mysql';
import { old401Mysql } from './presets/old-4.01-mysql';
import { old401Sqlite } from './presets/old-4.01-sqlite';
import { oldBigDb } from './presets/old-big-db';
import { overEntitlement } from './presets/over-entitlement';
import type { Preset } from './presets/preset';
import { quiet } from './presets/quiet';
import { rmaHwHw, rmaHwVm, rmaOld, rmaOldDead, rmaVmHw } from './presets/rma';
import { virtual401 } from './presets/virtual-4.01';
import { virtual6 } from './presets/virtual-6';
import { virtual72fa } from './presets/virtual-7-2fa';
import { nearest, presetOf, type Profile } from './profile/profile';

/** Every ready-made practice PBX. A new one is a new file in `presets/` and a line here. */
export const PRESETS: readonly Preset[] = [
  virtual401,
  virtual6,
  crossing2fa,
  virtual72fa,
  hardwareNew,
  cloudBirth,
  old388,
  changedLabels,
  quiet,
  overEntitlement,
  company100,
  big5000,
  big10000,
  old401Sqlite,
  old401Mysql,
  old388Mysql,
  oldBigDb,
  rmaHwHw,
  rmaHwVm,
  rmaVmHw,
  rmaOldDead,
  network3,
];

/** Started along with others, and seldom for themselves. */
const TWINS: readonly Preset[] = [cloudNew, ...rmaOld];

/** Those without a peculiarity that a profile would have to undo. */
const PLAIN = [old388, virtual401, virtual6, virtual72fa];

/** The one started when nobody says which. */
export const DEFAULT_PRESET = virtual401.name;

/** The preset of this name; throws an error that lists the names there are. */
export function presetByName(name: string): Preset {
  const all = [...PRESETS, ...TWINS];
  const found = all.find((preset) => preset.name === name);
  if (found) return found;
  throw new Error(`There is no preset "${name}". There are: ${all.map((preset) => preset.name).join(', ')}.`);
}

/** A preset made of what the wizard saved of a real PBX. */
export function presetOfProfile(profile: Profile): Preset {
  return presetOf(profile, nearest(PLAIN, profile));
}
