import type { Preset } from './presets/preset';
import { virtual401 } from './presets/virtual-4.01';
import { virtual6 } from './presets/virtual-6';

/** Every ready-made practice PBX. A new one is a new file in `presets/` and a line here. */
export const PRESETS: readonly Preset[] = [virtual401, virtual6];

/** The one started when nobody says which. */
export const DEFAULT_PRESET = virtual401.name;

/** The preset of this name; throws an error that lists the names there are. */
export function presetByName(name: string): Preset {
  const found = PRESETS.find((preset) => preset.name === name);
  if (found) return found;
  throw new Error(
    `There is no preset "${name}". There are: ${PRESETS.map((preset) => preset.name).join(', ')}.`,
  );
}
