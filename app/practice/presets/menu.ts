import type { Texts } from '../texts';

/** A page that the menu can lead to. */
export type PageName =
  'users' | 'system' | 'upgrade' | 'activation' | 'backups' | 'simpleTokens' | 's2s' | 'companyKeys';

/** An entry of the main menu: to a page, or with entries below it. */
export type MenuEntry =
  { text: keyof Texts; page: PageName } | { text: keyof Texts; below: readonly MenuEntry[] };

/**
 * Menu paths of the vendor's pages: "WMS Settings, Tools and utilities, ..." and "PBX, Integrations, ...". Whether PBX stands beside or
 * below WMS Settings is not said in one voice; here it stands beside.
 */
export const MENU: readonly MenuEntry[] = [
  { text: 'users', page: 'users' },
  {
    text: 'settings',
    below: [
      { text: 'system', page: 'system' },
      {
        text: 'tools',
        below: [
          { text: 'upgrade', page: 'upgrade' },
          { text: 'activation', page: 'activation' },
        ],
      },
    ],
  },
  {
    text: 'pbx',
    below: [
      {
        text: 'integrations',
        below: [
          {
            text: 'applications',
            below: [
              { text: 'simpleToken', page: 'simpleTokens' },
              { text: 's2s', page: 's2s' },
            ],
          },
          { text: 'companyKeys', page: 'companyKeys' },
        ],
      },
    ],
  },
];

/** The same with a page for restoring a backup. Where the vendor has it, and what it is called, is not published: this place is ours. */
export const MENU_WITH_BACKUPS: readonly MenuEntry[] = MENU.map((entry) =>
  'below' in entry && entry.text === 'settings'
    ? { ...entry, below: [...entry.below, { text: 'backups', page: 'backups' }] }
    : entry,
);
