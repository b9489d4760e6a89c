import { z } from 'zod';
import { parseAddress } from './address';

/**
 * What is known of new hardware on this computer. The address it has at LAN1 is not published by the vendor, so it is empty until
 * an installer has it remembered.
 */
export const HardwareFile = z.object({
  format: z.literal(1),
  lan1: z.string().refine((text) => text === '' || parseAddress(text) !== null),
});
export type HardwareFile = z.infer<typeof HardwareFile>;

export const unknownHardware: HardwareFile = { format: 1, lan1: '' };
