import { setTimeout as wait } from 'node:timers/promises';
import { answerApi, isApi } from './api/api';
import { giveSsh } from './birth';
import { answerControl } from './control';
import { settle, type Faults } from './faults';
import type { Ask } from './http/ask';
import type { Reply } from './http/reply';
import { serve, type Served, type Serving } from './http/tls-server';
import { answerPages } from './pages/pages';
import { isDown } from './pbx/power';
import { answerPortal } from './portal/portal';
import type { PracticeOptions } from './practice';
import { RequestLog } from './request-log';
import { serveSsh } from './ssh/serve';
import { answering, noteGiven, strangerHere } from './stranger';
import type { World } from './world';
import { makeWorlds, type Made } from './worlds';

/** Servers that run on one state. */
export interface Run {
  world: World;
  /** Ends the servers; the state stays in its folder. */
  stop(): Promise<void>;
}

/** Starts every server, or none. */
export async function startRun(options: PracticeOptions, token: string, faults: Faults): Promise<Run> {
  const { pbx, twin, members } = await makeWorlds(options, faults);
  const { world } = pbx;
  const servers = new Servers(world, new RequestLog(), token);
  try {
    await servers.startPbx(pbx, 'own', options.port);
    if (twin) await servers.startPbx(twin, world.preset.twin?.is ?? 'own');
    for (const member of members) await servers.startPbx(member, 'own');
    await servers.startPortal(options.portalPort);
    await servers.startControl();
  } catch (error) {
    await servers.stop();
    throw error;
  }
  for (const name of Object.keys(faults.list())) await settle(world, name);
  const stop = async (): Promise<void> => {
    for (const one of [world, world.twin, ...world.members]) one?.live.end();
    await servers.stop();
    world.store.save();
  };
  return { world, stop };
}

/** What the servers are called in the log of requests. */
const NAMES = { own: 'practice PBX', cloud: 'practice cloud PBX', old: 'practice old PBX' } as const;

/** What was started so far. */
class Servers {
  private readonly started: Pick<Served, 'stop'>[] = [];

  constructor(
    private readonly world: World,
    private readonly log: RequestLog,
    private readonly token: string,
  ) {}

  async stop(): Promise<void> {
    await Promise.all(this.started.map((server) => server.stop()));
  }

  /** A PBX with its SSH. One that goes away takes its SSH connections along. */
  async startPbx({ world, answers }: Made, role: keyof typeof NAMES, port?: number): Promise<void> {
    giveSsh(world);
    const { host, ports, certificates } = world.store.state;
    const pbx = await serve({
      ...this.common(host),
      name: NAMES[role],
      port: chosenPort(port, ports.pbx),
      certificate: strangerHere(world)?.state.certificates.pbx ?? certificates.pbx,
      headers: { Server: 'wildix-http-server' },
      away: () => isDown(world) || isDown(answering(world)),
      answer: (ask) => answerPbx(world, ask),
    });
    this.started.push(pbx);
    const ssh = await serveSsh(world);
    if (ssh) this.started.push(ssh);
    answers.https = pbx;
    answers.ssh = ssh;
    world.store.change((state) => (state.ports = { ...state.ports, pbx: pbx.port, ssh: ssh?.port ?? 0 }));
  }

  async startPortal(port?: number): Promise<void> {
    const { world } = this;
    const { host, ports, certificates } = world.store.state;
    const portal = await serve({
      ...this.common(host),
      name: 'practice portal',
      port: chosenPort(port, ports.portal),
      certificate: certificates.portal,
      answer: (ask) => settled(world, answerPortal(world, ask)),
    });
    this.started.push(portal);
    world.store.change((state) => (state.ports = { ...state.ports, portal: portal.port }));
  }

  async startControl(): Promise<void> {
    const { world, log, token } = this;
    const control = await serve({
      host: '127.0.0.1',
      headers: {},
      clock: world.clock,
      name: 'practice control',
      port: world.store.state.ports.control,
      answer: async (ask) => settled(world, await answerControl({ world, log, token }, ask)),
    });
    this.started.push(control);
    world.store.change((state) => (state.ports = { ...state.ports, control: control.port }));
  }

  private common(host: string): Pick<Serving, 'host' | 'headers' | 'clock' | 'log'> {
    return { host, headers: {}, clock: this.world.clock, log: this.log };
  }
}

/** What was opened or closed is so before it is told. */
async function settled(world: World, reply: Reply): Promise<Reply> {
  await world.settleSsh();
  await world.twin?.settleSsh();
  return reply;
}

function chosenPort(wanted = 0, remembered = 0): number {
  return wanted === 0 ? remembered : wanted;
}

async function answerPbx(world: World, ask: Ask): Promise<Reply> {
  noteGiven(world, ask);
  if (world.preset.answerMs > 0) await wait(world.preset.answerMs);
  const instead = await world.faults.before(ask);
  const here = answering(world);
  const reply = instead ?? (await (isApi(ask) ? answerApi(here, ask) : answerPages(here, ask)));
  return world.faults.after(ask, reply);
}
