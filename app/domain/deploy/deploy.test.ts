import { describe, expect, it, test } from 'vitest';
import { compareSum, sumIn } from './image-sum';
import { DeployProfile } from './profile';
import { commandsOf, problemsOf, scriptOf, valuesTyped } from './script';
import { shippedProfiles } from './shipped';
import { problemOfLine, valuesOf } from './template';
import { coresFor } from './values';

const [first] = shippedProfiles;
if (!first) throw new Error('no profile is shipped');
const profile: DeployProfile = {
  ...first,
  id: 'test',
  optional: ['disk'],
  without: { network: ',=' },
  lines: ['make --name={name} --net={network}', 'resize {disk}G'],
};

test.each(shippedProfiles)(
  'the shipped profile $id is one by the schema, and claims nothing of the image',
  (one) => {
    expect(DeployProfile.parse(one)).toEqual(one);
    expect(valuesOf(one)).toEqual(expect.arrayContaining(['name', 'image', 'cores', 'memory', 'network']));
  },
);

test.each([
  ['sh', "x '{name}'", 'stands in quotes'],
  ['sh', 'x "{name}"', 'stands in quotes'],
  ['sh', 'x \\{name}', 'behind a backslash'],
  ['sh', 'x # {name}', 'in a comment'],
  ['sh', 'x {nobody}', 'no value {nobody}'],
  ['sh', 'x\ny', 'one line'],
  ['powershell', 'x -Name:{name}', 'a word of its own'],
  ['powershell', 'x "{name}"', 'stands in quotes'],
  ['powershell', "x '{name}'", 'stands in quotes'],
  ['powershell', 'x {name}.vhdx', 'a word of its own'],
] as const)('%s: the line %j is refused: %s', (shell, line, problem) => {
  expect(problemOfLine(line, shell)).toContain(problem);
  const refused = DeployProfile.safeParse({ ...profile, shell, lines: [line] });
  expect(refused.success).toBe(false);
});

test.each([
  ['sh', "x --opt:'*'={cores} --name={name} vi://{host}"],
  ['sh', 'x ${name} "$PATH" \'#\' {name}'],
  ['powershell', "x -Path ({folder}) -Size {disk}GB -Text 'it''s' {name}"],
  ['powershell', '& { x } -Name {name}'],
] as const)('%s: the line %j is taken', (shell, line) => {
  expect(problemOfLine(line, shell)).toBeNull();
});

describe('values', () => {
  it('of the job stand where nothing was typed, and give way to what is typed', () => {
    const inputs = { imageFile: '/img.ova', vmUsers: '501', 'vm-network': ' LAN ' };
    expect(valuesTyped(inputs, 'example')).toEqual({
      name: 'example',
      image: '/img.ova',
      cores: '2',
      network: 'LAN',
    });
    expect(valuesTyped({ ...inputs, 'vm-cores': '8', 'vm-name': 'mine' }, 'example')).toMatchObject({
      name: 'mine',
      cores: '8',
    });
  });

  it('that are missing, no number, or have signs the program takes apart are told, each by its own', () => {
    expect(problemsOf(profile, {})).toEqual({ name: { not: 'missing' }, network: { not: 'missing' } });
    expect(problemsOf(profile, { name: 'a\tb', network: 'a,b=c', disk: '4 GB' })).toEqual({
      name: { not: 'control-signs' },
      network: { not: 'signs', signs: ', =' },
      disk: { not: 'no-number' },
    });
    expect(problemsOf(profile, { name: 'a', network: 'b', disk: '0' })).toEqual({
      disk: { not: 'no-number' },
    });
    expect(problemsOf(profile, { name: 'a', network: 'b' })).toEqual({});
  });

  it('leave a line out only where it may be', () => {
    expect(commandsOf(profile, { name: 'a', network: 'b' })).toEqual(["make --name='a' --net='b'"]);
    expect(scriptOf(profile, { name: 'a', network: 'b', disk: '9' })).toEqual({
      name: 'deploy-test.sh',
      text: "#!/bin/sh\nset -eu\nmake --name='a' --net='b'\nresize 9G\n",
    });
  });
});

test.each([
  ['1', 1],
  ['500', 1],
  ['501', 2],
  ['1000', 2],
  ['0', null],
  ['', null],
  ['many', null],
  ['1.5', null],
])('%s users need %s cores', (users, cores) => {
  expect(coresFor(users)).toBe(cores);
});

const sum = '0123456789abcdef'.repeat(4);
test.each([
  [sum, 'same'],
  [` ${sum.toUpperCase()}\n`, 'same'],
  [`${sum}  wms.ova`, 'same'],
  [`SHA256 (wms.ova) = ${sum}`, 'same'],
  [`sha256:${sum}`, 'same'],
  [sum.replace(/(..)/g, '$1:').slice(0, -1), 'same'],
  [sum.replace('0', '1'), 'differs'],
  [sum.slice(1), 'no-sum'],
  [`${sum}0`, 'no-sum'],
  [`${sum} a\n${'a'.repeat(64)} b`, 'no-sum'],
  ['  ', 'none-given'],
])('compared with %j it is: %s', (expected, came) => {
  expect(compareSum(expected, sum)).toBe(came);
  expect(sumIn(expected) === null).toBe(came === 'no-sum' || came === 'none-given');
});
