/** What a person reads on the PBX's pages, by the language that the page says it is in. */
export interface PageWords {
  login: string;
  password: string;
  signIn: string;
  otp: string;
  confirm: string;
  /** Stands there only for who is signed in. */
  users: string;
  /** Menu entries on the way; where one is not there, the next is tried. */
  toActivation: readonly string[];
  userMode: string;
  activate: string;
  bought: string;
  activated: string;
}

const english: PageWords = {
  login: 'Login',
  password: 'Password',
  signIn: 'Login',
  otp: 'One-time password',
  confirm: 'Confirm',
  users: 'Users',
  toActivation: ['WMS Settings', 'Tools and utilities', 'Activation / Licenses'],
  userMode: 'User Mode',
  activate: 'Activate',
  bought: 'Bought',
  activated: 'This PBX is activated.',
};

const german: PageWords = {
  login: 'Benutzerkennung',
  password: 'Kennwort',
  signIn: 'Anmelden',
  otp: 'Einmalkennwort',
  confirm: 'Bestätigen',
  users: 'Teilnehmer',
  toActivation: ['Verwaltung', 'Wartung', 'Freischaltung'],
  userMode: 'Benutzermodus',
  activate: 'Aktivieren',
  bought: 'Gekauft',
  activated: 'Diese PBX ist freigeschaltet.',
};

export const pageWords: Readonly<Record<string, PageWords>> = { en: english, de: german };
