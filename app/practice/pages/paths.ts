import type { PageName } from '../presets/menu';
import { has, type Feature } from '../versions';
import type { World } from '../world';

/** Where each page of the menu is; the vendor has not published it. */
export const PATHS: Readonly<Record<PageName, string>> = {
  users: '/users',
  system: '/settings/system',
  upgrade: '/settings/tools/upgrade',
  activation: '/settings/tools/activation',
  backups: '/settings/backups',
  simpleTokens: '/pbx/integrations/applications/simpletoken',
  s2s: '/pbx/integrations/applications/s2s',
  companyKeys: '/pbx/integrations/companykeys',
};

/** What a version needs to have a page; the others are always there. */
const NEEDS: Partial<Record<PageName, Feature>> = {
  simpleTokens: 'simpleTokens',
  s2s: 's2s',
  companyKeys: 'companyKeys',
};

/** Whether this PBX has the page just now. */
export function hasPage({ store }: World, page: PageName): boolean {
  const needed = NEEDS[page];
  return needed === undefined || has(store.state.version, needed);
}
