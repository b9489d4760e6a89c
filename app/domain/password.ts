/**
 * Passwords that can be typed into a shell prompt and pasted into a page without surprise: no quotes, spaces, `$` or
 * backslash (the same password is later asked by a script on the PBX), and no letters that are read as another.
 * WMS's own rule is not published; this is ours and stricter than any seen.
 */
const classes = {
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  lower: 'abcdefghijkmnopqrstuvwxyz',
  digit: '23456789',
  symbol: '!#%*+-./:=?@_,',
} as const;

export const generatedLength = 20;
export const leastLength = 16;

/** Far more than an honest source of randomness ever needs. */
const mostTries = 100;

/**
 * Four classes, `generatedLength` long, nothing that {@link passwordWeaknesses} speaks against (a word or a repetition
 * comes about by chance once in some ten thousand). `pick(n)` gives an unbiased random integer below n.
 */
export function generatePassword(pick: (below: number) => number): string {
  for (let tries = 0; tries < mostTries; tries++) {
    const password = drawPassword(pick);
    if (passwordWeaknesses(password).length === 0) return password;
  }
  throw new Error('the source of randomness is not random');
}

function drawPassword(pick: (below: number) => number): string {
  const all = Object.values(classes).join('');
  const signs = Object.values(classes).map((set) => set.charAt(pick(set.length)));
  while (signs.length < generatedLength) signs.push(all.charAt(pick(all.length)));
  for (let place = signs.length - 1; place > 0; place--) {
    const other = pick(place + 1);
    [signs[place], signs[other]] = [signs[other] ?? '', signs[place] ?? ''];
  }
  return signs.join('');
}

export type PasswordWeakness =
  'too-short' | 'no-upper' | 'no-lower' | 'no-digit' | 'no-symbol' | 'unsafe-sign' | 'factory' | 'repeats';

/** Everything that speaks against a typed password; empty when it is good. */
export function passwordWeaknesses(password: string): PasswordWeakness[] {
  const found: PasswordWeakness[] = [];
  if (password.length < leastLength) found.push('too-short');
  if (!/[A-Z]/.test(password)) found.push('no-upper');
  if (!/[a-z]/.test(password)) found.push('no-lower');
  if (!/[0-9]/.test(password)) found.push('no-digit');
  if (!/[^A-Za-z0-9]/.test(password)) found.push('no-symbol');
  if (/["'`$\\\s]|[^\x21-\x7e]/.test(password)) found.push('unsafe-sign');
  if (/wildix|password|admin/i.test(password)) found.push('factory');
  if (/(.)\1{3,}/.test(password)) found.push('repeats');
  return found;
}

/** 0 (refused) to 4 (strong): a hint while typing, from length and variety alone. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 | 4 {
  const variety = new Set(password).size;
  const weak = passwordWeaknesses(password);
  if (password.length < 8 || weak.includes('factory')) return 0;
  if (password.length < leastLength) return 1;
  if (weak.length > 0) return 2;
  return variety >= 12 && password.length >= generatedLength ? 4 : 3;
}

/** The login and password every PBX leaves the factory with (vendor's guide). */
export const factory = { login: 'admin', password: 'wildix' } as const;
