import { z } from 'zod';

/** An image file as it was read. */
export const Image = z.object({
  /** Full path on this computer. */
  path: z.string(),
  bytes: z.number(),
  /** As 64 hex digits. */
  sha256: z.string(),
});
export type Image = z.infer<typeof Image>;
