import type { PageRecipe, ScreenWord } from '../../domain/recipe';
import { guessed, guideLanguages, settingsMenu, told, toolsMenu } from './words';

const performButton: ScreenWord[] = [
  told('Perform upgrade'),
  guessed('Upgrade durchführen', 'de'),
  guessed('Realizar actualización', 'es'),
  guessed('Effectuer la mise à niveau', 'fr'),
  guessed('Esegui aggiornamento', 'it'),
  guessed('Upgrade uitvoeren', 'nl'),
];

const rebootButton: ScreenWord[] = [
  told('Reboot'),
  guessed('Neustart', 'de'),
  guessed('Neu starten', 'de'),
  guessed('Reiniciar', 'es'),
  guessed('Redémarrer', 'fr'),
  guessed('Riavvia', 'it'),
  guessed('Opnieuw opstarten', 'nl'),
];

/** To the page that tells whether something newer is offered. That nothing is, is seen by the button that is not there. */
export const openUpgradePage: PageRecipe = {
  id: 'open-upgrade',
  title: 'Open Upgrade',
  versions: { from: null, to: null },
  source:
    'Menu path, the field Upgrade repository and the button Perform upgrade are the words of the vendor\'s guides "PBX ' +
    'Licensing and Activation" and "WMS Start Guide" (WMS 4 to 6). Words in other languages are our own choice, tried on ' +
    'the practice PBX only.',
  languages: guideLanguages,
  acts: [
    { act: 'click', names: settingsMenu, optional: true },
    { act: 'click', names: toolsMenu, optional: true },
    {
      act: 'click',
      names: [
        told('Upgrade'),
        guessed('Aktualisierung', 'de'),
        guessed('Actualización', 'es'),
        guessed('Mise à niveau', 'fr'),
        guessed('Aggiornamento', 'it'),
      ],
    },
    {
      act: 'waitFor',
      texts: [
        told('Upgrade repository'),
        guessed('Upgrade-Repository', 'de'),
        guessed('Repositorio de actualización', 'es'),
        guessed('Dépôt de mise à niveau', 'fr'),
        guessed('Repository di aggiornamento', 'it'),
        guessed('Upgrade-repository', 'nl'),
      ],
    },
    { act: 'waitFor', texts: performButton, optional: true },
  ],
};

/** Perform upgrade, the minutes until the PBX asks for its reboot, Reboot. */
export const performUpgradePage: PageRecipe = {
  id: 'perform-upgrade',
  title: 'Perform the upgrade',
  versions: { from: null, to: null },
  source:
    'Perform upgrade and, several minutes later, the button Reboot are the words of the vendor\'s "WMS Start Guide" (WMS 4 ' +
    'to 6). How long at most is our own choice. Words in other languages are our own choice, tried on the practice PBX only.',
  languages: guideLanguages,
  acts: [
    { act: 'click', names: performButton, roles: ['button', 'link'] },
    { act: 'waitFor', texts: rebootButton, minutes: 90 },
    { act: 'click', names: rebootButton, roles: ['button', 'link'] },
  ],
};
