import { z } from 'zod';
import { AddressLook } from './pbx';

/** A host that answers like a PBX, as far as it tells without a credential. */
export const FoundPbx = z.object({
  /** As it is typed elsewhere: host, and port if it is not 443. */
  address: z.string(),
  /** The name its certificate is for; the names below it where there are more. */
  certificate: z.string(),
  altNames: z.string(),
  server: z.string().nullable(),
  signs: AddressLook.shape.signs,
});
export type FoundPbx = z.infer<typeof FoundPbx>;
