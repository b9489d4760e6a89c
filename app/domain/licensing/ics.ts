/**
 * An entry for a calendar, as a file every calendar program opens (RFC 5545). Times are in UTC, so that no description of a
 * time zone has to travel along.
 */
export interface CalendarEntry {
  /** The same entry saved twice has the same name, so that a calendar puts it in once. */
  uid: string;
  /** When the file is written. */
  stamp: Date;
  from: Date;
  to: Date;
  summary: string;
  description: string;
}

export function icsOf({ uid, stamp, from, to, summary, description }: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//PBX Activation Wizard//EN',
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(to)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:PT0S',
    `DESCRIPTION:${escaped(summary)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20260301T090500Z` */
function utc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // No other control character may stand in a text; a tab may.
      .replace(/(?![\n\t])\p{Cc}/gu, '')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

const longestLine = 75;
const octets = (text: string): number => new TextEncoder().encode(text).length;

/** No line may be longer than 75 octets; the next one begins with a blank. A character is never cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (octets(part) + octets(sign) > longestLine) {
      parts.push(part);
      part = ' ';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n');
}
