import { ANSWERS_6 } from './answers-6';
import { COMMON } from './common';
import { GERMAN } from './german';
import type { MenuEntry } from './menu';
import type { Preset } from './preset';

/** Another order and another nesting: what the guide has three menus deep is at the top, and the other way round. */
const MENU: readonly MenuEntry[] = [
  { text: 'activation', page: 'activation' },
  {
    text: 'pbx',
    below: [
      { text: 'system', page: 'system' },
      { text: 'users', page: 'users' },
      { text: 'integrations', below: [{ text: 'simpleToken', page: 'simpleTokens' }] },
    ],
  },
  {
    text: 'settings',
    below: [
      { text: 's2s', page: 's2s' },
      { text: 'companyKeys', page: 'companyKeys' },
      { text: 'tools', below: [{ text: 'upgrade', page: 'upgrade' }] },
    ],
  },
];

/** A version 6 whose pages are in German, reworded and rearranged; its API is that of the others. */
export const changedLabels: Preset = {
  ...COMMON,
  name: 'changed-labels',
  title: 'Virtual PBX, WMS 6.09, pages in German and rearranged',
  hard: true,
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250512.4'] }],
  answers: ANSWERS_6,
  menu: MENU,
  texts: GERMAN,
};
