import { JobSecret, type JobKind, type SecretName } from './job';
import { memberNameOf } from './member-secret';

/** The highest number that a member of a network gets. */
const lastNumber = 99;

/** Every name under which a job of this kind may have kept a secret, whatever its journal still tells. */
export function everySecretName(kind: JobKind): SecretName[] {
  if (kind !== 'upgrade-network') return [...JobSecret.options];
  const numbers = Array.from({ length: lastNumber }, (_, place) => String(place + 1));
  const ofMembers = numbers.flatMap((number) => [
    memberNameOf('admin-password-old', number),
    memberNameOf('api-token', number),
  ]);
  return [...JobSecret.options, ...ofMembers];
}
