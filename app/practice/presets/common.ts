import type { LicenceType, Timings } from './preset';

/**
 * Types and codes of the vendor's guide (2020); wire values as public clients send them. Order of rank: Premium has what Business
 * has, which has what Essential has. A Wizyconf licence is for a room and Service is free, so neither is a "highest type".
 */
export const LICENCE_TYPES: LicenceType[] = [
  { wire: 'basic', order: 'PBX-BASIC', listed: 'PBX-BASIC', label: 'Basic', rank: 1, free: false },
  {
    wire: 'essential',
    order: 'UC-ESSENTIAL',
    listed: 'UC-Essential',
    label: 'Essential',
    rank: 2,
    free: false,
  },
  { wire: 'business', order: 'UC-BUSINESS', listed: 'UC-Business', label: 'Business', rank: 3, free: false },
  { wire: 'premium', order: 'UC-PREMIUM', listed: 'UC-Premium', label: 'Premium', rank: 4, free: false },
  { wire: 'wizyconf', order: 'UC-WIZYCONF', listed: 'UC-Wizyconf', label: 'Wizyconf', rank: 0, free: false },
  { wire: 'pbxService', order: 'PBX-SERVICE', listed: 'PBX-Service', label: 'Service', rank: 0, free: true },
];

/** Our own choice, within "several minutes" and the reported 60 seconds. */
export const TIMINGS: Timings = { check: 5_000, download: 90_000, install: 150_000, reboot: 60_000 };

/** Own choice: five wrong passwords in a row, ten minutes. */
export const BLOCK = { wrong: 5, forMs: 10 * 60_000 };
