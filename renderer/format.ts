/**
 * Dates and numbers as the person is used to: their own region when it speaks the language of the texts (`en-AU` for
 * English texts), else the language's own.
 */
function language(): string {
  const texts = document.documentElement.lang || 'en';
  const own = navigator.languages.find((one) => one === texts || one.startsWith(`${texts}-`));
  return own ?? texts;
}

/** `5 Jan 2026`, from ISO 8601. */
export function formatDate(iso: string): string {
  return new Date(iso).toLocaleDateString(language(), { year: 'numeric', month: 'short', day: 'numeric' });
}

/** `5 Jan 2026, 09:00`, from ISO 8601. */
export function formatDateTime(iso: string): string {
  return new Date(iso).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** The time alone when it was today, with the date otherwise. */
export function formatWhen(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (at.toDateString() !== now.toDateString()) return formatDateTime(iso);
  return at.toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit' });
}

/** `m:ss`, from an hour on `h:mm:ss`: a running clock that does not jump in width. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours === 0) return `${String(minutes)}:${two(seconds % 60)}`;
  return `${String(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

function unit(value: number, name: 'second' | 'minute' | 'hour' | 'day'): string {
  return value.toLocaleString(language(), { style: 'unit', unit: name, unitDisplay: 'short' });
}

/** A length of time from seconds, in its two greatest units. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const parts = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor(whole / 3600) % 24, 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const;
  const told = parts.filter(([value]) => value > 0).slice(0, 2);
  return told.length === 0 ? unit(0, 'second') : told.map(([value, name]) => unit(value, name)).join(' ');
}

const steps = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [Infinity, 'day', 86_400],
] as const;

/** `3 hours ago`. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  const [, name, divisor] = steps.find(([below]) => seconds < below) ?? steps[3];
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  return format.format(-Math.floor(seconds / divisor), name);
}

/** `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(items);
}

/** Enough of a fingerprint to recognise it: its first and last four bytes. */
export function shortFingerprint(sha256: string): string {
  const bytes = sha256.split(':');
  return bytes.length < 12 ? sha256 : `${bytes.slice(0, 4).join(':')} … ${bytes.slice(-4).join(':')}`;
}

/** The bytes of a fingerprint in groups of four, easier on the eye when comparing. */
export function fingerprintGroups(sha256: string): string[] {
  const bytes = sha256.split(':');
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) groups.push(bytes.slice(at, at + 4).join(':'));
  return groups;
}
