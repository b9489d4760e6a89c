import type { PageRecipe } from '../../domain/recipe';
import { firstVersionWithLicenceTypes } from '../../domain/version';
import {
  activationMenu,
  guessed,
  guideLanguages,
  nextPage,
  okButton,
  savedMessage,
  settingsMenu,
  told,
  toolsMenu,
  usersMenu,
} from './words';

const search = [
  guessed('Search', 'en'),
  guessed('Suche', 'de'),
  guessed('Suchen', 'de'),
  guessed('Buscar', 'es'),
  guessed('Rechercher', 'fr'),
  guessed('Cerca', 'it'),
  guessed('Zoeken', 'nl'),
];

/** The way of the vendor's guide: Users, select one or several, Edit, License type, Ok. One run sets one type. */
export const licenceTypePage: PageRecipe = {
  id: 'licence-type',
  title: 'Set a licence type',
  versions: { from: firstVersionWithLicenceTypes, to: null },
  source:
    'Users, select one or several, Edit, License type and Ok are the words of the vendor\'s guide "PBX Licensing and ' +
    'Activation" (2019 to 2023). The wizard gives filter, users and licence type. The search field, how the list is turned ' +
    'over, what the page says once it has taken the type, and all words in other languages are our own choice, tried on the ' +
    'practice PBX only.',
  languages: guideLanguages,
  acts: [
    { act: 'click', names: usersMenu, roles: ['link', 'menuitem', 'tab', 'treeitem'] },
    { act: 'fill', labels: search, value: { input: 'filter' }, optional: true },
    { act: 'click', names: search, roles: ['button'], optional: true },
    { act: 'tick', rows: { input: 'users' }, next: nextPage },
    {
      act: 'click',
      names: [
        told('Edit'),
        guessed('Bearbeiten', 'de'),
        guessed('Editar', 'es'),
        guessed('Modifier', 'fr'),
        guessed('Modifica', 'it'),
        guessed('Bewerken', 'nl'),
      ],
    },
    {
      act: 'choose',
      labels: [
        told('License type'),
        guessed('Licence type', 'en'),
        guessed('Lizenztyp', 'de'),
        guessed('Tipo de licencia', 'es'),
        guessed('Type de licence', 'fr'),
        guessed('Tipo di licenza', 'it'),
        guessed('Licentietype', 'nl'),
      ],
      options: { input: 'licence-type' },
    },
    { act: 'click', names: okButton, roles: ['button'] },
    { act: 'waitFor', texts: savedMessage, passing: true },
  ],
};

/** Activation / Licenses shows how many licences of each type were bought and are used. */
export const licenceNumbersPage: PageRecipe = {
  id: 'licence-numbers',
  title: 'Read the bought and used numbers',
  versions: { from: firstVersionWithLicenceTypes, to: null },
  source:
    'That Activation / Licenses shows the bought and used numbers is said in the vendor\'s guide "PBX Licensing and ' +
    'Activation" (2020). How the two columns are called is not published: all of their words are our own choice, tried on ' +
    'the practice PBX only.',
  languages: guideLanguages,
  acts: [
    { act: 'click', names: settingsMenu, optional: true },
    { act: 'click', names: toolsMenu, optional: true },
    { act: 'click', names: activationMenu },
    {
      act: 'readTable',
      columns: [
        {
          name: 'bought',
          labels: [
            guessed('Bought', 'en'),
            guessed('Purchased', 'en'),
            guessed('Gekauft', 'de'),
            guessed('Compradas', 'es'),
            guessed('Achetées', 'fr'),
            guessed('Acquistate', 'it'),
            guessed('Gekocht', 'nl'),
          ],
        },
        {
          name: 'used',
          labels: [
            guessed('Used', 'en'),
            guessed('In use', 'en'),
            guessed('Benutzt', 'de'),
            guessed('Verwendet', 'de'),
            guessed('Usadas', 'es'),
            guessed('Utilisées', 'fr'),
            guessed('Utilizzate', 'it'),
            guessed('Gebruikt', 'nl'),
          ],
        },
      ],
    },
  ],
};
