import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, endsWith, type Known } from '../../domain/script-prompt';
import { emptyScriptRecipe, ScriptRecipe } from '../../domain/script-recipe';
import { HandClock, settled } from './clock.fixture';
import { PlainText } from './plain-text';
import { PromptWatch, type SeenPrompt } from './prompt-watch';
import { Shown } from './shown';

class Bench {
  readonly clock = new HandClock();
  readonly shown = new Shown();
  readonly told: string[] = [];
  readonly prompts: SeenPrompt[] = [];
  private readonly plain = new PlainText();
  readonly watch: PromptWatch;

  constructor(words: readonly string[] = []) {
    this.watch = new PromptWatch(this.shown, {
      clock: this.clock,
      knows: (line) => words.some((one) => endsWith(line, one)),
      onPrompt: (prompt) => {
        this.prompts.push(prompt);
        this.told.push(`${prompt.by} ${prompt.text}`);
      },
      onGone: () => this.told.push('gone'),
    });
  }

  show(text: string | Uint8Array, size = Number.POSITIVE_INFINITY): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    for (let at = 0; at < bytes.length; at += size) {
      this.shown.add(this.plain.push(bytes.subarray(at, at + size)));
      this.watch.look();
    }
  }
}

describe('at once', () => {
  test.each(['Password: ', 'Move users? [y/N] ', 'Fortfahren (j/n)?', 'Name:'])('%s', (text) => {
    const bench = new Bench();
    bench.show(`some line\r\n${text}`);
    expect(bench.told).toEqual([`form ${text.trim()}`]);
  });

  test('by the words of a recipe that end in a sign', () => {
    const bench = new Bench(['and now>']);
    bench.show('And  now> ');
    expect(bench.told).toEqual(['form And  now>']);
  });
});

describe('when nothing is added for a moment', () => {
  test.each([
    ['a question mark, as words to choose from may follow', 'Move users?', []],
    ['words of a recipe without a sign', 'Press Enter', ['press enter']],
  ])('%s', async (_what, text, words) => {
    const bench = new Bench(words);
    bench.show(text);
    await bench.clock.pass(59);
    expect(bench.told).toEqual([]);
    await bench.clock.pass(1);
    expect(bench.told).toEqual([`form ${text}`]);
  });

  test('a prompt in pieces is one prompt', async () => {
    const bench = new Bench();
    bench.show('Move users?');
    await bench.clock.pass(50);
    bench.show(' [y/');
    await bench.clock.pass(50);
    bench.show('N]');
    bench.show(' ');
    await bench.clock.pass(5_000);
    expect(bench.told).toEqual(['form Move users? [y/N]']);
  });
});

describe('after a quiet while', () => {
  test('any line that has not ended', async () => {
    const bench = new Bench();
    bench.show('Waiting for the other side');
    await bench.clock.pass(1_499);
    expect(bench.told).toEqual([]);
    await bench.clock.pass(1);
    expect(bench.told).toEqual(['quiet Waiting for the other side']);
    bench.show('.');
    expect(bench.told.at(-1)).toBe('gone');
    await bench.clock.pass(1_500);
    expect(bench.told.at(-1)).toBe('quiet Waiting for the other side.');
  });

  test('counted from the last that came', async () => {
    const bench = new Bench();
    for (let at = 0; at < 5; at++) {
      bench.show('.x');
      await bench.clock.pass(1_000);
    }
    expect(bench.told).toEqual([]);
    await bench.clock.pass(500);
    expect(bench.told).toEqual(['quiet .x.x.x.x.x']);
  });

  test('a line on a drawn screen, even if it looks like a question', async () => {
    const bench = new Bench(['cloud password:']);
    bench.show('\x1b[10;5HCloud password: ');
    await bench.clock.pass(1_000);
    expect(bench.told).toEqual([]);
    await bench.clock.pass(500);
    expect(bench.told).toEqual(['quiet Cloud password:']);
  });
});

