/**
 * What the PBX may say when it refuses a sign-in. The vendor has not published its texts: these are words that can
 * hardly mean anything else, to be replaced by the real ones when they are known.
 */
export const refusalWords = {
  secondFactor: /\b(otp|totp|2fa|mfa)\b|one.?time|(second|two|2).?factor|verification code|authenticator/i,
  blocked: /\bblock(ed)?\b|\blocked\b|too many|banned|try again (later|in)/i,
  basicOff: /basic.{0,20}(off|disabled|not (allowed|enabled|supported))/i,
  wrongPassword: /(wrong|invalid|incorrect|bad).{0,30}(password|login|credential)/i,
} as const;

/** Words on a page that is a PBX's own sign-in page. */
export const signInPageWords = {
  maker: /wildix|\bWMS\b/i,
  passwordField: /<input\b[^>]*\btype\s*=\s*["']?password/i,
} as const;

/** The PBX's web server calls itself `wildix-http-server` (seen by a public scanner). */
export const serverHeaderWord = /wildix/i;
