import { powerShellWord, shellWord } from '../shell-word';
import type { DeployProfile } from './profile';
import { filled, valuesIn, valuesOf } from './template';
import { coresFor, deployValues, fieldOfValue, type DeployValue } from './values';

/** Why a value cannot be put in. `signs`: those of it that must not be there. */
export type ValueProblem =
  { not: 'missing' | 'no-number' | 'control-signs' } | { not: 'signs'; signs: string };

export type Values = Readonly<Partial<Record<DeployValue, string>>>;

type Inputs = Readonly<Record<string, string>>;

/** What is taken where nothing was typed: the PBX's name, the file that was chosen here, cores by the number of users. */
export function defaultsOf(inputs: Inputs, pbxName: string): Values {
  const cores = coresFor(inputs['vmUsers'] ?? '');
  return {
    ...(pbxName.trim() === '' ? {} : { name: pbxName.trim() }),
    ...(inputs['imageFile'] ? { image: inputs['imageFile'] } : {}),
    ...(cores === null ? {} : { cores: String(cores) }),
  };
}

/** What was typed in the step, by value, else its default; what is not known is left out. */
export function valuesTyped(inputs: Inputs, pbxName: string): Values {
  const typed = (Object.keys(deployValues) as DeployValue[]).flatMap((value) => {
    const text = (inputs[fieldOfValue(value)] ?? '').trim();
    return text === '' ? [] : [[value, text] as const];
  });
  return { ...defaultsOf(inputs, pbxName), ...Object.fromEntries(typed) };
}

/** What is wrong, by value; nothing: the script can be made. */
export function problemsOf(
  profile: DeployProfile,
  values: Values,
): Partial<Record<DeployValue, ValueProblem>> {
  const found = valuesOf(profile).flatMap((value) => {
    const problem = problemOf(profile, value, values[value]);
    return problem ? [[value, problem] as const] : [];
  });
  return Object.fromEntries(found);
}

function problemOf(
  { optional, without }: DeployProfile,
  value: DeployValue,
  text: string | undefined,
): ValueProblem | null {
  if (text === undefined) return optional.includes(value) ? null : { not: 'missing' };
  if (deployValues[value] === 'number') return /^[1-9]\d{0,8}$/.test(text) ? null : { not: 'no-number' };
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(text)) return { not: 'control-signs' };
  const signs = Array.from(without[value] ?? '')
    .filter((sign) => text.includes(sign))
    .join(' ');
  return signs === '' ? null : { not: 'signs', signs };
}

/** The command lines with every value in its place and quoted for the profile's shell. `problemsOf` must have found nothing. */
export function commandsOf(profile: DeployProfile, values: Values): string[] {
  const word = profile.shell === 'sh' ? shellWord : powerShellWord;
  return profile.lines
    .filter((line) => valuesIn(line).every((value) => values[value] !== undefined))
    .map((line) =>
      filled(line, (value) => {
        const text = values[value] ?? '';
        return deployValues[value] === 'number' ? text : word(text);
      }),
    );
}

/**
 * The same to be pasted into a terminal: as one block, which ends at the first command that fails and leaves the terminal open. Line
 * by line the rest would go on after a failure, maybe on another machine of that name or number.
 */
export function pastedOf(profile: DeployProfile, values: Values): string {
  const commands = commandsOf(profile, values);
  const block =
    profile.shell === 'sh'
      ? ['(', 'set -eu', ...commands, ')']
      : ['& {', "$ErrorActionPreference = 'Stop'", ...commands, '}'];
  return block.join('\n');
}

/** A script as a file: what it is called and what stands in it. It ends at the first command that fails. */
export interface ScriptFile {
  name: string;
  text: string;
}

export function scriptOf(profile: DeployProfile, values: Values): ScriptFile {
  const commands = commandsOf(profile, values);
  if (profile.shell === 'sh')
    return {
      name: `deploy-${profile.id}.sh`,
      text: ['#!/bin/sh', 'set -eu', ...commands, ''].join('\n'),
    };
  // Windows PowerShell 5.1 reads a file without this mark in the code page of the computer, and would break every umlaut.
  const mark = '\ufeff';
  return {
    name: `deploy-${profile.id}.ps1`,
    text: mark + ["$ErrorActionPreference = 'Stop'", ...commands, ''].join('\r\n'),
  };
}
