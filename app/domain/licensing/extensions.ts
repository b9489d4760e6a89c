/** Extensions by what an installer writes: single ones and ranges. */
export interface ExtensionSet {
  has: (extension: string) => boolean;
}

interface Range {
  from: string;
  to: string;
}

/**
 * `100-199, 205, 0300-0399`, with comma, semicolon or space between. Null when a part is neither a number nor a range of
 * them, or a range runs backwards.
 */
export function parseExtensions(typed: string): ExtensionSet | null {
  const parts = typed
    .replaceAll(/\s*[-–]\s*/g, '-')
    .split(/[,;\s]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return null;
  const ranges = parts.map(parseRange);
  if (!ranges.every((range) => range !== null)) return null;
  return { has: (extension) => ranges.some((range) => isIn(range, extension)) };
}

function parseRange(part: string): Range | null {
  const [, from, to = from] = /^(\d{1,20})(?:-(\d{1,20}))?$/.exec(part) ?? [];
  if (from === undefined || to === undefined) return null;
  return order(from) <= order(to) ? { from, to } : null;
}

/** Numbers of any length, in an order that text has. */
const order = (digits: string): string => digits.padStart(20, '0');

/** Extensions are dialled, so 0100 is another than 100: a number is in a range only with as many digits as its ends. */
function isIn({ from, to }: Range, extension: string): boolean {
  if (!/^\d{1,20}$/.test(extension)) return false;
  if (extension.length < from.length || extension.length > to.length) return false;
  if (extension.startsWith('0') && extension.length !== from.length) return false;
  const place = order(extension);
  return order(from) <= place && place <= order(to);
}
