import type { JobKind } from './job';

/** The kinds of job that this version can do, in the order Home offers them. Their steps: procedure/jobs.ts. */
export const startableKinds = [
  'activate-virtual',
  'activate-hardware',
  'activate-cloud',
  'review-licences',
  'change-licences',
  'upgrade-network',
  'move-to-cloud',
  'rma-swap',
] as const satisfies readonly JobKind[];

export type StartableKind = (typeof startableKinds)[number];

/** False for a kind of a job that a newer version began. */
export function isStartable(kind: JobKind): kind is StartableKind {
  return (startableKinds as readonly JobKind[]).includes(kind);
}
