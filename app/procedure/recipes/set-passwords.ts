import type { PageRecipe } from '../../domain/recipe';
import { guessed, guideLanguages, nextPage, okButton, savedMessage, told, usersMenu } from './words';

/** The way of the vendor's guide: Users, the admin user, Set passwords, the new WEB password, Ok. */
export const setPasswordsPage: PageRecipe = {
  id: 'set-passwords',
  title: 'Set the admin password',
  versions: { from: null, to: null },
  source:
    'Users, select the admin user, Set passwords, WEB password and Ok are the words of the vendor\'s guide "PBX Licensing and ' +
    'Activation" (2018 to 2023). How the list is turned over, what the page says once it has taken the password, and all ' +
    'words in other languages are our own choice, tried on the practice PBX only.',
  languages: guideLanguages,
  acts: [
    { act: 'click', names: usersMenu, roles: ['link', 'menuitem', 'tab', 'treeitem'] },
    { act: 'tick', rows: [told('admin')], next: nextPage },
    {
      act: 'click',
      names: [
        told('Set passwords'),
        guessed('Set password', 'en'),
        guessed('Passwörter setzen', 'de'),
        guessed('Kennwörter setzen', 'de'),
        guessed('Establecer contraseñas', 'es'),
        guessed('Définir les mots de passe', 'fr'),
        guessed('Imposta password', 'it'),
        guessed('Wachtwoorden instellen', 'nl'),
      ],
    },
    {
      act: 'fill',
      labels: [
        told('WEB password'),
        guessed('WEB-Passwort', 'de'),
        guessed('WEB-Kennwort', 'de'),
        guessed('Contraseña WEB', 'es'),
        guessed('Mot de passe WEB', 'fr'),
        guessed('Password WEB', 'it'),
        guessed('WEB-wachtwoord', 'nl'),
      ],
      value: { secret: 'admin-password-new' },
    },
    { act: 'click', names: okButton, roles: ['button'] },
    { act: 'waitFor', texts: savedMessage, passing: true },
  ],
};
