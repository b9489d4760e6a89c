import { z } from 'zod';
import type { JobState } from './job';
import { Capability } from './pbx';
import { daysLeft } from './preflight';
import { pageSource } from './recipe';

/**
 * What a PBX can do, without a value of it: which routes answer and with which keys and types. Made to be given away, and
 * for the practice PBX to be like it.
 */
export const PbxProfile = z.object({
  format: z.literal(1),
  /** ISO 8601 in UTC. */
  madeAt: z.string(),
  version: z.string(),
  /** Null: this PBX did not tell it. */
  model: z.string().nullable(),
  certificate: z.object({ selfSigned: z.boolean(), daysValid: z.number() }),
  /** Ways of signing in that worked, and Basic where the PBX asks for it. */
  signIn: z.array(z.string()),
  routes: z.array(Capability),
});
export type PbxProfile = z.infer<typeof PbxProfile>;

/** The profile of the job's PBX; null before its capabilities were read. */
export function profileOf({ facts }: JobState, now: Date): PbxProfile | null {
  const certificate = facts.pin ?? facts.look?.certificate;
  const version = facts.versionAfter ?? facts.version;
  if (!facts.capabilities || !certificate || version === undefined) return null;
  return {
    format: 1,
    madeAt: now.toISOString(),
    version,
    // No public route is known to tell the model.
    model: null,
    certificate: { selfSigned: certificate.selfSigned, daysValid: daysLeft(certificate, now) },
    signIn: signInWays(facts),
    routes: facts.capabilities.map(({ name, route, status, works, shape }) => ({
      name,
      route,
      status,
      works,
      shape,
    })),
  };
}

function signInWays({ signedInBy, preflight }: JobState['facts']): string[] {
  const basic = preflight?.lines.some(({ check, reason }) => check === 'sign-in' && reason === 'basic');
  return [...new Set([...(signedInBy ? [signedInBy] : []), ...(basic ? ['basic'] : [])])];
}

/** A profile's name on disk: what it is of and when, nothing of whom. */
export const ProfileName = z.string().regex(/^wms-[0-9.]{1,40}-\d{8}-\d{6}$/);

export function profileName({ version, madeAt }: PbxProfile): string {
  const [day = '', time = ''] = madeAt.replaceAll(/[-:]/g, '').replace(/\..*$/, '').split('T');
  return `wms-${version.replaceAll(/[^0-9.]/g, '')}-${day}-${time}`;
}

/** What the PBX's own reference may hold of whom it belongs to, taken out: host names, addresses, serials. */
export function withoutIdentity(text: string, { facts, steps }: JobState): string {
  const name = steps.find(({ id }) => id === 'prepare')?.inputs['pbxName']?.trim() ?? '';
  const known = [
    facts.look?.host,
    facts.serial,
    facts.swSerial,
    facts.hwSerial,
    name === '' ? undefined : `${name}.wildixin.com`,
  ].filter((one) => one !== undefined && one.length >= 4);
  return known.reduce<string>((left, one) => replaceAllOf(left, one ?? ''), text);
}

function replaceAllOf(text: string, part: string): string {
  return text.replace(new RegExp(part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), 'pbx.invalid');
}

/** Licences bought, as the PBX told them, as its page shows them, or else as the installer typed them for the portal. */
export function boughtOf({ facts, factSources }: JobState): {
  type: string;
  count: number;
  by: 'pbx' | 'page' | 'installer';
}[] {
  // What was read names its route; see the steps that write this fact.
  const source = factSources['licences']?.source ?? '';
  const by = source.startsWith('GET ') ? 'pbx' : source === pageSource ? 'page' : 'installer';
  return (facts.licences ?? []).flatMap(({ type, bought }) =>
    bought === null ? [] : [{ type, count: bought, by }],
  );
}
