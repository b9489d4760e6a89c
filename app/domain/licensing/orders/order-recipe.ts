import { z } from 'zod';

/**
 * An order recipe: where a partner enters a new PBX and its licences, part by part and field by field, in the words of the
 * screen. Data, so that an installer whose site looks otherwise today changes a word and hands it on.
 */

/** What a field is filled with; the values come from the job. */
export const orderValues = [
  'customer',
  'contact-name',
  'contact-phone',
  'contact-mail',
  'model',
  'platform',
  'region',
  'pbx-name',
  'period',
  'numbers',
  'storage',
] as const;
export type OrderValue = (typeof orderValues)[number];

/** What a value must be before it is typed there; see order-check.ts. */
export const orderRules = ['filled', 'dns-label', 'mail', 'business-mail'] as const;
export type OrderRule = (typeof orderRules)[number];

const Word = z.string().trim().min(1).max(80);
const Note = z.string().trim().max(400);

export const OrderField = z.strictObject({
  /** As the screen has it; where `published` is false, what it is about in our words. */
  label: Word,
  published: z.boolean(),
  /** Left out: the job does not know it, and the field is named only so that it is not forgotten. */
  value: z.enum(orderValues).optional(),
  rule: z.enum(orderRules).optional(),
  optional: z.boolean().optional(),
  /** Asked of this platform only. */
  only: z.enum(['cloud', 'hardware', 'virtual']).optional(),
  note: Note.optional(),
});
export type OrderField = z.infer<typeof OrderField>;

export const OrderPart = z.strictObject({
  title: Word,
  /** Where it is, one word of the screen after the other; `which` is not a word of it but says what is chosen there. */
  path: z.array(z.union([Word, z.strictObject({ which: Word })])).max(8),
  fields: z.array(OrderField).max(30),
  /** What is pressed at its end, in order. */
  press: z.array(Word).max(5),
  only: z.enum(['cloud', 'hardware', 'virtual']).optional(),
  note: Note.optional(),
});
export type OrderPart = z.infer<typeof OrderPart>;

export const OrderRecipe = z.strictObject({
  id: z.enum(['portal-form', 'partner-community']),
  title: z.string().trim().min(1).max(120),
  /** Of when the words are. */
  seen: z.string().trim().min(1).max(40),
  /** Where they come from, for whoever has to judge them. */
  source: z.string().max(2_000),
  parts: z.array(OrderPart).min(1).max(12),
});
export type OrderRecipe = z.infer<typeof OrderRecipe>;
