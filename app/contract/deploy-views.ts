import { z } from 'zod';
import { DeployProfile } from '../domain/deploy/profile';

/** A deployment profile, as it is in use and as text to be edited; `own` and `problem` as of a page recipe. */
export const DeployProfileView = z.object({
  profile: DeployProfile,
  text: z.string(),
  own: z.boolean(),
  problem: z.string().nullable(),
});
export type DeployProfileView = z.infer<typeof DeployProfileView>;
