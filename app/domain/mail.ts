import { z } from 'zod';
import { mailAddress } from './mail-address';

/** A mail to be written. What can stand in a header is one line. */
export const MailDraft = z.object({
  to: z.string().max(254).regex(mailAddress).optional(),
  subject: z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u),
  body: z.string().max(4_000),
});
export type MailDraft = z.infer<typeof MailDraft>;

/** As RFC 6068 has it: every value encoded, so that none of it is read as another part of the address. */
export function mailtoOf({ to = '', subject, body }: MailDraft): string {
  const lines = body.replace(/\r?\n/g, '\r\n');
  const receiver = encodeURIComponent(to).replace('%40', '@');
  return `mailto:${receiver}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
