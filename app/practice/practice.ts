import { randomBytes } from 'node:crypto';
import { answerApi, isApi } from './api/api';
import { setTimeout as wait } from 'node:timers/promises';
import { firstState, giveSsh } from './birth';
import { fingerprint } from './certificate';
import { createClock, type Clock } from './clock';
import { answerControl } from './control';
import { Faults, settle } from './faults';
import type { Ask } from './http/ask';
import type { Reply } from './http/reply';
import { serve, type Served, type Serving } from './http/tls-server';
import { answerPages } from './pages/pages';
import { isDown } from './pbx/power';
import { licenceOffice } from './portal/office';
import { answerPortal } from './portal/portal';
import { DEFAULT_PRESET, presetByName, presetOfProfile } from './presets';
import type { Preset } from './presets/preset';
import type { Profile } from './profile/profile';
import { RequestLog } from './request-log';
import { hostKeyFingerprint } from './ssh/host-key';
import { serveSsh, type ServedSsh } from './ssh/server';
import type { State } from './state';
import { loadState, Store } from './store';
import { answering, noteGiven, strangerArrives, strangerHere, strangerLeaves } from './stranger';
import type { World } from './world';

/** How a practice PBX is started. */
export interface PracticeOptions {
  /** Folder in which the state is kept. A folder that has one already continues it, at the same addresses. */
  directory: string;
  /** Left out: that of the folder, or the default one. */
  preset?: string | undefined;
  /** Instead of a preset: another PBX's profile, on top of the nearest preset. */
  profile?: Profile | undefined;
  host?: string | undefined;
  /** Ports; 0 or left out: those of the folder, or free ones. */
  port?: number | undefined;
  portalPort?: number | undefined;
  /** How much faster inside time runs; 1 if left out. */
  speed?: number | undefined;
  /** `NAME` or `NAME=ARGUMENT`. */
  faults?: readonly string[] | undefined;
  /** Outside time, for tests. */
  wall?: (() => number) | undefined;
}

/** Where everything is and how to get in: what the command prints as one line of JSON. */
export interface PracticeInfo {
  preset: string;
  pbx: {
    url: string;
    host: string;
    port: number;
    /** SHA-256 of the certificate, as Node's `fingerprint256`. */
    fingerprint256: string;
    serial: string;
    version: string;
    /** First credentials: those of the image, also after they were changed. */
    login: string;
    password: string;
  };
  /** Null where this PBX has no SSH. `fingerprint` as a client shows it; `users` are passwords by name. */
  ssh: { host: string; port: number; fingerprint: string; users: Record<string, string> } | null;
  portal: { url: string; fingerprint256: string; login: string; password: string };
  control: { url: string; token: string };
  state: string;
}

/** A practice PBX that runs. */
export interface PracticeHandle {
  /** As it is now: after a new certificate or a restart too. */
  info(): PracticeInfo;
  clock(): Clock;
  /** Stops every server; the state stays in its folder. */
  stop(): Promise<void>;
  /** Stops and starts again from the folder, with the same addresses, certificate, faults and control token. */
  restart(): Promise<void>;
}

/** Starts a practice PBX with its portal and its control API. */
export async function startPractice(options: PracticeOptions): Promise<PracticeHandle> {
  const token = randomBytes(24).toString('base64url');
  const faults = Faults.from(options.faults ?? []);
  let run = await startRun(options, token, faults);
  return {
    info: () => describe(run.world, options.directory, token),
    clock: () => run.world.clock,
    stop: () => stopRun(run),
    restart: async () => {
      await stopRun(run);
      run = await startRun(options, token, faults);
    },
  };
}

interface Run {
  world: World;
  servers: Served[];
  ssh: ServedSsh | null;
}

async function startRun(options: PracticeOptions, token: string, faults: Faults): Promise<Run> {
  const { world, pbxServer } = await makeWorld(options, faults);
  giveSsh(world);
  const { host, ports, certificates } = world.store.state;
  const log = new RequestLog();
  const common = { host, headers: {}, clock: world.clock, log };
  const servers = await serveAll([
    {
      ...common,
      name: 'practice PBX',
      port: chosenPort(options.port, ports.pbx),
      certificate: strangerHere(world)?.state.certificates.pbx ?? certificates.pbx,
      headers: { Server: 'wildix-http-server' },
      away: () => isDown(world) || isDown(answering(world)),
      answer: (ask) => answerPbx(world, ask),
    },
    {
      ...common,
      name: 'practice portal',
      port: chosenPort(options.portalPort, ports.portal),
      certificate: certificates.portal,
      answer: async (ask) => answerPortal(world, ask),
    },
    {
      host: '127.0.0.1',
      headers: {},
      clock: world.clock,
      name: 'practice control',
      port: ports.control,
      answer: (ask) => answerControl({ world, log, token }, ask),
    },
  ]);
  const ssh = await startSsh(world, servers);
  pbxServer.current = withSsh(servers[0], ssh);
  rememberPorts(world.store, servers, ssh);
  for (const name of Object.keys(faults.list())) await settle(world, name);
  return { world, servers, ssh };
}

