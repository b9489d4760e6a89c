import type { Said } from './job';

/**
 * The name under which a shown warning (`warn.*`) or certificate (`ask.accept-certificate`) is accepted. What was accepted
 * is exactly what was shown: another fingerprint or another set of exceeded types is another name.
 */
export function acceptCode({ code, params }: Said): string {
  const bare = code.replace(/^(warn|ask)\./, '');
  const shown = params?.now ?? params?.types ?? params?.host;
  return shown === undefined ? bare : `${bare} ${String(shown)}`;
}

/**
 * What must be typed as well before a warning counts as accepted, null where nothing need be: how many licences more than
 * bought, so that nobody presses on without having read it.
 */
export function numberToType({ params }: Said): string | null {
  return params?.over === undefined ? null : String(params.over);
}
