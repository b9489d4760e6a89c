import { z } from 'zod';
import { WizardError } from './error';
import { AddressLook, Capability, Certificate, SignInWay } from './pbx';

/** Which part a PBX has in a WMS network: licences are counted on the server, which is upgraded last. */
export const NetworkRole = z.enum(['server', 'client']);
export type NetworkRole = z.infer<typeof NetworkRole>;

/** A PBX as the list of a WMS network tells of it. Texts are empty where it does not tell. */
export const ToldMember = z.object({
  name: z.string(),
  address: z.string(),
  serial: z.string(),
  version: z.string(),
  role: NetworkRole.nullable(),
});
export type ToldMember = z.infer<typeof ToldMember>;

/** What is known of another PBX than the job's own; the same names as in the job's facts. */
export const MemberFacts = z
  .object({
    address: z.string(),
    look: AddressLook,
    pin: Certificate,
    signedInBy: SignInWay,
    adminId: z.string(),
    serial: z.string(),
    version: z.string(),
    versionBefore: z.string(),
    versionAfter: z.string(),
    repository: z.string(),
    repositories: z.array(z.string()),
    capabilities: z.array(Capability),
  })
  .partial();
export type MemberFacts = z.infer<typeof MemberFacts>;

/** Another PBX of the network: what was told of it, what was read from it, and what came of the last look. */
export const Member = z
  .object({
    told: ToldMember,
    facts: MemberFacts,
    /** The version it offers itself; null: nothing newer. Absent: not asked yet. */
    offered: z.string().nullable(),
    /** What only the installer can do before it is upgraded: make a backup, or upgrade it in its own page. */
    asks: z.array(z.enum(['backup', 'by-hand'])),
    /** Why it could not be looked at or upgraded the last time; null: it could. */
    problem: z.object({ error: WizardError, at: z.string() }).nullable(),
    /** When another certificate was accepted for it. */
    pinnedAt: z.string(),
  })
  .partial();
export type Member = z.infer<typeof Member>;

/** The other PBXs of a WMS network by their number in this job, `1` and up; the job's own PBX is its server. */
export const NetworkFacts = z
  .object({
    /** What the server told: `none` where it has no route that tells. */
    list: z.object({
      from: z.enum(['server', 'none']),
      ownRole: NetworkRole.nullable(),
      /** PBXs of it that tell neither a serial nor a name nor an address, so that nobody knows which they are. */
      notUnderstood: z.number().optional(),
      /** PBXs for which this job has no number left. */
      tooMany: z.number().optional(),
    }),
    members: z.record(z.string(), Member),
  })
  .partial();
export type NetworkFacts = z.infer<typeof NetworkFacts>;

/**
 * Adds to what is known, member by member, so that several can be worked on at once. Another address is another PBX: of it
 * nothing is known yet.
 */
export function mergeNetwork(known: NetworkFacts = {}, more: NetworkFacts): NetworkFacts {
  const members = { ...known.members };
  for (const [number, member] of Object.entries(more.members ?? {}))
    members[number] = mergeMember(members[number] ?? {}, member);
  return { ...known, ...more, members };
}

function mergeMember(known: Member, more: Member): Member {
  const address = more.facts?.address;
  if (address !== undefined && address !== known.facts?.address)
    return { ...(known.told ? { told: known.told } : {}), ...more };
  return { ...known, ...more, ...(more.facts ? { facts: { ...known.facts, ...more.facts } } : {}) };
}
