import { missingInLetter, type MistakeLetter } from './business-days';
import { findLicenceType } from './types';

/** What the letter is made of: the items the vendor asks for, and when it happened. */
export interface LetterParts extends MistakeLetter {
  termChanged: boolean;
  /** In words, with its time zone, as the sender knows it. */
  happened: string;
  sender: string;
}

export interface Letter {
  subject: string;
  body: string;
}

/**
 * The letter to the Area Manager after a mistake: four items, by e-mail, within one business day, and nothing is changed
 * meanwhile (vendor's guide, longest list: sure). It is in English whatever the window speaks, since it goes to the vendor.
 * What is missing stays to be seen as a gap, so that nobody sends it unread.
 */
export function letterOf(parts: LetterParts): Letter {
  const { partner, serial, licences, term, termChanged, happened, sender } = parts;
  const items = [
    `1. Partner: ${orGap(partner)}`,
    `2. Serial number of the customer's PBX: ${orGap(serial)}`,
    '3. Licences that should be there:',
    ...(licences.length === 0 ? [`   ${gap}`] : licences.map(licenceLine)),
    ...(termChanged ? [`4. Term to set: ${orGap(term ?? '')}`] : []),
  ];
  const body = [
    'Hello,',
    '',
    'a mistake was made with the licences of a PBX, and we ask you to correct it.',
    '',
    ...items,
    '',
    `It happened: ${orGap(happened)}`,
    'We change nothing ourselves until we hear from you.',
    '',
    ...(sender.trim() === '' ? [] : [oneLine(sender)]),
  ];
  const about = serial.trim() === '' ? '' : ` ${oneLine(serial)}`;
  return { subject: `Mistake with the licences of PBX${about}`, body: `${body.join('\n').trimEnd()}\n` };
}

/** Whether it can be sent as it stands. */
export function isComplete(parts: LetterParts): boolean {
  return missingInLetter(parts, parts.termChanged).length === 0;
}

const gap = '______';
const orGap = (text: string): string => (text.trim() === '' ? gap : oneLine(text));
const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** By the name on the invoice, so that both sides mean the same. */
function licenceLine({ type, count }: { type: string; count: number }): string {
  const known = findLicenceType(type);
  return `   ${String(count)} x ${known ? `${known.label} (${known.order})` : oneLine(type)}`;
}
