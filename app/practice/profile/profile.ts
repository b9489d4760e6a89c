import { z } from 'zod';
import type { Preset } from '../presets/preset';
import { compareVersions, majorOf } from '../versions';

/** What the wizard saves of a real PBX: which routes answer and with what types, and no value. */
const Profile = z.object({
  format: z.literal(1),
  version: z.string().regex(/^\d+(\.\d+){1,3}$/),
  model: z.string().nullable().default(null),
  certificate: z
    .object({ selfSigned: z.boolean(), daysValid: z.number() })
    .default({ selfSigned: true, daysValid: 730 }),
  /** The ways of signing in that worked. */
  signIn: z.array(z.string()).default([]),
  routes: z.array(
    z.object({
      name: z.string().default(''),
      /** `GET /api/v1/...`. */
      route: z.string(),
      status: z.number().int(),
      works: z.boolean(),
      /** Text of the shape of `result`; see `shape.ts`. */
      shape: z.string(),
    }),
  ),
});
export type Profile = z.infer<typeof Profile>;

/** Reads a profile; throws words for a person when it is none. */
export function readProfile(text: string): Profile {
  const parsed = Profile.safeParse(asJson(text));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Error(`This is not a PBX profile: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim());
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The preset that is nearest to the profiled PBX: the newest that is not newer, of the same major if there is one. */
export function nearest(presets: readonly Preset[], { version }: Profile): Preset {
  const newestFirst = [...presets].sort((a, b) => compareVersions(b.version, a.version));
  const sameMajor = newestFirst.filter((preset) => majorOf(preset.version) === majorOf(version));
  const notNewer = (candidates: Preset[]): Preset | undefined =>
    candidates.find((preset) => compareVersions(preset.version, version) <= 0);
  const found = notNewer(sameMajor) ?? sameMajor.at(-1) ?? notNewer(newestFirst) ?? newestFirst.at(-1);
  if (!found) throw new Error('There is no preset to build upon.');
  return found;
}

/** A practice PBX of that version whose routes answer as profiled, and are those of the preset where the profile says nothing. */
export function presetOf(profile: Profile, base: Preset): Preset {
  const { version, model, signIn } = profile;
  const repository = base.repositories.find(({ versions }) =>
    versions.some((candidate) => majorOf(candidate) === majorOf(version)),
  );
  return {
    ...base,
    name: `profile-${version}`,
    title: `As profiled: WMS ${version}${model === null ? '' : `, ${model}`}`,
    version,
    repository: repository?.name ?? base.repository,
    allowBasic: signIn.includes('basic'),
    secondFactor: { ...base.secondFactor, loginTakesOtp: signIn.includes('session') },
    profile,
  };
}
