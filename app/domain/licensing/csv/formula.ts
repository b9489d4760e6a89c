/**
 * A cell that a spreadsheet would take for a formula is made harmless by an apostrophe before it (OWASP ASVS 1.2.10). Three
 * things more than the usual: after a separator inside a cell too, since a spreadsheet set to another separator cuts the
 * cell there; after white space and for the full-width signs of East Asian keyboards; and one apostrophe more where there
 * were some already, so that it can be taken back exactly.
 */
const start = String.raw`(?<=^|[,;|\t\r\n"])`;
const formula = String.raw`[\s\u0000-\u001f]*[=+\-@\t\r\n\u0000＝＋－＠]`;
const dangerous = new RegExp(`${start}(?='*${formula})`, 'gu');
const harmless = new RegExp(`${start}'(?='*${formula})`, 'gu');

export function neutralise(cell: string): string {
  return cell.replace(dangerous, "'");
}

/** Takes back what `neutralise` did. */
export function restore(cell: string): string {
  return cell.replace(harmless, '');
}

const anyFormula = new RegExp(`${start}${formula}`, 'u');

/** Whether a spreadsheet could take a cell, or a part of it, for a formula. */
export function isFormula(cell: string): boolean {
  return anyFormula.test(cell);
}
