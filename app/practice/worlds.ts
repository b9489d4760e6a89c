import { firstPair } from './birth';
import { createClock } from './clock';
import { Faults } from './faults';
import type { Served } from './http/tls-server';
import { licenceOffice } from './portal/office';
import type { PracticeOptions } from './practice';
import { DEFAULT_PRESET, presetByName, presetOfProfile } from './presets';
import type { Preset } from './presets/preset';
import type { Profile } from './profile/profile';
import { Live } from './ssh/live';
import type { ServedSsh } from './ssh/server';
import type { State } from './state';
import { loadState, Store } from './store';
import { strangerArrives, strangerLeaves } from './stranger';
import type { World } from './world';

/** What answers for a PBX, once there is something. */
export interface Answers {
  https?: Served;
  ssh?: ServedSsh | null;
}

/** A PBX with the place where its servers are to be put. */
export interface Made {
  world: World;
  answers: Answers;
}

/** Makes what runs, out of its folder or anew: the PBX, its twin and the clients of its network where it has such. */
export async function makeWorlds(
  options: PracticeOptions,
  faults: Faults,
): Promise<{ pbx: Made; twin: Made | null; members: Made[] }> {
  const saved = loadState(options.directory);
  const preset = chosenPreset(options, saved);
  const clock = createClock({ speed: options.speed ?? 1, saved: saved?.clock, wall: options.wall });
  const state = saved ?? (await firstPair(preset, options.host ?? '127.0.0.1', clock));
  if (options.host !== undefined)
    for (const one of [state, state.twin, ...state.members]) if (one) one.host = options.host;
  const store = new Store(options.directory, clock, state);
  const replaced = preset.twin?.is === 'old' ? (state.twin?.serial ?? null) : null;
  const common = { clock, office: licenceOffice(state, replaced), twin: null, members: [] };
  const twin =
    preset.twin && state.twin
      ? made({ ...common, preset: preset.twin.preset, store: store.within(state.twin), faults: new Faults() })
      : null;
  const members = (preset.members ?? []).flatMap((member, place) => {
    const own = state.members[place];
    if (!own) return [];
    return [made({ ...common, preset: member.preset, store: store.within(own), faults: new Faults() })];
  });
  const beside = { twin: twin?.world ?? null, members: members.map(({ world }) => world) };
  return { pbx: made({ ...common, ...beside, preset, store, faults }), twin, members };
}

type Given = Pick<World, 'preset' | 'clock' | 'store' | 'faults' | 'office' | 'twin' | 'members'>;

function made(given: Given): Made {
  const answers: Answers = {};
  const world: World = {
    ...given,
    live: new Live(),
    useCertificate: (certificate) => answers.https?.useCertificate(certificate),
    cut: () => {
      answers.https?.cut();
      answers.ssh?.cut();
    },
    settleSsh: async () => answers.ssh?.settle(),
    strangerArrives: () => strangerArrives(world),
    strangerLeaves: () => strangerLeaves(world),
  };
  return { world, answers };
}

/** The one that was asked for, else the one of the folder, else the default. A folder keeps the one it was made with. */
function chosenPreset(
  { directory, preset: name, profile }: PracticeOptions,
  saved: State | undefined,
): Preset {
  if (name !== undefined && profile !== undefined) throw new Error('Give a preset or a profile, not both.');
  const kept = name === undefined || name === saved?.preset ? saved?.profile : undefined;
  const wanted = profile ?? kept;
  const preset = wanted ? presetOfProfile(wanted) : presetByName(name ?? saved?.preset ?? DEFAULT_PRESET);
  if (saved && (saved.preset !== preset.name || !isSame(saved.profile, wanted))) {
    throw new Error(
      `${directory} holds a practice PBX of the preset "${saved.preset}". Choose another folder, or that preset.`,
    );
  }
  return preset;
}

function isSame(kept: Profile | null, wanted: Profile | null | undefined): boolean {
  return JSON.stringify(kept) === JSON.stringify(wanted ?? null);
}
