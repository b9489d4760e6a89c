import type { Clock } from './clock';
import type { Faults } from './faults';
import type { LicenceOffice } from './portal/office';
import type { Preset } from './presets/preset';
import type { Store } from './store';

/** What every part of the practice PBX works on. */
export interface World {
  preset: Preset;
  clock: Clock;
  store: Store;
  faults: Faults;
  /** The portal as the PBX sees it. */
  office: LicenceOffice;
  /** Makes a new certificate and puts it in use at once. */
  renewCertificate(): Promise<void>;
}
