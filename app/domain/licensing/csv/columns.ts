/** Languages of the vendor's guide, in which the column names are known. */
export const languages = ['en', 'de', 'es', 'fr', 'it', 'nl'] as const;
export type Language = (typeof languages)[number];

export const fileColumns = [
  'id',
  'extension',
  'name',
  'login',
  'email',
  'role',
  'group',
  'department',
  'typeNow',
  'type',
] as const;
export type FileColumn = (typeof fileColumns)[number];

/** What a user is found by, surest first. */
export const keyColumns = ['id', 'extension', 'login', 'email'] as const satisfies readonly FileColumn[];
export type KeyColumn = (typeof keyColumns)[number];

type Names = Record<Language, readonly string[]>;

/**
 * Column names by language: the first is the one we write, the others are ours to read too. Words of the languages, not of
 * the vendor: which names WMS shows in which language is not published.
 */
const names: Record<FileColumn, Names> = {
  id: {
    en: ['ID', 'User ID', 'PBX ID'],
    de: ['ID', 'Benutzer-ID'],
    es: ['ID', 'ID de usuario'],
    fr: ['ID', "ID d'utilisateur", 'ID utilisateur'],
    it: ['ID', 'ID utente'],
    nl: ['ID', 'Gebruikers-ID'],
  },
  extension: {
    en: ['Extension', 'Ext', 'Ext.', 'Extension number', 'Internal number'],
    de: ['Nebenstelle', 'Durchwahl', 'Nebenstellennummer', 'Interne Nummer', 'Rufnummer intern'],
    es: ['Extensión', 'Número de extensión', 'Interno', 'Anexo', 'Número interno'],
    fr: ['Poste', 'Numéro de poste', 'Numéro interne', "Numéro d'extension"],
    it: ['Interno', 'Numero interno', 'Estensione', 'Derivato'],
    nl: ['Toestel', 'Toestelnummer', 'Intern nummer', 'Doorkiesnummer', 'Extensie'],
  },
  name: {
    en: ['Name', 'Full name', 'Display name'],
    de: ['Name', 'Vollständiger Name', 'Anzeigename'],
    es: ['Nombre', 'Nombre completo'],
    fr: ['Nom', 'Nom complet'],
    it: ['Nome', 'Nome completo'],
    nl: ['Naam', 'Volledige naam'],
  },
  login: {
    en: ['Login', 'Username', 'Login name', 'User name'],
    de: ['Anmeldename', 'Benutzername', 'Benutzerkennung'],
    es: ['Usuario', 'Nombre de usuario', 'Inicio de sesión'],
    fr: ['Identifiant', "Nom d'utilisateur", 'Identifiant de connexion'],
    it: ['Nome utente', 'Utente', 'Accesso'],
    nl: ['Gebruikersnaam', 'Inlognaam', 'Aanmeldnaam'],
  },
  email: {
    en: ['Email', 'E-mail', 'Mail', 'Email address', 'E-mail address'],
    de: ['E-Mail', 'E-Mail-Adresse', 'Mailadresse'],
    es: ['Correo electrónico', 'Correo', 'Dirección de correo', 'Dirección de correo electrónico'],
    fr: ['Adresse e-mail', 'Courriel', 'Adresse électronique', 'Adresse mail'],
    it: ['Indirizzo e-mail', 'Posta elettronica', 'Indirizzo di posta elettronica'],
    nl: ['E-mailadres', 'Mailadres'],
  },
  role: {
    en: ['Role', 'User type'],
    de: ['Rolle', 'Benutzertyp'],
    es: ['Rol', 'Tipo de usuario'],
    fr: ['Rôle', "Type d'utilisateur"],
    it: ['Ruolo', 'Tipo di utente'],
    nl: ['Rol', 'Gebruikerstype'],
  },
  group: {
    en: ['Group', 'ACL group'],
    de: ['Gruppe'],
    es: ['Grupo'],
    fr: ['Groupe'],
    it: ['Gruppo'],
    nl: ['Groep'],
  },
  department: {
    en: ['Department'],
    de: ['Abteilung'],
    es: ['Departamento'],
    fr: ['Service', 'Département'],
    it: ['Reparto', 'Dipartimento'],
    nl: ['Afdeling'],
  },
  typeNow: {
    en: ['License type now', 'Licence type now', 'Current license type', 'Current licence type'],
    de: ['Lizenztyp jetzt', 'Aktueller Lizenztyp', 'Bisheriger Lizenztyp'],
    es: ['Tipo de licencia actual', 'Licencia actual'],
    fr: ['Type de licence actuel', 'Licence actuelle'],
    it: ['Tipo di licenza attuale', 'Licenza attuale'],
    nl: ['Licentietype nu', 'Huidig licentietype', 'Huidige licentie'],
  },
  type: {
    en: [
      'License type',
      'Licence type',
      'LicenseType',
      'License',
      'Licence',
      'New license type',
      'New licence type',
    ],
    de: ['Lizenztyp', 'Lizenz', 'Lizenzart', 'Neuer Lizenztyp'],
    es: ['Tipo de licencia', 'Licencia', 'Nuevo tipo de licencia'],
    fr: ['Type de licence', 'Licence', 'Nouveau type de licence'],
    it: ['Tipo di licenza', 'Tipo licenza', 'Licenza', 'Nuovo tipo di licenza'],
    nl: ['Licentietype', 'Licentie', 'Type licentie', 'Nieuw licentietype'],
  },
};

/**
 * Names that mean one thing in one file and another elsewhere, taken only when nothing better stands there: `Phone` is the
 * extension in a partner's file for WMS's user import (likely), the outside number in most others.
 */
const weak = new Map<string, FileColumn>([
  ['phone', 'extension'],
  ['nr', 'extension'],
  ['number', 'extension'],
  ['user', 'login'],
]);

const squeeze = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const byName = new Map<string, FileColumn>(
  fileColumns.flatMap((column) =>
    languages.flatMap((language) =>
      names[column][language].map((name): [string, FileColumn] => [squeeze(name), column]),
    ),
  ),
);

/** The name we write over a column. */
export function columnName(column: FileColumn, language: Language): string {
  return names[column][language][0] ?? column;
}

/** Which cell of a line holds what. */
export interface ColumnMap {
  at: Partial<Record<FileColumn, number>>;
  /** Two columns of the same meaning: nobody can say which is meant. */
  twice: { column: FileColumn; names: [string, string] }[];
  /** Names that mean nothing here; not read. */
  unused: string[];
}

export function mapColumns(header: readonly string[]): ColumnMap {
  const map: ColumnMap = { at: {}, twice: [], unused: [] };
  const left: [string, number][] = [];
  for (const [place, name] of header.entries()) {
    const column = byName.get(squeeze(name));
    if (column === undefined) left.push([name, place]);
    else if (map.at[column] === undefined) map.at[column] = place;
    else map.twice.push({ column, names: [header[map.at[column]] ?? '', name] });
  }
  for (const [name, place] of left) {
    const column = weak.get(squeeze(name));
    if (column !== undefined && map.at[column] === undefined) map.at[column] = place;
    else if (name.trim() !== '') map.unused.push(name);
  }
  return map;
}

/** How many columns of a header are understood: what tells the right separator from a wrong one. */
export function understood(header: readonly string[]): number {
  return Object.keys(mapColumns(header).at).length;
}