describe('never', () => {
  test.each([
    ['a bar drawn with carriage returns', '\r[#   ] 10%', '\r[##  ] 20%'],
    ['a bar that ends in its bracket', '\rcopying [=>   ]', '\rcopying [==>  ]'],
    ['a percentage', 'Copying 10%', '\b\b\b20%'],
    ['a line that has ended', 'Password:\r\n', 'Name:\r\n'],
  ])('%s', async (_what, ...texts) => {
    const bench = new Bench();
    for (const text of texts) {
      bench.show(text);
      await bench.clock.pass(5_000);
    }
    expect(bench.told).toEqual([]);
  });

  test('a bar of which the end comes later', () => {
    const bench = new Bench();
    bench.show('Copying');
    for (let at = 0; at < 50; at++) bench.show(`\rMove users: ${String(at)}% [y/n]`, 1);
    expect(bench.told).toEqual([]);
  });
});

describe('what was answered', () => {
  test('is no prompt again, nor is its echo', async () => {
    const bench = new Bench();
    bench.show('Move users? [y/N] ');
    bench.watch.answered('y');
    bench.show('y');
    bench.show('\r\n');
    await bench.clock.pass(5_000);
    expect(bench.told).toEqual(['form Move users? [y/N]']);
    bench.show('Move users? [y/N] ');
    expect(bench.told).toHaveLength(2);
  });

  test.each([
    ['in pieces', ['Pass-', 'word:1', '\r\n']],
    ['as stars', ['***', '****:', '\r\n']],
    ['not at all, and the rest of the prompt comes late', [' ']],
    ['with blanks', [' Pass-word:1 ']],
  ])('echoed %s', async (_how, texts) => {
    const bench = new Bench();
    bench.show('Code:');
    bench.watch.answered('Pass-word:1');
    for (const text of texts) bench.show(text);
    await bench.clock.pass(5_000);
    expect(bench.told).toEqual(['form Code:']);
  });

  test('is over when the next question comes on the same line, as where nothing is echoed', () => {
    const bench = new Bench();
    bench.show('Password: ');
    bench.watch.answered('secret');
    bench.show('Again: ');
    expect(bench.told).toEqual(['form Password:', 'form Again:']);
  });
});

/** All that the wizard would answer. */
const eager: Known = {
  recipe: ScriptRecipe.parse({
    ...emptyScriptRecipe,
    prompts: [
      { words: ['The secret word'], answer: { secret: 'admin-password' }, times: 9 },
      { words: ['Press Enter'], answer: { text: '' }, times: 9 },
    ],
  }),
  choices: { users: true, recordings: true, configuration: true, sounds: true, faxes: false },
  secrets: ['cloud-password', 'admin-password'],
  answered: [],
};

async function answersTo(chunks: readonly Uint8Array[], size: number): Promise<SeenPrompt[]> {
  const bench = new Bench(['The secret word', 'Press Enter']);
  for (const chunk of chunks) bench.show(chunk, size);
  await bench.clock.pass(10_000);
  bench.watch.end();
  await settled();
  return bench.prompts.filter(({ text, by }) => by === 'form' && decide(text, eager).act === 'answer');
}

describe('noise is never answered', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '\x1b[',
          '\x1b]',
          '\x1b',
          ';',
          '5',
          'H',
          'K',
          'm',
          ':',
          '?',
          '[y/n]',
          ' ',
          '\r',
          '\b',
        ),
      )
      .map((all) => Buffer.from(all.join(''))),
    fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text).subarray(1)),
  );

  test('bytes, escapes and broken letters, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(noise, { maxLength: 8 }),
        fc.constantFrom(1, 3, 7, 1_000),
        async (chunks, size) => {
          expect(await answersTo(chunks, size)).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('lines of a megabyte', async () => {
    const line = Buffer.alloc(1_048_576, 'x[:?] ');
    expect(await answersTo([line, line], 32_768)).toEqual([]);
    expect(await answersTo([line.subarray(0, 50_000)], 1)).toEqual([]);
  });

  test('and is one sign away from it', async () => {
    expect(await answersTo([Buffer.from('\x1b[1mCloud pass\x1b[0mword:')], 1)).toHaveLength(1);
  });
});
