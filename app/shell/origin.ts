/** The app's own scheme: standard and secure, so it has an origin, and with code cache, which `file:` has not. */
export const scheme = 'wizard';
export const origin = `${scheme}://app`;
export const startUrl = `${origin}/index.html`;

/** Exactly our origin: not a prefix of it, not another host of the scheme. */
export function isOwnUrl(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return protocol === `${scheme}:` && host === 'app';
  } catch {
    return false;
  }
}
