import type { SeedPhone, SeedUser } from './presets/preset';

/** Groups of the seeded company. */
export const GROUPS = ['Default', 'Reception', 'Sales', 'Support', 'Management'];
/** Departments of the seeded company. */
export const DEPARTMENTS = ['Front desk', 'Sales', 'Support', 'Accounts', 'Management', 'Warehouse'];

/** Extension, name, department, group, language. People of a company that has branches everywhere. */
const PEOPLE: [string, string, string, string, string][] = [
  ['101', 'Ada Example', 'Front desk', 'Reception', 'en'],
  ['102', 'Zoë Müller', 'Front desk', 'Reception', 'de'],
  ['103', 'Jürgen Groß', 'Sales', 'Sales', 'de'],
  ['104', 'Łukasz Żak', 'Sales', 'Sales', 'en'],
  ['105', 'José Ñandú', 'Sales', 'Sales', 'es'],
  ['106', "Siobhán O'Brien", 'Sales', 'Sales', 'en'],
  ['107', 'Jean-François d’Été', 'Support', 'Support', 'fr'],
  ['108', 'Chiara Dall’Acqua', 'Support', 'Support', 'it'],
  ['109', 'Åsa Öström', 'Support', 'Support', 'en'],
  ['110', '李雷', 'Support', 'Support', 'en'],
  ['111', 'Ольга Иванова', 'Accounts', 'Default', 'en'],
  ['112', 'Γιώργος Παπαδόπουλος', 'Accounts', 'Default', 'en'],
  ['113', 'نور الهدى', 'Accounts', 'Default', 'en'],
  ['114', 'Nguyễn Thị Hương', 'Accounts', 'Default', 'fr'],
  ['115', 'Søren Kjær', 'Management', 'Management', 'en'],
  ['116', 'Ilse van ’t Hoff', 'Management', 'Management', 'nl'],
  ['117', 'Márton Szűcs', 'Management', 'Management', 'en'],
  ['118', 'Ana-Maria Țurcanu', 'Support', 'Support', 'it'],
  ['119', 'Çağla Yıldız', 'Support', 'Support', 'de'],
  ['120', 'さくら 田中', 'Sales', 'Sales', 'en'],
  ['121', 'Þórdís Björnsdóttir', 'Sales', 'Sales', 'en'],
  ['122', 'Mia Smith & Sons <Agency>', 'Sales', 'Sales', 'en'],
  ['123', 'דניאל כהן', 'Warehouse', 'Default', 'en'],
  ['124', 'Dvořák, Tomáš', 'Warehouse', 'Default', 'de'],
  ['125', 'Eva "Evi" Novak', 'Warehouse', 'Default', 'de'],
  ['126', 'Priya Śarmā', 'Support', 'Support', 'en'],
  ['127', 'Kofi Mensah', 'Support', 'Support', 'fr'],
  ['128', 'Inés Peña', 'Accounts', 'Default', 'es'],
  ['129', 'Marko Đorđević', 'Sales', 'Sales', 'de'],
  ['130', 'Anke de Wit', 'Front desk', 'Reception', 'nl'],
];

/** Extension, name, role. */
const THINGS: [string, string, string][] = [
  ['201', 'Door phone main gate', 'user'],
  ['202', 'Door phone yard', 'user'],
  ['203', 'Lift 1', 'user'],
  ['204', 'Lobby phone', 'user'],
  ['205', 'Warehouse DECT', 'user'],
  ['301', 'Fax reception', 'fax'],
  ['302', 'Fax accounts', 'fax'],
  ['303', 'Fax Büro Süd', 'fax'],
  ['401', 'Park orbit 1', 'park_orbit'],
  ['402', 'Park orbit 2', 'park_orbit'],
  ['403', 'Park orbit 3', 'park_orbit'],
  ['404', 'Park orbit 4', 'park_orbit'],
  ['501', 'Board room', 'room'],
  ['502', 'Salle Matisse', 'room'],
  ['503', 'Besprechung Süd', 'room'],
  ['601', 'Room 601', 'user'],
  ['602', 'Room 602', 'user'],
  ['603', 'Room 603', 'user'],
  ['701', 'Hotline forwarding', 'user'],
];

function person([extension, name, department, group, language]: (typeof PEOPLE)[number]): SeedUser {
  return {
    extension,
    name,
    department,
    group,
    language,
    role: 'user',
    email: `u${extension}@example.test`,
    officePhone: `+43 1 555 0${extension}`,
  };
}

/** Fifty users less the admin: people, things that ring, fax lines, park orbits and rooms. */
export const USERS: SeedUser[] = [
  ...PEOPLE.map(person),
  ...THINGS.map(([extension, name, role]) => ({ extension, name, role })),
];

const MODELS = ['WP480G', 'WP490G', 'W-AIR', 'Collaboration'];

/** Every person but each fifth has a phone, of which one in six is switched off; the unattended phones are all there. */
export const PHONES: SeedPhone[] = [
  ...PEOPLE.filter((_, index) => index % 5 !== 4).map(([extension], index) => ({
    extension,
    useragent: `Wildix ${MODELS[index % MODELS.length] ?? ''} 5.0.${index} ${mac(extension)}`,
    online: index % 6 !== 5,
  })),
  ...THINGS.filter(([, , role]) => role === 'user')
    .filter(([extension]) => extension !== '701')
    .map(([extension]) => ({ extension, useragent: `Wildix WP410 4.1.0 ${mac(extension)}`, online: true })),
];

function mac(extension: string): string {
  return `9c7514${extension.padStart(6, '0')}`;
}
