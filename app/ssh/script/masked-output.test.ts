import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from '../expect/clock.fixture';
import { MaskedOutput } from './masked-output';

function screen(...secrets: string[]): {
  output: MaskedOutput;
  clock: HandClock;
  shown: Uint8Array[];
  text: () => string;
} {
  const [clock, shown] = [new HandClock(), [] as Uint8Array[]];
  const output = new MaskedOutput((bytes) => shown.push(bytes), clock, new AbortController().signal);
  for (const secret of secrets) output.secret(secret);
  return { output, clock, shown, text: () => Buffer.concat(shown).toString() };
}

test('a secret that is echoed is not shown, whatever letters it has and wherever it is cut', () => {
  for (const size of [1, 2, 5, 100]) {
    const { output, text } = screen('Pässwörd-密1');
    const bytes = Buffer.from('\x1b[1mgrün\x1b[m Pässwörd-密1\r\n');
    for (let at = 0; at < bytes.length; at += size) output.push(bytes.subarray(at, at + size));
    output.flush();
    expect(text()).toBe('\x1b[1mgrün\x1b[m ‹secret›\r\n');
  }
});

test('what looks like its beginning is shown a moment later', async () => {
  const { output, clock, text } = screen('Secret-1');
  output.push(Buffer.from('Move? S'));
  expect(text()).toBe('Move? ');
  await clock.pass(30);
  expect(text()).toBe('Move? S');
});

test('all else comes as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      const { output, shown } = screen('Secret-that-is-no-chance-1');
      for (const chunk of chunks) output.push(chunk);
      output.flush();
      expect(Buffer.concat(shown)).toEqual(Buffer.concat(chunks));
    }),
  );
});
