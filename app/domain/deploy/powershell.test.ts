import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { powerShellWord } from '../shell-word';
import { allValues, nastyTexts } from './nasty.fixture';
import { pastedOf, scriptOf } from './script';
import { shippedProfiles } from './shipped';
import { valuesIn } from './template';
import { deployValues } from './values';

/*
 * Read by a parser that has PowerShell's grammar and shares nothing with what is tested. PowerShell itself, which could run it, does not
 * have to be there.
 */

const profiles = shippedProfiles.filter(({ shell }) => shell === 'powershell');
const typographic = /[\u2018-\u201b]/;
let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve(
    'tree-sitter-powershell/tree-sitter-powershell.wasm',
  );
  parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
});

function read(text: string): Node {
  const tree = parser.parse(text);
  if (!tree) throw new Error('not parsed');
  return tree.rootNode;
}

/** Every string in single quotes that the parser sees, as PowerShell would take it. */
function verbatim(node: Node): string[] {
  return node
    .descendantsOfType('verbatim_string_characters')
    .map((one) => one.text.slice(1, -1).replaceAll("''", "'"));
}

describe.each(profiles.map((profile) => [profile.id, profile] as const))(
  'the script of %s',
  (_id, profile) => {
    // The grammar does not know typographic quotes as quotes, which PowerShell does: see below.
    const texts = nastyTexts.filter((text) => !typographic.test(text));

    it.each(texts)('is PowerShell, and has %j in it as a whole wherever it is put in', (text) => {
      const script = scriptOf(profile, allValues(text)).text.replace('\ufeff', '');
      const root = read(script);
      expect(root.hasError, root.toString()).toBe(false);
      const places = profile.lines.flatMap(valuesIn).filter((value) => deployValues[value] === 'text');
      expect(verbatim(root).filter((one) => one === text)).toHaveLength(places.length);
      // Nothing of it has become a command, a variable or a part of a line of its own.
      const plain = read(scriptOf(profile, allValues('plain')).text.replace('\ufeff', ''));
      for (const type of ['command', 'variable', 'command_parameter', 'pipeline'])
        expect(root.descendantsOfType(type).length, type).toBe(plain.descendantsOfType(type).length);
    });

    it('is PowerShell as it is pasted too, one block that ends at the first failure', () => {
      const root = read(pastedOf(profile, allValues('x y')));
      expect(root.hasError, root.toString()).toBe(false);
      expect(root.descendantsOfType('script_block').length).toBeGreaterThan(0);
    });

    it('is read rightly by Windows PowerShell 5.1 too: it has the mark of UTF-8, and its line ends', () => {
      const { text, name } = scriptOf(profile, allValues('Größe'));
      expect(name).toMatch(/\.ps1$/);
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    });
  },
);

test('the parser would have found a careless quoting', () => {
  expect(read("New-VM -Name 'O'Brien' -Path 'x'").hasError).toBe(true);
});

/** The rule of PowerShell's tokenizer for strings in single quotes: any of five signs is a quote, and two of them are one. */
function takenBy(word: string): { text: string; rest: string } {
  const isQuote = (sign: string | undefined): boolean => sign !== undefined && /['\u2018-\u201b]/.test(sign);
  if (!isQuote(word[0])) throw new Error('no string in single quotes');
  let text = '';
  for (let place = 1; place < word.length; place++) {
    if (!isQuote(word[place])) text += word[place] ?? '';
    else if (isQuote(word[place + 1])) text += word[++place] ?? '';
    else return { text, rest: word.slice(place + 1) };
  }
  throw new Error('the string does not end');
}

test.each(nastyTexts)('as a word, %j is taken back as it was', (text) => {
  expect(takenBy(powerShellWord(text))).toEqual({ text, rest: '' });
});
