import type { JobSecret, MemberSecret, SecretName } from './job';

/** The highest number that a member of a network gets, so that its secrets have names that can be counted up. Our own choice. */
export const mostMembers = 99;

/** A secret of another PBX of the network, not of the job's own. */
export function isOfMember(name: SecretName): name is MemberSecret {
  return name.startsWith('member-');
}

/** Secrets of the job's own PBX that another PBX of the network has too, by how they are called there. */
const kinds = { 'admin-password-old': 'password', 'api-token': 'token' } as const;
type OwnName = keyof typeof kinds & JobSecret;

/** How the member's secret is called that does what this one does at the job's own PBX. */
export function memberNameOf(own: OwnName, number: string): MemberSecret {
  return `member-${kinds[own]}-${number}`;
}

/** Both that one member may have. */
export function memberNamesOf(number: string): MemberSecret[] {
  return (Object.keys(kinds) as OwnName[]).map((own) => memberNameOf(own, number));
}

/** What a member's secret is to that PBX. */
export function ownNameOf(name: MemberSecret): OwnName {
  return name.startsWith('member-token-') ? 'api-token' : 'admin-password-old';
}

/** As {@link memberNameOf}, for any name; throws for one that only the job's own PBX has. */
export function memberName(name: SecretName, number: string): MemberSecret {
  const own = asOwnName(name);
  if (own === null) throw new Error(`another PBX of a network has no secret ${name}`);
  return memberNameOf(own, number);
}

/** Which of the two it is; null for one that only the job's own PBX has. */
function asOwnName(name: SecretName): OwnName | null {
  return name === 'admin-password-old' || name === 'api-token' ? name : null;
}
