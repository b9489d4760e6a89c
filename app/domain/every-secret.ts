import { JobSecret, type JobKind, type SecretName } from './job';
import { memberNamesOf, mostMembers } from './member-secret';

/** Every name under which a job of this kind may have kept a secret, whatever its journal still tells. */
export function everySecretName(kind: JobKind): SecretName[] {
  if (kind !== 'upgrade-network') return [...JobSecret.options];
  const numbers = Array.from({ length: mostMembers }, (_, place) => String(place + 1));
  return [...JobSecret.options, ...numbers.flatMap(memberNamesOf)];
}
