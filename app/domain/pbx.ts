import { z } from 'zod';

/** What TLS showed. Times are ISO 8601 in UTC; the fingerprint is SHA-256 as `AA:BB:…`. */
export const Certificate = z.object({
  fingerprint256: z.string(),
  subject: z.string(),
  issuer: z.string(),
  altNames: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  selfSigned: z.boolean(),
  /** The computer's own trust store accepts it for this address. */
  trusted: z.boolean(),
  /** Needed to pin it: Node takes the leaf itself as the only authority. */
  pem: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

/** One look at an address without any credential. */
export const AddressLook = z.object({
  host: z.string(),
  port: z.number(),
  certificate: Certificate,
  /** Why this looks like a PBX; empty when it does not. */
  signs: z.array(z.enum(['server-header', 'api-envelope', 'sign-in-page'])),
  serverHeader: z.string().nullable(),
  /** PBX clock minus this computer's clock, in milliseconds (from the HTTP Date header, so ±1 s); null when not told. */
  clockSkewMs: z.number().nullable(),
});
export type AddressLook = z.infer<typeof AddressLook>;

/** What one route of this PBX answers: the shape only, every value replaced by its type. */
export const Capability = z.object({
  name: z.enum([
    'ping',
    'version',
    'personal-info',
    'users',
    'licence',
    'upgrade-status',
    'upgrade-check',
    'upgrade-settings',
    'simple-token',
    'backups',
    'sip-registrations',
    'network',
  ]),
  route: z.string(),
  status: z.number(),
  works: z.boolean(),
  shape: z.string(),
});
export type Capability = z.infer<typeof Capability>;

/** `page`: by the cookie of a page that the installer signed in on. `s2s`: each request signed by an application. */
export const SignInWay = z.enum(['token', 'basic', 'session', 'page', 's2s']);
export type SignInWay = z.infer<typeof SignInWay>;

/** Cookie of a PBX's own pages (name reported by a public client that ran against real PBXs). */
export const sessionCookie = 'PHPSESSID';

export const Identity = z.object({
  version: z.string(),
  /** 12 hex digits where known; read from `pbxDn` of the signed-in admin. Null when this PBX does not tell it. */
  serial: z.string().nullable(),
  adminId: z.string().nullable(),
});
export type Identity = z.infer<typeof Identity>;

/** A user as the PBX lists it. Unknown keys are kept in `raw`, since a full write must not lose them. */
export const PbxUser = z.object({
  id: z.string(),
  name: z.string(),
  extension: z.string(),
  login: z.string(),
  email: z.string(),
  role: z.string(),
  group: z.string(),
  department: z.string(),
  /** Null: this WMS does not know licence types. An open set otherwise. */
  licenceType: z.string().nullable(),
  raw: z.record(z.string(), z.unknown()),
});
export type PbxUser = z.infer<typeof PbxUser>;

/** Numbers of one licence type. Null: not told by this PBX. */
export const LicenceCount = z.object({
  type: z.string(),
  bought: z.number().nullable(),
  used: z.number().nullable(),
});
export type LicenceCount = z.infer<typeof LicenceCount>;

/** What the PBX says of its licences, as far as the recogniser understands it. */
export const LicenceAnswer = z.object({
  counts: z.array(LicenceCount),
  /** Null: nothing in the answer is understood as "activated or not". */
  activated: z.boolean().nullable(),
  swSerial: z.string().nullable(),
  /** The PBX's name in the portal. */
  name: z.string().nullable(),
  /** The answer's shape with values removed: evidence for what was not understood. */
  shape: z.string(),
});
export type LicenceAnswer = z.infer<typeof LicenceAnswer>;

/**
 * Upgrade phases the wizard tells apart. `finished`: it says so and nothing about a reboot, which right after an upgrade
 * means that one is due (the guide shows a Reboot button then) and at any other time is old news. `unknown`: an answer the
 * wizard does not understand.
 */
export const UpgradeStatus = z.object({
  phase: z.enum(['idle', 'running', 'reboot-needed', 'finished', 'failed', 'unknown']),
  percent: z.number().nullable(),
  /** The PBX's own word for what it is doing, shown as it is. */
  says: z.string().nullable(),
});
export type UpgradeStatus = z.infer<typeof UpgradeStatus>;

export const UpgradeOffer = z.object({
  /** Version offered; null: nothing newer in the chosen repository, or so it seems: see `understood`. */
  version: z.string().nullable(),
  /** False: no version was found in the answer, and nothing in it says that there is none. */
  understood: z.boolean(),
  /** The repository in use, and every one the PBX names (itself included), oldest first. Never guessed. */
  repository: z.string().nullable(),
  repositories: z.array(z.string()),
  /** The PBX's own words on why there is nothing newer, when it has any. */
  says: z.string().nullable(),
});
export type UpgradeOffer = z.infer<typeof UpgradeOffer>;
