import { z } from 'zod';
import { problemOfLine } from './template';
import { deployValueNames, type DeployValue } from './values';

const Value = z.enum(deployValueNames as [DeployValue, ...DeployValue[]]);
const words = z.string().min(1).max(500);

/**
 * How a virtual PBX is deployed on one kind of host: exact command lines with places for values (`{name}`). Editable data, since
 * what fits a customer's host stands in the installer's own deployment guide; nothing in it is a claim of the vendor's.
 */
export const DeployProfile = z
  .object({
    format: z.literal(1),
    id: z.string().regex(/^[a-z][a-z0-9-]{1,38}$/),
    title: words,
    shell: z.enum(['sh', 'powershell']),
    /** Where the commands are known from. */
    source: words,
    /** What the image must be, and what must be there before. */
    needs: z.array(words).max(20),
    /** What a value is called on this host. */
    hints: z.partialRecord(Value, words),
    /** A line with one of these is left out while the value is empty. */
    optional: z.array(Value),
    /** Signs that a value must not have, because the program takes it apart there. */
    without: z.partialRecord(Value, z.string().min(1).max(50)),
    lines: z.array(z.string().min(1).max(2_000)).min(1).max(100),
  })
  .superRefine(({ lines, shell }, context) => {
    lines.forEach((line, place) => {
      const message = problemOfLine(line, shell);
      if (message !== null) context.addIssue({ code: 'custom', message, path: ['lines', place] });
    });
  });
export type DeployProfile = z.infer<typeof DeployProfile>;
