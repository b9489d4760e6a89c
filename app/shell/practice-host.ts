import { createInterface } from 'node:readline';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import { z } from 'zod';
import type { PracticeGroup, PracticePreset, PracticeView } from '../contract/views';
import { Failure } from '../domain/failure';
import type { Preset } from '../practice/presets/preset';
import type { Profiles } from './profiles';

/** What the practice PBX prints when it is up; see practice/practice.ts. */
const Started = z.object({
  preset: z.string(),
  pbx: z.object({
    url: z.string(),
    host: z.string(),
    port: z.number(),
    fingerprint256: z.string(),
    serial: z.string(),
  }),
  ssh: z.object({ port: z.number(), users: z.record(z.string(), z.string()) }).nullable(),
  cloud: z
    .object({
      pbx: z.object({ host: z.string(), port: z.number(), password: z.string() }),
      ssh: z.object({ port: z.number() }).nullable(),
    })
    .nullable(),
  old: z.object({ pbx: z.object({ host: z.string(), port: z.number(), password: z.string() }) }).nullable(),
  members: z.array(z.object({ host: z.string(), port: z.number(), password: z.string() })),
  move: z
    .object({
      command: z.string(),
      database: z.object({ engine: z.string(), path: z.string().nullable(), bytes: z.number() }),
    })
    .nullable(),
  portal: z.object({ url: z.string(), fingerprint256: z.string(), login: z.string(), password: z.string() }),
});
type Started = z.infer<typeof Started>;

/** Time inside runs faster, so that a trainee waits a minute and not four for an upgrade, yet sees every phase. */
const speed = 4;
const startMs = 20_000;

/** A practice PBX like a saved profile is asked for by this and the profile's name. */
const profilePrefix = 'profile:';

interface Running {
  process: UtilityProcess;
  started: Started;
}

/**
 * The practice PBX as a process of its own, as a real PBX would be: it goes on when a page of ours breaks, and its state
 * is kept, so a job can be left and found again.
 */
export class PracticeHost {
  private running: Running | null = null;

  constructor(
    private readonly folder: string,
    private readonly profiles: Profiles,
    private readonly changed: (view: PracticeView | null) => void,
    private readonly log: (scope: string, text: string) => void,
  ) {}

  async presets(): Promise<PracticePreset[]> {
    const { PRESETS, presetOfProfile } = await import('../practice/presets');
    const { readProfile } = await import('../practice/profile/profile');
    const made = PRESETS.map((preset) => ({
      id: preset.name,
      version: preset.version,
      users: preset.users.length,
      title: preset.title,
      kind: kindOf(preset),
      group: groupOf(preset),
    }));
    const saved = (await this.profiles.list()).flatMap(({ name, text }) => {
      try {
        const { version, users, title } = presetOfProfile(readProfile(text));
        const made = { kind: 'activate-virtual' as const, group: 'own' as const };
        return [
          { id: profilePrefix + name, version, users: users.length, title: `${title} (${name})`, ...made },
        ];
      } catch {
        return []; // edited by hand into something else: not offered
      }
    });
    return [...made, ...saved];
  }

  current(): PracticeView | null {
    return this.running ? viewOf(this.running.started) : null;
  }

  /** The portal's certificate is known from the process itself, so its page can be pinned. */
  portal(): { url: string; fingerprint256: string } | null {
    return this.running?.started.portal ?? null;
  }

  async start(preset: string): Promise<PracticeView> {
    if (this.running?.started.preset === preset) return viewOf(this.running.started);
    this.stop();
    const state = join(this.folder, 'practice', preset.replace(':', '-'));
    await mkdir(state, { recursive: true });
    const child = utilityProcess.fork(
      join(__dirname, '..', 'practice', 'cli.cjs'),
      [...this.madeAs(preset), '--json', '--state', state, '--speed', String(speed)],
      { stdio: ['ignore', 'pipe', 'pipe'], serviceName: 'Practice PBX' },
    );
    // By the name it was asked for: of a profile it tells another one.
    const started = { ...(await this.firstLine(child)), preset };
    this.running = { process: child, started };
    child.once('exit', () => {
      if (this.running?.process !== child) return;
      this.running = null;
      this.changed(null);
    });
    this.changed(viewOf(started));
    return viewOf(started);
  }

  private madeAs(preset: string): string[] {
    if (!preset.startsWith(profilePrefix)) return ['--preset', preset];
    return ['--profile', this.profiles.pathOf(preset.slice(profilePrefix.length))];
  }

  stop(): void {
    const running = this.running;
    if (!running) return;
    this.running = null;
    running.process.kill();
    this.changed(null);
  }

  private async firstLine(child: UtilityProcess): Promise<Started> {
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-2_000);
    });
    const line = await new Promise<string | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), startMs);
      const settle = (value: string | null): void => {
        clearTimeout(timer);
        resolve(value);
      };
      child.once('exit', () => settle(null));
      if (child.stdout) createInterface({ input: child.stdout }).once('line', settle);
    });
    const parsed = Started.safeParse(line === null ? null : parse(line));
    if (parsed.success) return parsed.data;
    child.kill();
    this.log('practice', `did not start: ${complaint}`);
    throw new Failure('practice-failed', undefined, complaint.trim().split('\n').at(-1) ?? '');
  }
}

/** What is practised on it. */
function kindOf(preset: Preset): PracticePreset['kind'] {
  const { running, twin, hardware, birth, members } = preset;
  if (birth) return 'activate-cloud';
  if (hardware) return 'activate-hardware';
  if (twin) return twin.is === 'cloud' ? 'move-to-cloud' : 'rma-swap';
  if (members) return 'upgrade-network';
  return running ? 'review-licences' : 'activate-virtual';
}

const groups: Partial<Record<PracticePreset['kind'], PracticeGroup>> = {
  'review-licences': 'licences',
  'change-licences': 'licences',
  'move-to-cloud': 'move',
  'rma-swap': 'rma',
  'upgrade-network': 'network',
};

function groupOf(preset: Preset): PracticeGroup {
  return preset.hard ? 'hard' : (groups[kindOf(preset)] ?? 'activation');
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function viewOf({ preset, pbx, portal, ssh, cloud, old, members, move }: Started): PracticeView {
  return {
    preset,
    address: `${pbx.host}:${String(pbx.port)}`,
    url: pbx.url,
    fingerprint256: pbx.fingerprint256,
    serial: pbx.serial,
    portal: { url: portal.url, login: portal.login, password: portal.password },
    ssh,
    cloud: cloud && {
      address: `${cloud.pbx.host}:${String(cloud.pbx.port)}`,
      password: cloud.pbx.password,
      sshPort: cloud.ssh?.port ?? null,
    },
    old: old && {
      address: `${old.pbx.host}:${String(old.pbx.port)}`,
      password: old.pbx.password,
    },
    ...(members.length === 0
      ? {}
      : {
          members: members.map(({ host, port, password }) => ({
            address: `${host}:${String(port)}`,
            password,
          })),
        }),
    move: move && { command: move.command, engine: move.database.engine },
  };
}
