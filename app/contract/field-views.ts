import { z } from 'zod';
import { WizardError } from '../domain/error';
import { JobId, JobKind } from '../domain/job';
import type { EarlierJob } from '../domain/rma/earlier';
import { FoundPbx } from '../domain/found';
import { ProfileName } from '../domain/profile';

/** A network of this computer; see domain/address-range.ts. */
export const Network = z.object({
  name: z.string(),
  own: z.string(),
  searched: z.string(),
  whole: z.string().nullable(),
});
export type Network = z.infer<typeof Network>;

/** What a search came to; `asked` is less than `all` when it was called off. */
export const SearchView = z.object({ found: z.array(FoundPbx), asked: z.number(), all: z.number() });
export type SearchView = z.infer<typeof SearchView>;

/** A saved profile: where it is, the files beside it, and why the PBX's own reference is not among them, if it failed. */
export const SavedProfile = z.object({
  name: ProfileName,
  path: z.string(),
  doc: z.array(z.string()),
  problem: WizardError.nullable(),
});
export type SavedProfile = z.infer<typeof SavedProfile>;

/** A finished job that may tell what the old PBX of a swap was. */
export const EarlierJobView = z.object({
  id: JobId,
  kind: JobKind,
  endedAt: z.string(),
  customer: z.string(),
  pbxName: z.string(),
  version: z.string().nullable(),
  serial: z.string().nullable(),
  swSerial: z.string().nullable(),
}) satisfies z.ZodType<EarlierJob>;
export type EarlierJobView = z.infer<typeof EarlierJobView>;
