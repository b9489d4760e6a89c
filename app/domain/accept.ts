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
