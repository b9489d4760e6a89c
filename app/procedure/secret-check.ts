import type { SecretName } from '../domain/job';
import { checkPbxKey } from '../domain/pasted';
import { isOfMember, ownNameOf } from '../domain/member-secret';
import { factory, passwordWeaknesses } from '../domain/password';

/** Why a typed or pasted secret was not taken: a text code. */
export interface Refusal {
  not: string;
}

interface Taken {
  value: string;
  /** The public factory password. */
  factory: boolean;
}

/** A typed new password shorter than this is refused; the hint asks for more. */
const leastTyped = 10;

/** Refuses only what is plainly wrong; everything else is the installer's to decide. */
export function refusalOf(name: SecretName, value: string, oldPassword: string | null): Refusal | Taken {
  // Of another PBX of the network: as the same secret of the job's own.
  if (isOfMember(name)) return refusalOf(ownNameOf(name), value, oldPassword);
  switch (name) {
    case 'pbx-key': {
      const checked = checkPbxKey(value);
      return 'not' in checked ? { not: checked.not } : { value: checked.key, factory: false };
    }
    case 'api-token': {
      const token = value.trim();
      if (token === '') return { not: 'empty' };
      return /^(access_|wsk-v1-)\S+$/.test(token) ? { value: token, factory: false } : { not: 'not-a-token' };
    }
    case 's2s-secret': {
      const secret = value.trim();
      if (secret === '') return { not: 'empty' };
      return /\s/.test(secret) ? { not: 'several-words' } : { value: secret, factory: false };
    }
    case 'ssh-password':
    case 'ssh-root-password':
    case 'ssh-key-passphrase':
      return sshPassword(value);
    // These come from the PBX and from nobody else.
    case 'otp':
    case 'otp-printed':
      return { not: 'strange-signs' };
    case 'admin-password-old':
    case 'cloud-password':
    case 'old-pbx-password':
      return value === '' ? { not: 'empty' } : { value, factory: value === factory.password };
    case 'admin-password-new':
      return newPassword(value, oldPassword);
  }
}

/** Taken as it is, but for the line end that comes along when it is copied. */
function sshPassword(value: string): Refusal | Taken {
  const password = value.replace(/\r?\n$/, '');
  if (password === '') return { not: 'empty' };
  return /[\r\n]/.test(password)
    ? { not: 'strange-signs' }
    : { value: password, factory: password === factory.password };
}

function newPassword(value: string, oldPassword: string | null): Refusal | Taken {
  if (value === '') return { not: 'empty' };
  if (value === oldPassword) return { not: 'same-as-old' };
  const weak = passwordWeaknesses(value);
  const refused = weak.find((one) => one === 'factory' || one === 'unsafe-sign');
  if (refused) return { not: refused };
  return value.length < leastTyped ? { not: 'too-short' } : { value, factory: false };
}
