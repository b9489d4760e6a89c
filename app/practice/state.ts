import { randomBytes } from 'node:crypto';
import type { Certificate } from './certificate';
import type { ClockAnchor } from './clock';
import { emptyBooks, type PortalBooks } from './portal/books-state';
import { makeHostKey } from './ssh/host-key';
import { hashPassword, type PasswordHash } from './pbx/password-hash';
import type { Numbers, Preset, SeedUser } from './presets/preset';
import type { Profile } from './profile/profile';
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

/** An S2S application. Its secret is kept as it is, for requests are checked with it. `id` is what goes into `X-APP-ID`. */
export interface S2sApp {
  id: string;
  name: string;
  description: string;
  permissions: string[];
  secret: string;
}

/** A Company API Key: only its digest is kept, for it is shown once. `expireTime` in unix seconds of the outside time. */
export interface CompanyKey {
  id: string;
  name: string;
  scopes: string[];
  expireTime: number;
  digest: string;
}

/** A one-time password that was shown and not used yet. `until` in inside milliseconds. */
export interface LiveOtp {
  code: string;
  until: number;
}

/** A browser's sign-in; while it is `pending`, the password was right and the OTP is still to come. */
export interface Session {
  id: string;
  userId: string;
  pending?: true;
}

/** What SSH keeps: its host key (private, in OpenSSH's format), and the keys that may sign in, as one line each. */
export interface SshState {
  hostKey: string;
  authorizedKeys: { user: string; key: string }[];
  /** Of a cloud PBX: until when its door is open, in inside milliseconds; see `cloud/door.ts`. */
  openUntil?: number;
}

/** A running or finished upgrade. Its phase follows from the inside time; see `pbx/upgrade.ts`. */
export interface UpgradeRun {
  from: string;
  to: string;
  startedAt: number;
  diskFull: boolean;
  /** How many times longer than usual everything takes. */
  slowness: number;
}

/** What tests ask about: how often something was done to this PBX. */
export interface Counters {
  puts: number;
  putsByUser: Record<string, number>;
  licencePutsByUser: Record<string, number>;
  pageWritesByUser: Record<string, number>;
  /** Wrong passwords by login. */
  failedSignIns: Record<string, number>;
  /** Passwords that came by any way, right or wrong, looked at or not. */
  passwordAttempts: number;
  /** Basic that was not looked at because it is off, by login. */
  basicRefused: Record<string, number>;
  otpAttempts: number;
  wrongOtps: number;
  /** Bearer tokens and keys that nobody knows, or that are not taken here. */
  unknownTokens: number;
  /** Simple Tokens. */
  tokensMade: number;
  tokensDeleted: number;
  /** Passwords that came over SSH, those that were wrong, and wrong ones that `su` was given. */
  sshPasswords: number;
  sshWrongPasswords: number;
  suWrongPasswords: number;
  /** OTPs that the command has printed. */
  otpsPrinted: number;
  /** How often the script that moves this PBX was started, and how often it came to its end. */
  movesBegun: number;
  movesDone: number;
  /** Requests with an S2S signature that was right, and with one that was not. */
  s2sRequests: number;
  s2sRefused: number;
  companyKeyRequests: number;
  pageViews: number;
  reboots: number;
  upgrades: number;
}

/** Everything that outlives a restart. Times are inside milliseconds unless said otherwise. */
export interface State {
  format: 1;
  /** Number of the last change of a user that is in this file; see store.ts. */
  changes?: number;
  preset: string;
  serial: string;
  host: string;
  /** `ssh` is 0 where there is none. */
  ports: { pbx: number; portal: number; control: number; ssh: number };
  certificates: { pbx: Certificate; portal: Certificate };
  ssh: SshState | null;
  clock: ClockAnchor;
  version: string;
  hostname: string;
  settings: Record<string, string>;
  users: User[];
  nextUserId: number;
  passwords: Record<string, PasswordHash>;
  sessions: Session[];
  otps: LiveOtp[];
  tokens: SimpleToken[];
  s2sApps: S2sApp[];
  companyKeys: CompanyKey[];
  personalTokens: Record<string, string>;
  nextTokenId: number;
  blocks: Record<string, { wrong: number; until: number }>;
  repository: string;
  check: { startedAt: number } | null;
  upgrade: UpgradeRun | null;
  down: { until: number; to: string | null } | null;
  /** An outage that is still to come; see the fault `reboots-twice`. */
  downAgain: { from: number; until: number } | null;
  /** True from the first upgrade that crosses to licence types until the highest bought type was given to all. */
  highestTypePending: boolean;
  activation: { pbxId: string; name: string; swSerial: string } | null;
  backups: { name: string; created: number }[];
  counters: Counters;
  portal: PortalBooks;
  /** The profile this PBX was made from, so that its folder is enough to go on. */
  profile: Profile | null;
  /** Another PBX that took, or took back, this address; see `stranger.ts`. */
  stranger: Stranger | null;
  /** How many of each kind of data beside the users it holds. */
  holds: Numbers;
  /** The second PBX, whole but for its portal, which is this one's; see `Twin` of the presets. */
  twin: State | null;
  /** Without power: it answers nothing until it is switched on again. */
  off: boolean;
  /** The clients of its WMS network, each whole, in the order of the preset. */
  members: State[];
}

