import { MENU } from './menu';
import { DEPARTMENTS, GROUPS, PHONES, USERS } from '../users-seed';
import type { LicenceType, Machine, Preset, SecondFactor, Timings } from './preset';

/**
 * Types and codes of the vendor's guide (2020); wire values as public clients send them. Order of rank: Premium has what Business
 * has, which has what Essential has. A Wizyconf licence is for a room and Service is free, so neither is a "highest type".
 */
const LICENCE_TYPES: LicenceType[] = [
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

/** And one of x-bees: the plan's name has been seen in the vendor's pages, its code and wire value are our own guess. */
export const LICENCE_TYPES_X_BEES: LicenceType[] = [
  ...LICENCE_TYPES,
  {
    wire: 'xb-business',
    order: 'XB-BUSINESS',
    listed: 'XB-Business',
    label: 'xb-Business',
    rank: 0,
    free: false,
  },
];

/** Our own choice, within "several minutes" and the reported 60 seconds. */
const TIMINGS: Timings = { check: 5_000, download: 90_000, install: 150_000, reboot: 60_000 };

/** Own choice: five wrong passwords in a row, ten minutes. */
const BLOCK = { wrong: 5, forMs: 10 * 60_000 };

/** Own choice, as all of it; ten minutes are long enough for a walk to the rack. */
export const SECOND_FACTOR: SecondFactor = {
  asked: 'afterwards',
  loginTakesOtp: false,
  refusal: { code: 401, reason: 'Second factor required: one-time password (OTP)' },
  validMs: 10 * 60_000,
};

const GIGABYTE = 1024 * 1024;

/** A small one with room to spare. */
export const MACHINE: Machine = {
  database: { engine: 'sqlite', path: '/var/lib/practice/pbx.db', bytes: 41_943_040 },
  root: { size: 20 * GIGABYTE, used: 5 * GIGABYTE },
  tmux: true,
  holds: { recordings: 412, voicemail: 37, calls: 18_342, phonebooks: 6, sounds: 21 },
};

/** What the presets have in common; each says what differs. */
export const COMMON = {
  serialPrefix: '000c29',
  firstLogin: { login: 'admin', password: 'wildix' },
  openPing: false,
  users: USERS,
  phones: PHONES,
  groups: GROUPS,
  departments: DEPARTMENTS,
  licenceTypes: LICENCE_TYPES,
  newUserType: 'essential',
  timings: TIMINGS,
  block: BLOCK,
  passwordLength: 8,
  answerMs: 0,
  secondFactor: SECOND_FACTOR,
  ssh: null,
  machine: MACHINE,
  inCloud: false,
  allowBasic: false,
  lifetime: false,
  doc: null,
  missing: [],
  menu: MENU,
  texts: {},
} satisfies Partial<Preset>;
