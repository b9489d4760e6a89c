import { expect, test } from 'vitest';
import { readLine } from './words';

test.each([
  ['whoami', [['whoami']]],
  ["env A=b su root -c 'echo x; ls'", [['env', 'A=b', 'su', 'root', '-c', 'echo x; ls']]],
  ["su -c 'echo '\\''it'\\'''", [['su', '-c', "echo 'it'"]]],
  [
    'echo a;  echo "b c" ; ',
    [
      ['echo', 'a'],
      ['echo', 'b c'],
    ],
  ],
  ["echo ''", [['echo', '']]],
  ['', []],
])('%j is read as a shell reads it', (line, words) => {
  expect(readLine(line)).toEqual(words);
});

test('a quote that is not closed is no line', () => {
  expect(readLine("echo 'a")).toBeNull();
});
