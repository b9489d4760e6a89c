import type { Action } from '../../domain/job';
import type { Identity } from '../../domain/pbx';
import { compareVersions } from '../../domain/version';
import { said, type StepContext } from '../step';

/** More upgrades one after the other than any known way has; past it something is going in circles. */
export const mostHops = 8;

/** How the journal calls one upgrade: by its route, or by the PBX's page. */
type Hop = 'start-upgrade' | 'upgrade-by-page';

export function lastHop(context: StepContext, code: Hop): Action | undefined {
  return context.record().actions.findLast((action) => action.code === code);
}

/** An upgrade whose end was not seen: did the version move? */
export async function settleHop(context: StepContext, code: Hop, seen: Identity): Promise<void> {
  const hop = lastHop(context, code);
  if (hop?.outcome !== null) return;
  const from = String(hop.params?.from ?? '');
  const moved = compareVersions(seen.version, from) > 0;
  if (moved) await noteMoved(context, from, seen);
  await context.settle(hop.id, moved ? 'done' : 'failed');
}

/** That it is the same PBX is said only where it told its serial this time. */
async function noteMoved(
  context: StepContext,
  from: string,
  { version: to, serial }: Identity,
): Promise<void> {
  await context.evidence(said('version-changed', { from, to }), 'read-back', 'GET /api/v1/PBX/version/');
  if (serial) await context.evidence(said('same-pbx', { serial }), 'read-back', 'GET /api/v1/personal/info');
}
