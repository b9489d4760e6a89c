import { USERS } from '../users-seed';
import { cloudNew } from './cloud-new';
import type { Preset, SeedUser } from './preset';

/** Types in turn: what a company has that went through its users once, and not again since. */
const TYPES = ['premium', 'essential', 'business', 'essential', 'basic'];

function withType(user: SeedUser, index: number): SeedUser {
  const isPerson = user.role === 'user' && user.email !== undefined;
  if (isPerson) return { ...user, licenceType: TYPES[index % TYPES.length] ?? '' };
  return { ...user, licenceType: user.role === 'user' ? 'basic' : 'pbxService' };
}

/** What the PBXs have in common that are to be moved to the cloud: a company that has worked with it for years, and the cloud PBX bought for it. */
export const OLD_COMPANY = {
  users: USERS.map(withType),
  running: {
    company: 'Example Ltd',
    name: 'example',
    period: 'yearly',
    bought: { basic: 20, essential: 15, business: 8, premium: 8 },
  },
  ssh: {
    users: { root: 'Practice-Root-4', admin: 'Practice-Admin-4' },
    takes: ['password', 'keyboard-interactive'],
    print: (otp) => `${otp}\n`,
  },
  twin: { is: 'cloud', preset: cloudNew },
} satisfies Partial<Preset>;
