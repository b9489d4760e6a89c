import type { MenuEntry } from './menu';
import type { Profile } from '../profile/profile';
import type { Texts } from '../texts';

/** A user of a preset; what is left out gets a default in `state.ts`. */
export interface SeedUser {
  name: string;
  extension: string;
  role: string;
  login?: string;
  email?: string;
  group?: string;
  department?: string;
  language?: string;
  officePhone?: string;
  mobilePhone?: string;
  faxNumber?: string;
  dialplan?: string;
  /** Left out: the type of new users. */
  licenceType?: string;
}

/** A PBX that has been running for a while: bought, activated and named before anybody practises on it. */
export interface Running {
  company: string;
  /** Of the PBX, in the portal. */
  name: string;
  /** One of the portal's periods. */
  period: string;
  bought: Numbers;
}

/** Phones that registered: extension to user agent; `online: false` is one that was there and is gone. */
export interface SeedPhone {
  extension: string;
  useragent: string;
  online: boolean;
}

/** A licence type: its value on the wire, its code in the price list, the code as the portal's form writes it, and what the PBX's pages call it. */
export interface LicenceType {
  wire: string;
  order: string;
  listed: string;
  label: string;
  /** Rank for "the highest type bought"; 0 never becomes it. */
  rank: number;
  /** Costs nothing, so it is neither bought nor exceeded. */
  free: boolean;
}

/** One upgrade repository with the versions it holds, oldest first. `requires` is the version one must already have. */
export interface Repository {
  name: string;
  versions: string[];
  requires?: string;
}

/** How long things take inside, in milliseconds. The vendor says "several minutes" and about 60 seconds for a reboot. */
export interface Timings {
  check: number;
  download: number;
  install: number;
  reboot: number;
}

/** Numbers per licence type, by wire value. */
export type Numbers = Record<string, number>;

/** What an upgrade looks like from outside. */
export interface UpgradeView {
  phase: 'idle' | 'downloading' | 'installing' | 'reboot-needed' | 'failed';
  /** 0 to 100. */
  percent: number;
  to: string | null;
  reason: string | null;
}

/** What the last check for an upgrade found. */
export interface CheckView {
  state: 'never' | 'checking' | 'checked';
  offered: string | null;
  /** In words, why nothing is offered though the repository has something newer; `null` when there is no such reason. */
  reason: string | null;
}

/** What the PBX knows about its licences. */
export interface LicenceView {
  known: boolean;
  activated: boolean;
  name: string | null;
  swSerial: string | null;
  bought: Numbers;
  used: Numbers;
  types: LicenceType[];
}

/**
 * Answers whose inner keys the vendor has not published. Every preset has a plausible shape of its own choosing, and
 * they differ on purpose: a client that works with all of them does not depend on a guess.
 */
export interface Answers {
  ping(): unknown;
  login(record: Record<string, string>): unknown;
  version(version: string): unknown;
  license(view: LicenceView): unknown;
  check(view: CheckView): unknown;
  upgrade(view: UpgradeView): unknown;
  /** Key under which Upgrade/Settings carries the repository's name. */
  repositoryKey: string;
  /** Key under which it lists the names there are to choose from; left out: it does not list them. */
  repositoriesKey?: string;
  /** Of one PBX of the network. */
  pbxes(pbx: {
    serial: string;
    name: string;
    version: string;
    host: string;
    role: 'server' | 'client';
  }): unknown[];
  /** A changed colleague: the word "Success", or the record as it is now. */
  put(record: Record<string, string>): unknown;
  /** Whether numbers outside colleagues are sent as strings too. */
  numbersAsStrings: boolean;
}

/**
 * How a second factor is asked for, where the version needs one. The vendor has published that it is an OTP in the login window and
 * nothing of how it is sent, so all of this is our own choice, and the presets differ.
 */
export interface SecondFactor {
  /** Whether the sign-in page has the field beside the password, or on a page after it. */
  asked: 'together' | 'afterwards';
  /** Whether `personal/login` takes a field `otp` too. */
  loginTakesOtp: boolean;
  /** What `personal/login` answers to a right password without an OTP. */
  refusal: { code: number; reason: string };
  /** For how many inside milliseconds an OTP is good. */
  validMs: number;
}

