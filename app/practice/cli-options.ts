import { parseArgs } from 'node:util';
import { FAULTS } from './faults';
import { PRESETS } from './presets';
import type { PracticeOptions } from './practice';

/** What the command line asks for. `directory` is missing where a new folder shall be made. */
export interface CliOptions extends Omit<PracticeOptions, 'directory' | 'profile'> {
  /** File with a PBX profile. */
  profileFile: string | undefined;
  directory: string | undefined;
  json: boolean;
  stdinEnds: boolean;
  help: boolean;
}

/** Reads the words after the program's name; throws an error in words for a person. */
export function readOptions(words: string[]): CliOptions {
  const { values } = parseArgs({
    args: words,
    strict: true,
    options: {
      preset: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      state: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
      'portal-port': { type: 'string' },
      speed: { type: 'string' },
      fault: { type: 'string', multiple: true },
      'stdin-ends': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    preset: values.preset,
    profileFile: values.profile,
    directory: values.state,
    host: values.host,
    port: port('port', values.port),
    portalPort: port('portal-port', values['portal-port']),
    speed: speed(values.speed),
    faults: values.fault,
    json: values.json,
    stdinEnds: values['stdin-ends'],
    help: values.help,
  };
}

function port(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65535) return number;
  throw new Error(`--${name} takes a port number from 0 (a free one) to 65535.`);
}

function speed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (Number(text) > 0) return Number(text);
  throw new Error('--speed takes a number above zero: how many times faster time inside runs.');
}

/** What `--help` says. */
export function helpText(): string {
  return [
    'A practice PBX with its portal: real HTTPS on this computer, for training and tests.',
    '',
    '  --preset NAME        which PBX:',
    ...PRESETS.map(({ name, title }) => `                         ${name}  ${title}`),
    '  --profile FILE       instead of a preset: the profile of a PBX, as the wizard saves it',
    '  --state DIR          folder that keeps its state (default: a new temporary folder)',
    '  --host ADDRESS       address to listen on (default: 127.0.0.1)',
    '  --port N             port of the PBX (default: a free one, kept in the state)',
    '  --portal-port N      port of the portal (the same)',
    '  --speed X            time inside runs X times faster (default: 1)',
    '  --fault NAME[=ARG]   what it shall do wrong; may be repeated:',
    ...Object.entries(FAULTS).map(([name, { summary }]) => `                         ${name}  ${summary}`),
    '  --json               print one line of JSON instead of words',
    '  --stdin-ends         stop when the input ends',
  ].join('\n');
}
