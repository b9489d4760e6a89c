import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ControlReader, hexKeys, type Told } from './control';

function read(text: string): Told[] {
  return new ControlReader().read(Buffer.from(text, 'utf8'));
}

/** As tmux writes it. */
function escaped(bytes: Uint8Array): Buffer {
  const parts = [...bytes].map((byte) =>
    byte < 0x20 || byte === 0x5c
      ? Buffer.from(`\\${byte.toString(8).padStart(3, '0')}`)
      : Buffer.from([byte]),
  );
  return Buffer.concat(parts);
}

describe('control mode', () => {
  it('tells what a pane printed', () => {
    expect(read('%output %0 \\015\\012got äö \\134 [y/n] \n')).toEqual([
      { what: 'output', bytes: Buffer.from('\r\ngot äö \\ [y/n] ') },
    ]);
  });

  it('tells the answer to a command as a whole, and whether it was one', () => {
    const told = read(
      '%begin 1 2 1\nfirst\n%output %0 is text here\n%end 1 2 1\n%begin 1 3 1\nno such\n%error 1 3 1\n',
    );
    expect(told.map((one) => one.what === 'answer' && [one.ok, one.lines.map(String)])).toEqual([
      [true, ['first', '%output %0 is text here']],
      [false, ['no such']],
    ]);
  });

  it('tells that it ends, after the escape sequence of -CC too', () => {
    expect(read('\u001bP1000p%begin 1 2 0\r\n%end 1 2 0\r\n%exit\r\n').map(({ what }) => what)).toEqual([
      'answer',
      'exit',
    ]);
  });

  it('gives every byte back, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (bytes, size) => {
        const wire = Buffer.concat([Buffer.from('%output %12 '), escaped(bytes), Buffer.from('\n')]);
        const reader = new ControlReader();
        const told: Told[] = [];
        for (let at = 0; at < wire.length; at += size)
          told.push(...reader.read(wire.subarray(at, at + size)));
        expect(told).toEqual([{ what: 'output', bytes: Buffer.from(bytes) }]);
      }),
    );
  });

  it('makes nothing of noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        new ControlReader().read(bytes);
      }),
    );
  });
});

it('what is typed has no sign that means anything to tmux', () => {
  expect(hexKeys('a;"é\r')).toBe('61 3b 22 c3 a9 0d');
});
