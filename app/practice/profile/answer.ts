import { failure, result } from '../api/envelope';
import type { Reply } from '../http/reply';
import type { Route } from '../http/router';
import type { World } from '../world';
import { factsFor } from './facts';
import { pour } from './pour';
import type { Profile } from './profile';
import { readShape } from './shape';

/** A route of a profile. */
export interface ProfiledRoute {
  /** As the router writes it. */
  path: string;
  status: number;
  works: boolean;
  shape: string;
}

/** The routes of the profile this PBX was made from, below `/api/v1`; none when it was made from no profile. */
export function profiledRoutes({ preset }: World): Route<ProfiledRoute>[] {
  return (preset.profile?.routes ?? []).flatMap(routeOf);
}

function routeOf({ route, status, works, shape }: Profile['routes'][number]): Route<ProfiledRoute>[] {
  const [, method, below] = /^([A-Z]+) \/api\/v1(\/[^?\s]*)/.exec(route) ?? [];
  if (method === undefined || below === undefined) return [];
  const path = below
    .toLowerCase()
    .replaceAll(/[{<](\w+)[}>]/g, ':$1')
    .replace(/\/$/, '');
  return [{ method, path, handler: { path, status, works, shape } }];
}

/** The reply as the profiled PBX would give it: the same failure, or a value of the same shape into which our own answer was poured. */
export function asProfiled(world: World, route: ProfiledRoute, own: Reply): Reply {
  if (!route.works) return failure(route.status >= 400 ? route.status : 500, `${route.status} as profiled`);
  const answer = envelopeIn(own);
  if (answer === undefined) return own;
  const poured = pour(readShape(route.shape), answer.result, factsFor(world, route.path));
  return { ...own, ...result(poured) };
}

/** Our own answer, where it is one with a result in it. */
function envelopeIn({ status, type, body }: Reply): { result: unknown } | undefined {
  if (status !== 200 || !type?.includes('json')) return undefined;
  const answer = JSON.parse(body ?? 'null') as Record<string, unknown> | null;
  return answer?.['type'] === 'result' ? { result: answer['result'] } : undefined;
}
