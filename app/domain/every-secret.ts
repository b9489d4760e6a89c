import { JobSecret, type JobKind, type JobState, type SecretInfo, type SecretName } from './job';
import { memberNamesOf, mostMembers } from './member-secret';

/** Every name under which a job of this kind may have kept a secret, whatever its journal still tells. */
export function everySecretName(kind: JobKind): SecretName[] {
  if (kind !== 'upgrade-network') return [...JobSecret.options];
  const numbers = Array.from({ length: mostMembers }, (_, place) => String(place + 1));
  return [...JobSecret.options, ...numbers.flatMap(memberNamesOf)];
}

/** What is to be forgotten at a job's end: what it has, and what it may have left in the keychain. */
export function secretsLeft({ secrets, inKeychain = [] }: JobState): SecretName[] {
  return [...new Set([...secrets.map(({ name }) => name), ...inKeychain])];
}

/** Where a secret must be gone before it counts as forgotten; the keychain may hold the value before that in memory. */
export function keptIn({ inKeychain = [] }: JobState, name: SecretName): SecretInfo['kept'] {
  return inKeychain.includes(name) ? 'keychain' : 'memory';
}
