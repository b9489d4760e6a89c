import { z } from 'zod';
import { WizardError } from './error';
import { AddressLook, Certificate } from './pbx';

/** A PBX beside the job's own, as far as it is known: the cloud PBX of a move, the old PBX of a swap. */
export const SecondPbx = z
  .object({
    address: z.string(),
    look: AddressLook,
    pin: Certificate,
    version: z.string(),
    serial: z.string().nullable(),
    /** Users it had when it was met, admin aside. */
    userCount: z.number(),
    /** When it refused the password that was given; null: it did not. */
    refusedAt: z.string().nullable(),
    /** Why nothing more is read from it, as last tried; null: it answers. */
    silent: WizardError.nullable(),
  })
  .partial();
export type SecondPbx = z.infer<typeof SecondPbx>;