/** With all the others, or with none. */
async function startSsh(world: World, servers: Served[]): Promise<ServedSsh | null> {
  const { preset, store } = world;
  if (!preset.ssh) return null;
  try {
    return await serveSsh(world, preset.ssh, store.state.host, store.state.ports.ssh);
  } catch (error) {
    await Promise.all(servers.map((server) => server.stop()));
    throw error;
  }
}

/** A PBX that goes away takes its SSH connections along. */
function withSsh(pbx: Served | undefined, ssh: ServedSsh | null): Served | undefined {
  if (!pbx || !ssh) return pbx;
  const cut = (): void => {
    pbx.cut();
    ssh.cut();
  };
  return { ...pbx, cut };
}

/** Starts all or none. */
async function serveAll(servings: Serving[]): Promise<Served[]> {
  const servers: Served[] = [];
  try {
    for (const serving of servings) servers.push(await serve(serving));
    return servers;
  } catch (error) {
    await Promise.all(servers.map((server) => server.stop()));
    throw error;
  }
}

function chosenPort(wanted = 0, remembered = 0): number {
  return wanted === 0 ? remembered : wanted;
}

async function stopRun({ world, servers, ssh }: Run): Promise<void> {
  await Promise.all([...servers, ...(ssh ? [ssh] : [])].map((server) => server.stop()));
  world.store.save();
}

function rememberPorts(store: Store, servers: Served[], ssh: ServedSsh | null): void {
  const [pbx = 0, portal = 0, control = 0] = servers.map(({ port }) => port);
  store.change((state) => {
    state.ports = { pbx, portal, control, ssh: ssh?.port ?? 0 };
  });
}

async function makeWorld(
  options: PracticeOptions,
  faults: Faults,
): Promise<{ world: World; pbxServer: { current?: Served | undefined } }> {
  const saved = loadState(options.directory);
  const preset = chosenPreset(options, saved);
  const clock = createClock({ speed: options.speed ?? 1, saved: saved?.clock, wall: options.wall });
  const state = saved ?? (await firstState(preset, options.host ?? '127.0.0.1', clock));
  if (options.host !== undefined) state.host = options.host;
  const store = new Store(options.directory, clock, state);
  const pbxServer: { current?: Served | undefined } = {};
  const world: World = {
    preset,
    clock,
    store,
    faults,
    office: licenceOffice(state),
    useCertificate: (certificate) => pbxServer.current?.useCertificate(certificate),
    cut: () => pbxServer.current?.cut(),
    strangerArrives: () => strangerArrives(world),
    strangerLeaves: () => strangerLeaves(world),
  };
  return { world, pbxServer };
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

async function answerPbx(world: World, ask: Ask): Promise<Reply> {
  noteGiven(world, ask);
  if (world.preset.answerMs > 0) await wait(world.preset.answerMs);
  const instead = await world.faults.before(ask);
  const here = answering(world);
  const reply = instead ?? (await (isApi(ask) ? answerApi(here, ask) : answerPages(here, ask)));
  return world.faults.after(ask, reply);
}

function describe({ store, preset }: World, directory: string, token: string): PracticeInfo {
  const { host, ports, certificates, serial, version, portal } = store.state;
  const named = host.includes(':') ? `[${host}]` : host;
  return {
    preset: preset.name,
    pbx: {
      url: `https://${named}:${ports.pbx}`,
      host,
      port: ports.pbx,
      fingerprint256: fingerprint(certificates.pbx),
      serial,
      version,
      ...preset.firstLogin,
    },
    ssh: sshInfo(preset, store.state),
    portal: {
      url: `https://${named}:${ports.portal}`,
      fingerprint256: fingerprint(certificates.portal),
      login: portal.login,
      password: portal.password,
    },
    control: { url: `http://127.0.0.1:${ports.control}`, token },
    state: directory,
  };
}

function sshInfo({ ssh: setup }: Preset, { host, ports, ssh }: State): PracticeInfo['ssh'] {
  if (!setup || !ssh) return null;
  return { host, port: ports.ssh, fingerprint: hostKeyFingerprint(ssh.hostKey), users: setup.users };
}
