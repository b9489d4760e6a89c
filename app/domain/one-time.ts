/**
 * The one-time password in what `/usr/sbin/get_admin_otp` prints. The vendor publishes the command (page on the second
 * factor, June 2025, read directly) and not what it prints, nor how an OTP looks: so this takes what can be only one thing,
 * and gives null where a person has to look.
 */
export function findOneTimePassword(printed: string): string | null {
  const lines = printed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return only(lines.flatMap(labelled)) ?? only(lines.flatMap(digits)) ?? alone(lines);
}

/** `OTP: 123456`, `Code = AB12CD`, `one-time password for admin is 123 456`. A value without a digit is a word. */
function labelled(line: string): string[] {
  const label = /\b(?:otp|one[- ]?time(?: (?:password|code))?|passcode|code|token|password)\b/i.exec(line);
  if (!label) return [];
  const rest = line.slice(label.index + label[0].length);
  const found =
    /(?:[:=]|\bis\b)\s*["'<[]?((?:\d{3}[ -]\d{3,4}|[A-Za-z0-9]{4,16}))["'>\]]?(?![A-Za-z0-9])/.exec(rest);
  const value = found?.[1];
  return value !== undefined && /\d/.test(value) ? [joined(value)] : [];
}

/** Six to eight digits that stand by themselves: not part of a time, a date, a version or an address. */
function digits(line: string): string[] {
  const found = line.matchAll(/(?<![\w.:/-])(\d{6,8}|\d{3}[ -]\d{3})(?![\w:/-]|\.\d)/g);
  return [...found].map(([, value = '']) => joined(value));
}

/** The only thing printed is one word with a digit in it. */
function alone(lines: readonly string[]): string | null {
  const [line, ...more] = lines;
  const isOne = line !== undefined && more.length === 0 && /^(?=.*\d)[A-Za-z0-9]{4,16}$/.test(line);
  return isOne ? line : null;
}

function only(values: readonly string[]): string | null {
  const [value, ...others] = new Set(values);
  return value !== undefined && others.length === 0 ? value : null;
}

function joined(value: string): string {
  return value.replace(/[ -]/g, '');
}
