import type { Certificate } from './certificate';
import type { Clock } from './clock';
import type { Faults } from './faults';
import type { LicenceOffice } from './portal/office';
import type { Preset } from './presets/preset';
import type { Live } from './ssh/live';
import type { Store } from './store';

/** What every part of the practice PBX works on. */
export interface World {
  preset: Preset;
  clock: Clock;
  store: Store;
  faults: Faults;
  /** The portal as the PBX sees it. */
  office: LicenceOffice;
  /** What runs on the computer below it. */
  live: Live;
  /** Presents this certificate from now on. */
  useCertificate: (certificate: Certificate) => void;
  /** Resets every open connection to the PBX, those of SSH too. */
  cut: () => void;
  /** Opens or closes SSH as it has become, and at once. */
  settleSsh: () => Promise<void>;
  /** The second PBX, whatever it is to this one; see {@link cloudOf} and {@link oldOf}. */
  twin: World | null;
  /** The clients of the WMS network that this one is the server of. */
  members: readonly World[];
  /** Another PBX takes the address of this one. */
  strangerArrives: () => Promise<void>;
  /** The other PBX goes, and this one answers again. */
  strangerLeaves: () => void;
}

/** The cloud PBX that this one can be moved to. */
export function cloudOf({ preset, twin }: World): World | null {
  return preset.twin?.is === 'cloud' ? twin : null;
}

/** The PBX that this one takes the place of. */
export function oldOf({ preset, twin }: World): World | null {
  return preset.twin?.is === 'old' ? twin : null;
}