/** Another PBX at the same address, whole, with what it was given there. `here`: it is the one that answers. */
export interface Stranger {
  here: boolean;
  given: Given;
  state: State;
}

/** How many requests came, and how many of each kind of secret were in them, whatever became of the request. */
export interface Given {
  requests: number;
  passwords: number;
  otps: number;
  /** Tokens, keys and signatures that came as Bearer or in the query. */
  tokens: number;
  sessions: number;
  /** PBX keys pasted for an activation. */
  pbxKeys: number;
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
    ports: { pbx: 0, portal: 0, control: 0, ssh: 0 },
    certificates,
    ssh: preset.ssh && newSshState(),
    clock,
    version: preset.version,
    hostname: 'pbx',
    settings: { hostname: 'pbx', timezone: 'Europe/Vienna', language: 'en', country: 'AT' },
    users,
    nextUserId: FIRST_USER_ID + users.length,
    passwords: { [String(FIRST_USER_ID)]: hashPassword(preset.firstLogin.password) },
    sessions: [],
    otps: [],
    tokens: [],
    s2sApps: [],
    companyKeys: [],
    personalTokens: {},
    nextTokenId: 1,
    blocks: {},
    repository: preset.repository,
    check: null,
    upgrade: null,
    down: null,
    downAgain: null,
    highestTypePending: false,
    activation: null,
    backups: (preset.backups ?? []).map((name) => ({ name, created: Math.floor(clock.wall / 1000) })),
    counters: noCounts(),
    portal: emptyBooks(),
    profile: preset.profile ?? null,
    stranger: null,
    holds: { ...preset.machine.holds },
    twin: null,
    off: false,
    members: [],
  };
}

/** A host key of its own, and nobody's key yet. */
export function newSshState(): SshState {
  return { hostKey: makeHostKey(), authorizedKeys: [] };
}

/** A state written by an earlier version of this program, with what has come since. */
export function upToDate(saved: State): State {
  const since = {
    otps: [],
    s2sApps: [],
    companyKeys: [],
    downAgain: null,
    profile: null,
    stranger: null,
    ssh: null,
    holds: {},
    twin: null,
    off: false,
    members: [],
  } satisfies Partial<State>;
  const upgrade = saved.upgrade && { ...{ slowness: 1 }, ...saved.upgrade };
  const ports = { ...{ ssh: 0 }, ...saved.ports };
  const counters = { ...noCounts(), ...saved.counters };
  const state: State = { ...since, ...saved, ports, upgrade, counters };
  return { ...state, twin: state.twin && upToDate(state.twin), members: state.members.map(upToDate) };
}

/** A serial as a virtual PBX shows it: the preset's prefix (that of a virtual network card) and random hex digits. */
export function newSerial(preset: Preset): string {
  return (preset.serialPrefix + randomBytes(6).toString('hex')).slice(0, 12);
}

function seedUsers(preset: Preset): User[] {
  const typed = has(preset.version, 'licenceTypes');
  const admin: SeedUser = { name: 'admin', extension: '', role: 'admin', login: preset.firstLogin.login };
  return [admin, ...preset.users].map(({ licenceType = preset.newUserType, ...seed }, index) => ({
    ...blankUser(String(FIRST_USER_ID + index), typed && seed.role !== 'admin' ? licenceType : ''),
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
    basicRefused: {},
    otpAttempts: 0,
    wrongOtps: 0,
    unknownTokens: 0,
    tokensMade: 0,
    tokensDeleted: 0,
    sshPasswords: 0,
    sshWrongPasswords: 0,
    suWrongPasswords: 0,
    otpsPrinted: 0,
    movesBegun: 0,
    movesDone: 0,
    s2sRequests: 0,
    s2sRefused: 0,
    companyKeyRequests: 0,
    pageViews: 0,
    reboots: 0,
    upgrades: 0,
  };
}
