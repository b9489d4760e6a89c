import type { ScreenWord } from '../../domain/recipe';

/** A word of the vendor's guide, as it stands there. */
export function told(text: string, lang = 'en'): ScreenWord {
  return { text, lang, published: true };
}

/** A word the vendor has not published: our own choice of what a page may say. */
export function guessed(text: string, lang: string): ScreenWord {
  return { text, lang, published: false };
}

/** The languages of the vendor's guide, in which each recipe has its words. */
export const guideLanguages = ['en', 'de', 'es', 'fr', 'it', 'nl'];

/** The main menu that only one who is signed in sees. */
export const settingsMenu: ScreenWord[] = [
  told('WMS Settings'),
  guessed('WMS-Einstellungen', 'de'),
  guessed('Ajustes WMS', 'es'),
  guessed('Paramètres WMS', 'fr'),
  guessed('Impostazioni WMS', 'it'),
  guessed('WMS-instellingen', 'nl'),
];

export const toolsMenu: ScreenWord[] = [
  told('Tools and utilities'),
  guessed('Tools und Dienstprogramme', 'de'),
  guessed('Herramientas y utilidades', 'es'),
  guessed('Outils et utilitaires', 'fr'),
  guessed('Strumenti e utilità', 'it'),
  guessed('Tools en hulpprogramma’s', 'nl'),
];

export const activationMenu: ScreenWord[] = [
  told('Activation / Licenses'),
  guessed('Aktivierung / Lizenzen', 'de'),
  guessed('Activación / Licencias', 'es'),
  guessed('Activation / Licences', 'fr'),
  guessed('Attivazione / Licenze', 'it'),
  guessed('Activering / Licenties', 'nl'),
];

export const usersMenu: ScreenWord[] = [
  told('Users'),
  guessed('Benutzer', 'de'),
  guessed('Usuarios', 'es'),
  guessed('Utilisateurs', 'fr'),
  guessed('Utenti', 'it'),
  guessed('Gebruikers', 'nl'),
];

export const okButton: ScreenWord[] = [
  told('Ok'),
  guessed('Aceptar', 'es'),
  guessed('Valider', 'fr'),
  guessed('Conferma', 'it'),
];

/** Leads to the next page of a list. */
export const nextPage: ScreenWord[] = [
  guessed('Next', 'en'),
  guessed('Next page', 'en'),
  guessed('Weiter', 'de'),
  guessed('Nächste Seite', 'de'),
  guessed('Siguiente', 'es'),
  guessed('Suivant', 'fr'),
  guessed('Successiva', 'it'),
  guessed('Volgende', 'nl'),
];

/** What a page may say once it has taken a form. */
export const savedMessage: ScreenWord[] = [
  guessed('Saved.', 'en'),
  guessed('Saved', 'en'),
  guessed('Gespeichert', 'de'),
  guessed('Guardado', 'es'),
  guessed('Enregistré', 'fr'),
  guessed('Salvato', 'it'),
  guessed('Opgeslagen', 'nl'),
];
