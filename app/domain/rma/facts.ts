import { z } from 'zod';
import { UserLine } from '../move/facts';
import { LicenceCount } from '../pbx';
import { origins } from './capture';
import { takenOverKinds } from './taken-over';

export const Origin = z.enum(origins);
export type Origin = z.infer<typeof Origin>;

function known<T extends z.ZodType>(value: T) {
  return z.object({ value, origin: Origin, at: z.string(), source: z.string() });
}

/**
 * What the old PBX of a swap was and had, each value with where it comes from and when it was so. Absent: not known; nothing
 * here is ever made up.
 */
export const Capture = z
  .object({
    name: known(z.string()),
    version: known(z.string()),
    /** Of the machine. */
    serial: known(z.string()),
    swSerial: known(z.string()),
    licences: known(z.array(LicenceCount)),
    /** Admin aside. */
    userCount: known(z.number()),
    types: known(z.array(z.object({ type: z.string(), users: z.number() }))),
    users: known(z.array(UserLine)),
    /** Extension, and the names of what was registered there. */
    devices: known(z.array(z.tuple([z.string(), z.array(z.string())]))),
  })
  .partial();
export type Capture = z.infer<typeof Capture>;

export const TakenOverKind = z.enum(takenOverKinds);
export type TakenOverKind = z.infer<typeof TakenOverKind>;

/** What differs, kind by kind. `list` is the checksum of all lines, so that what is accepted is what was shown. */
export const TakenOver = z.object({
  at: z.string(),
  differs: z.array(z.object({ kind: TakenOverKind, count: z.number(), first: z.string(), list: z.string() })),
  same: z.array(TakenOverKind),
  notCompared: z.array(TakenOverKind),
});
export type TakenOver = z.infer<typeof TakenOver>;