/**
 * SSH, where a PBX has it. That root signs in and what the command for the OTP is called is published by the vendor; the other
 * user, the passwords, how it asks for them and what the command prints is our own choice, and the presets differ.
 */
export interface SshSetup {
  users: Record<'root' | 'admin', string>;
  /** Methods by which it takes a password. */
  takes: readonly ('password' | 'keyboard-interactive')[];
  /** What the command prints. */
  print(otp: string, seconds: number): string;
}

/**
 * What a look over SSH finds on the computer below a PBX. Where a PBX keeps its database, how large its disk is and what else is
 * installed is not published: all of it is our own choice, and the presets differ.
 */
export interface Machine {
  database: { engine: 'sqlite' | 'mysql'; path: string; bytes: number };
  /** The root partition, in kilobytes. */
  root: { size: number; used: number };
  /** Whether a program can be left running in tmux. */
  tmux: boolean;
  /** How many of each kind of data beside the users it holds. */
  holds: Numbers;
}

/** How the PBX's own reference is served at `/api/v1/doc/`: at once as JSON, or as a page that loads a file beside it. */
export type Doc = { as: 'json' } | { as: 'page'; file: string };

/**
 * What the second PBX is to the first: the new cloud PBX that it can be moved to, or the old one that it takes the place of. `off`:
 * it is dead, and answers nothing.
 */
export type Twin = { is: 'cloud'; preset: Preset } | { is: 'old'; preset: Preset; off?: true };

/** A ready-made practice PBX. Pure data: another version, language or model is another one of these. */
export interface Preset {
  name: string;
  title: string;
  /** Made to be hard: listed apart from what is practised on it. */
  hard?: true;
  version: string;
  serialPrefix: string;
  repository: string;
  repositories: Repository[];
  firstLogin: { login: string; password: string };
  /** Whether ping answers without signing in (not published; the presets differ). */
  openPing: boolean;
  users: SeedUser[];
  phones: SeedPhone[];
  groups: string[];
  departments: string[];
  licenceTypes: LicenceType[];
  /** Licence type of a new or exported user. */
  newUserType: string;
  timings: Timings;
  /** Wrong passwords in a row that block a login from an address, and for how long. Own choice, vendor has not published. */
  block: { wrong: number; forMs: number };
  /** Shortest WEB password taken. Own choice, vendor has not published. */
  passwordLength: number;
  answers: Answers;
  /** How many real milliseconds every answer takes, for a PBX that is far away or busy. */
  answerMs: number;
  /** Left out: it comes out of its image. */
  running?: Running;
  secondFactor: SecondFactor;
  ssh: SshSetup | null;
  machine: Machine;
  /** In the cloud: it needs no key, and its SSH is closed until it is opened in the portal. */
  inCloud: boolean;
  /**
   * It comes to be by its entry in the portal: in inside milliseconds after that, when it answers first and when it has activated
   * itself.
   */
  birth?: { answersAfter: number; activatedAfter: number };
  /** An appliance: its first activation turns its HW Serial into the SW Serial. */
  hardware?: boolean;
  /** A second PBX that is started along with it. */
  twin?: Twin;
  /** Names of backups that were made before anybody practises on it. */
  backups?: readonly string[];
  /** The clients of its WMS network, whose server this one is: they are started along with it. */
  members?: readonly { name: string; preset: Preset }[];
  /** Basic is taken from root admins also where it would be off (the vendor's `ALLOW_BASIC_AUTH`). */
  allowBasic: boolean;
  /** A lifetime PBX whatever the portal says: it gets no new major version (vendor's lifecycle page). */
  lifetime: boolean;
  doc: Doc | null;
  /** Routes of the API, below `/api/v1`, that this PBX does not have, with all that is below them. */
  missing: readonly string[];
  /** Routes that answer as those of another PBX did. */
  profile?: Profile;
  menu: readonly MenuEntry[];
  /** Words of the web pages that differ from the English ones. */
  texts: Partial<Texts>;
}
