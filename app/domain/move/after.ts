/**
 * What a move leaves to a person. No vendor page lists it: it follows from the vendor's own chapters on names, provisioning and
 * changes to licences (likely), and each is the installer's word.
 */
export const afterMoveItems = ['phones', 'trunks', 'dns', 'old-kept', 'old-licences'] as const;
export type AfterMoveItem = (typeof afterMoveItems)[number];
