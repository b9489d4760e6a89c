import { deployValues, type DeployValue } from './values';

/** Texts that a careless quoting breaks on. Each is one a person could give a machine, a network or a folder. */
export const nastyTexts = [
  'plain',
  'two  words',
  "O'Brien's PBX",
  'says "hello"',
  'Größe Ä ß é 漢字 🙂',
  '$HOME ${HOME} $(touch /tmp/never) $env:PATH',
  'a `back` tick `n',
  'semi; pipe | and & or || redirect > file < in',
  'back\\slash \\n \\',
  '#hash %percent% !bang! ~tilde *star? [x] {y}',
  '-dash --help',
  "''",
  "'; rm -rf /; '",
  'C:\\Virtual Machines\\Büro (neu)\\image.vhdx',
  '/srv/Images of "PBX"/wms $1.qcow2',
  "ends in a quote '",
  '@(1) @args @{a=1}',
  'a\u2019b\u2018c\u201bd\u201ae',
] as const;

/** A full set of values: every text is this one, every number plain. */
export function allValues(text: string): Record<DeployValue, string> {
  const of = (value: DeployValue): string => (deployValues[value] === 'number' ? '4' : text);
  return Object.fromEntries(
    (Object.keys(deployValues) as DeployValue[]).map((one) => [one, of(one)]),
  ) as Record<DeployValue, string>;
}
