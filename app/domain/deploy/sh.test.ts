import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { allValues, nastyTexts } from './nasty.fixture';
import { commandsOf, pastedOf, problemsOf, scriptOf, type Values } from './script';
import { shippedProfiles } from './shipped';
import { filled } from './template';
import { deployValues } from './values';

/*
 * The scripts are run by a real shell. In the place of each host program stands one that writes its arguments down, so what arrives
 * can be compared byte by byte with what was typed.
 */

const profiles = shippedProfiles.filter(({ shell }) => shell === 'sh');
let folder: string;
let log: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-sh-'));
  log = join(folder, 'arguments.log');
  for (const { lines } of profiles)
    for (const line of lines.filter(isCommand)) {
      const program = join(folder, line.split(' ')[0] ?? '');
      writeFileSync(
        program,
        '#!/bin/sh\nprintf \'%s\\0\' "${0##*/}" "$@" >>"$DEPLOY_LOG"\nprintf \'\\001\' >>"$DEPLOY_LOG"\n',
      );
      chmodSync(program, 0o755);
    }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a host program does, and not what the shell itself looks at before. */
const isCommand = (line: string): boolean => !line.startsWith('[');

/** The arguments of each command that a script runs, the program's name first. */
function run(script: string): string[][] {
  const file = join(folder, 'script.sh');
  writeFileSync(file, script);
  writeFileSync(log, '');
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, DEPLOY_LOG: log };
  execFileSync('sh', [file], { env, cwd: folder });
  const written = readFileSync(log, 'utf8');
  return written
    .split('\u0001')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
}

/** What a line means, by splitting it at blanks before anything is put in: none of the shipped lines has a blank in quotes. */
function meant(lines: readonly string[], text: string): string[][] {
  return lines.filter(isCommand).map((line) =>
    line.split(' ').map((word) => {
      const plain = word.replaceAll("'*'", '*');
      return filled(plain, (value) => (deployValues[value] === 'number' ? '4' : text));
    }),
  );
}

describe.each(profiles.map((profile) => [profile.id, profile] as const))(
  'the script of %s',
  (_id, profile) => {
    it.each(nastyTexts)('passes on exactly %j', (text) => {
      const { text: script } = scriptOf(profile, allValues(text));
      expect(run(script)).toEqual(meant(profile.lines, text));
    });

    it.each(nastyTexts)('is read by the shell without running it: %j', (text) => {
      const { text: script } = scriptOf(profile, allValues(text));
      const read = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
      expect([read.status, read.stderr]).toEqual([0, '']);
    });

    const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
    it.skipIf(!hasShellcheck)('has nothing that shellcheck finds, whatever is put in', () => {
      const scripts = nastyTexts.map((text, place) => {
        const file = join(folder, `${profile.id}-${String(place)}.sh`);
        writeFileSync(file, scriptOf(profile, allValues(text)).text);
        return file;
      });
      // What it takes for slips is wanted here: expressions in single quotes that stay as they are (SC2016), a backslash at the end
      // of a word (SC1003), typographic quotes (SC1112) and a tilde (SC2088).
      const options = [
        '--shell=sh',
        '--severity=style',
        '--exclude=SC2016,SC1003,SC1112,SC2088',
        '--format=gcc',
      ];
      const found = spawnSync('shellcheck', [...options, ...scripts], { encoding: 'utf8' });
      expect([found.status, found.stdout]).toEqual([0, '']);
    });
  },
);

test('a line without its optional value is left out, and so only that one', () => {
  const [profile] = profiles.filter(({ id }) => id === 'kvm');
  if (!profile) throw new Error('no profile');
  const values: Values = { ...allValues('x') };
  Reflect.deleteProperty(values, 'disk');
  expect(commandsOf(profile, values)).toHaveLength(profile.lines.length - 1);
  expect(run(scriptOf(profile, values).text).map(([program]) => program)).toEqual([
    'qemu-img',
    'virt-install',
  ]);
});

test('Proxmox is left to name the volume, and a path that would be taken apart is refused', () => {
  const [profile] = profiles.filter(({ id }) => id === 'proxmox');
  if (!profile) throw new Error('no profile');
  const values = { ...allValues('x'), vmid: '104', storage: 'local', image: '/srv/my pbx.qcow2' };
  expect(run(scriptOf(profile, values).text)).toContainEqual([
    'qm',
    'set',
    '104',
    '--scsi0=local:0,import-from=/srv/my pbx.qcow2',
    '--boot=order=scsi0',
  ]);
  expect(problemsOf(profile, { ...values, image: '/srv/a,b.qcow2' }).image).toEqual({
    not: 'signs',
    signs: ',',
  });
});

test('the script ends at the first command that fails', () => {
  const [profile] = profiles.filter(({ id }) => id === 'proxmox');
  if (!profile) throw new Error('no profile');
  const file = join(folder, 'fails.sh');
  const script = scriptOf(profile, allValues('x')).text.replace('qm create', 'false; qm create');
  writeFileSync(file, script);
  writeFileSync(log, '');
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, DEPLOY_LOG: log };
  expect(spawnSync('sh', [file], { env }).status).not.toBe(0);
  expect(readFileSync(log, 'utf8')).toBe('');
});

test('what is pasted ends at the first command that fails, and leaves the shell open', () => {
  const [profile] = profiles.filter(({ id }) => id === 'proxmox');
  if (!profile) throw new Error('no profile');
  const pasted = pastedOf(profile, allValues('x')).replace('qm create', 'false; qm create');
  writeFileSync(log, '');
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, DEPLOY_LOG: log };
  const shell = spawnSync('sh', ['-s'], { env, input: `${pasted}\necho still here\n`, encoding: 'utf8' });
  expect(shell.stdout).toBe('still here\n');
  expect(readFileSync(log, 'utf8')).toBe('');
});

test('a disk file that is there is not written over', () => {
  const [profile] = profiles.filter(({ id }) => id === 'kvm');
  if (!profile) throw new Error('no profile');
  const storage = join(folder, "a disk's file.qcow2");
  writeFileSync(storage, 'of the customer');
  const file = join(folder, 'over.sh');
  writeFileSync(file, scriptOf(profile, { ...allValues('x'), storage }).text);
  writeFileSync(log, '');
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, DEPLOY_LOG: log };
  const ran = spawnSync('sh', [file], { env, encoding: 'utf8' });
  expect([ran.status, ran.stderr]).toEqual([1, 'The disk file is there already. It was not written over.\n']);
  expect(readFileSync(log, 'utf8')).toBe('');
});
