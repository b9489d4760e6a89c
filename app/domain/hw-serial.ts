import type { JobState } from './job';
import { sameSerial } from './pasted';

/** The route that tells a PBX's serial. */
export const serialRoute = 'GET /api/v1/personal/info';

/**
 * The HW Serial as the PBX told it; null where it told none, or tells the SW Serial already. One that the installer typed was
 * not told, and stays theirs to correct.
 */
export function readHwSerial(
  { facts, factSources }: Pick<JobState, 'facts' | 'factSources'>,
  swSerial: string,
): string | null {
  const { serial, hwSerial } = facts;
  if (hwSerial !== undefined && factSources.hwSerial?.source === serialRoute) return hwSerial;
  return serial !== undefined && !sameSerial(serial, swSerial) ? serial : null;
}
