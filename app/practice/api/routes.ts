import { has } from '../versions';
import type { World } from '../world';
import type { ApiRoute } from './call';
import { colleagueRoutes } from './colleagues';
import { personalRoutes } from './personal';
import { s2sRoutes } from './s2s';
import { simpleTokenRoutes } from './simple-tokens';
import { systemRoutes } from './system';
import { upgradeRoutes } from './upgrade';

const ROUTES: ApiRoute[] = [
  ...systemRoutes,
  ...upgradeRoutes,
  ...colleagueRoutes,
  ...personalRoutes,
  ...simpleTokenRoutes,
  ...s2sRoutes,
];

/** The routes below `/api/v1` that this PBX has just now: its version knows them, and its preset does not leave them out. */
export function routesOf({ preset, store }: World): ApiRoute[] {
  const { version } = store.state;
  return ROUTES.filter(
    ({ path, handler: { needs } }) =>
      (needs === undefined || has(version, needs)) && !preset.missing.some((top) => isBelow(path, top)),
  );
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}/`);
}
