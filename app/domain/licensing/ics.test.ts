import { describe, expect, it } from 'vitest';
import { icsOf, type CalendarEntry } from './ics';

const entry: CalendarEntry = {
  uid: 'job-1@pbx',
  stamp: new Date('2026-02-28T10:00:00.250Z'),
  from: new Date('2026-02-28T23:00:00Z'),
  to: new Date('2026-02-28T23:30:00Z'),
  summary: 'Change licences',
  description: 'Again',
};
const textOf = (more: Partial<CalendarEntry>): string => icsOf({ ...entry, ...more });
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar file', () => {
  it('has the parts a calendar asks for, with times in UTC', () => {
    const lines = unfolded(icsOf(entry));
    expect(lines).toContain('UID:job-1@pbx');
    expect(lines).toContain('DTSTAMP:20260228T100000Z');
    expect(lines).toContain('DTSTART:20260228T230000Z');
    expect(lines).toContain('DTEND:20260228T233000Z');
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  });

  it('ends every line with CR LF and nothing else', () => {
    const text = textOf({ description: 'one\ntwo\r\nthree' });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('escapes what has a meaning in the file', () => {
    const lines = unfolded(textOf({ summary: 'a,b;c\\d\ne\rf\u0007' }));
    expect(lines).toContain('SUMMARY:a\\,b\\;c\\\\d\\ne\\nf');
  });

  it('a text can not end the entry and begin another', () => {
    const lines = unfolded(textOf({ summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT' }));
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });

  it.each([
    ['plain', 'x'.repeat(400)],
    ['two octets each', 'é'.repeat(200)],
    ['four octets each', '😀'.repeat(100)],
    ['just as long as a line', 'x'.repeat(75 - 'SUMMARY:'.length)],
  ])('folds at 75 octets: %s', (_name, summary) => {
    const text = textOf({ summary });
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThan(76);
    expect(text).not.toContain('\uFFFD');
    expect(unfolded(text)).toContain(`SUMMARY:${summary}`);
  });

  it('does not fold a line of exactly 75 octets', () => {
    const line = `SUMMARY:${'x'.repeat(75 - 'SUMMARY:'.length)}`;
    expect(textOf({ summary: line.slice('SUMMARY:'.length) })).toContain(`\r\n${line}\r\n`);
  });
});
