/**
 * The ways by which a partner changes licences. Which of them a partner has is not for us to know, so the installer says;
 * how each is worked in its pages changes with the vendor's site, so each says of when it is, and the installer can write
 * down how it is done today. The words are in the window's texts.
 */
export const orderings = [
  /** The form of the PBX in the portal: Customers, company, PBX, Edit (vendor's guide, 2018 to 2024: sure). */
  { id: 'portal-form', seen: '2018–2024', setsTermAtOnce: false },
  /**
   * A change order in the partner community, which names frequency, quantity and type together (vendor's pages, 2024 to
   * 2026: sure that it exists; its pages were not seen). So it needs no time with zero licences (follows: likely).
   */
  { id: 'partner-community', seen: '2024–2026', setsTermAtOnce: true },
] as const;

export type OrderingId = (typeof orderings)[number]['id'];

export function isOrdering(text: string | undefined): text is OrderingId {
  return orderings.some(({ id }) => id === text);
}

export function orderingOf(id: OrderingId): (typeof orderings)[number] {
  return orderings.find((one) => one.id === id) ?? orderings[0];
}
