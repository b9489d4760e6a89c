import type { PageRecipe } from '../../domain/recipe';
import { firstVersionWithLicenceTypes } from '../../domain/version';
import { activationMenu, guessed, guideLanguages, settingsMenu, told, toolsMenu } from './words';

/** The way of the vendor's guide: menu by menu to Activation / Licenses, the key into User Mode, Activate. */
export const activatePage: PageRecipe = {
  id: 'activate',
  title: 'Activate with the PBX key',
  versions: { from: firstVersionWithLicenceTypes, to: null },
  source:
    'Menu path, field and button are the words of the vendor\'s guide "PBX Licensing and Activation" (2018 to 2020). That ' +
    'bought and used numbers are shown there is said in it too, but not what the page says once it is activated; that text ' +
    'and all words in other languages are our own choice, tried on the practice PBX only. Whether the pages redrawn in 6.02 ' +
    'still say User Mode is not published.',
  languages: guideLanguages,
  acts: [
    { act: 'click', names: settingsMenu, optional: true },
    { act: 'click', names: toolsMenu, optional: true },
    { act: 'click', names: activationMenu },
    {
      act: 'fill',
      labels: [
        told('User Mode'),
        guessed('Benutzermodus', 'de'),
        guessed('Modo usuario', 'es'),
        guessed('Mode utilisateur', 'fr'),
        guessed('Modalità utente', 'it'),
        guessed('Gebruikersmodus', 'nl'),
      ],
      value: { secret: 'pbx-key' },
    },
    {
      act: 'click',
      names: [
        told('Activate'),
        guessed('Aktivieren', 'de'),
        guessed('Activar', 'es'),
        guessed('Activer', 'fr'),
        guessed('Attiva', 'it'),
        guessed('Activeren', 'nl'),
      ],
      roles: ['button'],
    },
    {
      act: 'waitFor',
      texts: [
        guessed('This PBX is activated.', 'en'),
        guessed('Activated', 'en'),
        guessed('Aktiviert', 'de'),
        guessed('Activado', 'es'),
        guessed('Activé', 'fr'),
        guessed('Attivato', 'it'),
        guessed('Geactiveerd', 'nl'),
      ],
    },
    { act: 'read', labels: [guessed('SW Serial', 'en')], name: 'swSerial', optional: true },
  ],
};
