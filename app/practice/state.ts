import { randomBytes } from 'node:crypto';
import type { Certificate } from './certificate';
import type { ClockAnchor } from './clock';
import { emptyBooks, type PortalBooks } from './portal/books-state';
import { hashPassword, type PasswordHash } from './pbx/password-hash';
import type { Preset } from './presets/preset';
import { has } from './versions';

/** A user as the PBX keeps it; what of it goes over the wire is decided in `pbx/colleagues.ts`. All values are strings. */
export interface User {
  id: string;
  name: string;
  login: string;
  extension: string;
  officePhone: string;
  mobilePhone: string;
  faxNumber: string;
  email: string;
  role: string;
  group: string;
  language: string;
  dialplan: string;
  faxDialplan: string;
  department: string;
  sourceId: string;
  sipPassword: string;
  /** Empty for the admin user, and for everybody while the version knows no licence types. */
  licenseType: string;
}

/** A Simple Token. Its secret is kept as it is, for the API lists it. `expireTime` in unix seconds of the outside time. */
export interface SimpleToken {
  id: string;
  name: string;
  description: string;
  pbxUser: string;
  expireTime: number;
  permissions: string[];
  secret: string;
}

/** A running or finished upgrade. Its phase follows from the inside time; see `pbx/upgrade.ts`. */
export interface UpgradeRun {
  from: string;
  to: string;
  startedAt: number;
  diskFull: boolean;
}

/** What tests ask about: how often something was done to this PBX. */
export interface Counters {
  puts: number;
  putsByUser: Record<string, number>;
  licencePutsByUser: Record<string, number>;
  pageWritesByUser: Record<string, number>;
  failedSignIns: Record<string, number>;
  passwordAttempts: number;
  pageViews: number;
  reboots: number;
  upgrades: number;
}

/** Everything that outlives a restart. Times are inside milliseconds unless said otherwise. */
export interface State {
  format: 1;
  preset: string;
  serial: string;
  host: string;
  ports: { pbx: number; portal: number; control: number };
  certificates: { pbx: Certificate; portal: Certificate };
  clock: ClockAnchor;
  version: string;
  hostname: string;
  settings: Record<string, string>;
  users: User[];
  nextUserId: number;
  passwords: Record<string, PasswordHash>;
  sessions: { id: string; userId: string }[];
  tokens: SimpleToken[];
  personalTokens: Record<string, string>;
  nextTokenId: number;
  blocks: Record<string, { wrong: number; until: number }>;
  repository: string;
  check: { startedAt: number } | null;
  upgrade: UpgradeRun | null;
  down: { until: number; to: string | null } | null;
  /** True from the first upgrade that crosses to licence types until the highest bought type was given to all. */
  highestTypePending: boolean;
  activation: { pbxId: string; name: string; swSerial: string } | null;
  backups: { name: string; created: number }[];
  counters: Counters;
  portal: PortalBooks;
}

const FIRST_USER_ID = 1048576;

/** A PBX as it comes out of its image: seeded users, first credentials, a serial of its own. */
export function newState(
  preset: Preset,
  host: string,
  certificates: State['certificates'],
  serial: string,
  clock: ClockAnchor,
): State {
  const users = seedUsers(preset);
  return {
    format: 1,
    preset: preset.name,
    serial,
    host,
    ports: { pbx: 0, portal: 0, control: 0 },
    certificates,
    clock,
    version: preset.version,
    hostname: 'pbx',
    settings: { hostname: 'pbx', timezone: 'Europe/Vienna', language: 'en', country: 'AT' },
    users,
    nextUserId: FIRST_USER_ID + users.length,
    passwords: { [String(FIRST_USER_ID)]: hashPassword(preset.firstLogin.password) },
    sessions: [],
    tokens: [],
    personalTokens: {},
    nextTokenId: 1,
    blocks: {},
    repository: preset.repository,
    check: null,
    upgrade: null,
    down: null,
    highestTypePending: false,
    activation: null,
    backups: [],
    counters: noCounts(),
    portal: emptyBooks(),
  };
}

/** A serial as a virtual PBX shows it: the preset's prefix (that of a virtual network card) and random hex digits. */
export function newSerial(preset: Preset): string {
  return (preset.serialPrefix + randomBytes(6).toString('hex')).slice(0, 12);
}

function seedUsers(preset: Preset): User[] {
  const typed = has(preset.version, 'licenceTypes');
  const admin = { name: 'admin', extension: '', role: 'admin', login: preset.firstLogin.login };
  return [admin, ...preset.users].map((seed, index) => ({
    ...blankUser(String(FIRST_USER_ID + index), typed && seed.role !== 'admin' ? preset.newUserType : ''),
    ...seed,
  }));
}

/** A user with nothing said about it yet, and a SIP password of its own. */
export function blankUser(id: string, licenseType: string): User {
  return {
    id,
    name: '',
    login: '',
    extension: '',
    officePhone: '',
    mobilePhone: '',
    faxNumber: '',
    email: '',
    role: 'user',
    group: 'Default',
    language: 'en',
    dialplan: 'users',
    faxDialplan: 'users',
    department: '',
    sourceId: '',
    sipPassword: randomBytes(9).toString('base64url'),
    licenseType,
  };
}

function noCounts(): Counters {
  return {
    puts: 0,
    putsByUser: {},
    licencePutsByUser: {},
    pageWritesByUser: {},
    failedSignIns: {},
    passwordAttempts: 0,
    pageViews: 0,
    reboots: 0,
    upgrades: 0,
  };
}
