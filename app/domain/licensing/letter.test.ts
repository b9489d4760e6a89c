import { describe, expect, it } from 'vitest';
import { isComplete, letterOf, type LetterParts } from './letter';

const parts: LetterParts = {
  partner: 'Rossi Telecom',
  serial: '2300 1234',
  licences: [
    { type: 'premium', count: 5 },
    { type: 'xb-business', count: 2 },
  ],
  term: null,
  termChanged: false,
  happened: '24 Nov 2026, 10:00 (Europe/Rome)',
  sender: 'Ada',
};

describe('the letter about a mistake', () => {
  it('names the items in the order of the vendor', () => {
    const { subject, body } = letterOf(parts);
    expect(subject).toBe('Mistake with the licences of PBX 2300 1234');
    expect(body).toMatch(
      /1\. Partner: Rossi Telecom\n2\. Serial number .*: 2300 1234\n3\. .*\n {3}5 x Premium \(UC-Premium\)\n {3}2 x xb-business\n\n/,
    );
    expect(body).toContain('24 Nov 2026, 10:00 (Europe/Rome)');
    expect(body.endsWith('Ada\n')).toBe(true);
  });

  it('has the term only where the term was changed', () => {
    expect(letterOf({ ...parts, term: 'Yearly' }).body).not.toContain('Yearly');
    expect(letterOf({ ...parts, term: 'Yearly', termChanged: true }).body).toContain(
      '4. Term to set: Yearly',
    );
  });

  it('shows a gap for what is missing', () => {
    const empty = { ...parts, partner: ' ', serial: '', licences: [], term: null, termChanged: true };
    expect(letterOf(empty).body.match(/______/g)).toHaveLength(4);
    expect(letterOf(empty).subject).toBe('Mistake with the licences of PBX');
    expect([isComplete(empty), isComplete(parts)]).toEqual([false, true]);
  });

  it('a pasted text of several lines adds no line to it', () => {
    const { subject, body } = letterOf({ ...parts, serial: '23\n4. Term to set: Lifetime' });
    expect(subject).not.toContain('\n');
    expect(body).not.toMatch(/^4\./m);
  });

  it('says that nothing is changed meanwhile', () => {
    expect(letterOf(parts).body).toContain('We change nothing ourselves');
  });
});
