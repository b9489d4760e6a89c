import { expect, test } from 'vitest';
import { readLine, spell, type Step } from './words';

const plain = (step: Step): string[] => step.words.map((word) => spell(word, (name) => `<${name}>`));

function stepsOf(line: string): Step[] {
  const steps = readLine(line);
  if ('problem' in steps) throw new Error(steps.problem);
  return steps;
}

test.each([
  ['whoami', [['whoami']]],
  ["env A=b su root -c 'echo x; ls'", [['env', 'A=b', 'su', 'root', '-c', 'echo x; ls']]],
  ["su -c 'echo '\\''it'\\'''", [['su', '-c', "echo 'it'"]]],
  ['echo  "a  b"\\ c', [['echo', 'a  b c']]],
  [
    'echo a; ; exit 3',
    [
      ['echo', 'a'],
      ['exit', '3'],
    ],
  ],
  [' ', []],
  ['echo \'\' ""', [['echo', '', '']]],
  ['echo $? "$HOME/x" \'$?\' \\$A ${USER}', [['echo', '<?>', '<HOME>/x', '$?', '$A', '<USER>']]],
  ['echo "a \\"b\\" \\n"', [['echo', 'a "b" \\n']]],
  ['tmux new -d \\; set status off', [['tmux', 'new', '-d', ';', 'set', 'status', 'off']]],
])('%s', (line, commands) => {
  expect(stepsOf(line).map(plain)).toEqual(commands);
});

test('what comes after which end', () => {
  expect(stepsOf('a && b || c; d').map(({ when }) => when)).toEqual([';', '&&', '||', ';']);
});

test.each([
  ['a >f', [[1, '>', 'f']]],
  [
    'a 2>/dev/null >> log',
    [
      [2, '>', '/dev/null'],
      [1, '>>', 'log'],
    ],
  ],
  [
    'a >f 2>&1',
    [
      [1, '>', 'f'],
      [2, '>', '&1'],
    ],
  ],
  ['</dev/tcp/127.0.0.1/22', [[0, '<', '/dev/tcp/127.0.0.1/22']]],
  ['exec 3<>/dev/tcp/h/1', [[3, '<>', '/dev/tcp/h/1']]],
  ['echo a2>f', [[1, '>', 'f']]],
])('redirections of %s', (line, redirects) => {
  const [step] = stepsOf(line);
  const found = step?.redirects.map(({ stream, how, to }) => [stream, how, spell(to, () => '')]);
  expect(found).toEqual(redirects);
});

test.each(["echo 'a", 'echo "a', 'ps | grep x', 'sleep 5 &', 'echo >', 'echo `date`', 'echo a\\'])(
  'cannot be read: %s',
  (line) => {
    expect(readLine(line)).toHaveProperty('problem');
  },
);
