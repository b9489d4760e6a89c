import { Failure } from '../domain/failure';
import type { JobState, SecretName, StepId, StepRecord } from '../domain/job';
import { stepOf } from '../domain/job';
import { membersOf } from '../domain/network-state';
import type { ToldMember } from '../domain/network-members';
import { compareVersions } from '../domain/version';
import { lookAt } from './move.fixture';
import { acceptCode } from '../domain/accept';
import type { PbxSession, Ports } from './ports';
import { Runner } from './runner';
import { confirmedField, type Step } from './step';
import { afterRestart, idle, pbxPortOf, runnerOf, secretsInMemory } from './test-kit';

export const newest = '4.03.44842.11';
const minute = 60_000;

/** A PBX that can be upgraded once: what it was told, and what it does wrong. */
export class FakeMember {
  version = '4.01.44100.12';
  password = 'Right-Pass-1';
  fingerprint: string;
  /** When its upgrade was started, and when it was told to reboot after it. */
  started: number | null = null;
  private rebooted: number | null = null;
  readonly starts: string[] = [];
  readonly tried: string[] = [];
  /** `words`: what it says of its upgrade is not understood. */
  failsAt: 'nothing' | 'upgrade' | 'return' | 'words' = 'nothing';
  /** Whether it tells that nothing newer is there. */
  understood = true;
  hasRoute = true;
  list: ToldMember[] | null = null;

  constructor(
    readonly host: string,
    public serial: string,
    private readonly now: () => number,
  ) {
    this.fingerprint = `FP:${host}`;
  }

  isAway(): boolean {
    if (this.rebooted === null) return false;
    if (this.failsAt === 'return' || this.now() - this.rebooted < minute) return true;
    this.version = newest;
    [this.rebooted, this.started] = [null, null];
    return false;
  }

  mustAnswer(): void {
    if (this.isAway()) throw new Failure('refused', { address: this.host });
  }

  session(): PbxSession {
    const answers = <T>(value: () => T): Promise<T> =>
      Promise.resolve().then(() => {
        this.mustAnswer();
        return value();
      });
    const route = <T>(value: () => T): Promise<T> =>
      answers(() => {
        if (!this.hasRoute) throw new Failure('route-missing', { route: 'GET Upgrade' });
        return value();
      });
    const repository = { repository: 'rel40', repositories: [], says: null };
    const session: Partial<PbxSession> = {
      way: 'basic',
      identity: () => answers(() => ({ version: this.version, serial: this.serial, adminId: '1' })),
      capabilities: () =>
        answers(() => [{ name: 'backups', route: 'x', status: 200, works: true, shape: '' } as const]),
      networkMembers: () =>
        answers(() => {
          if (!this.list) throw new Failure('route-missing', { route: 'GET network' });
          return this.list;
        }),
      upgradeOffer: () =>
        route(() => ({
          ...repository,
          understood: this.understood,
          version: compareVersions(this.version, newest) < 0 ? newest : null,
        })),
      upgradeStatus: () => route(() => this.status()),
      startUpgrade: () =>
        route(() => {
          this.started = this.now();
          this.starts.push(this.version);
        }),
      backup: () => answers(() => undefined),
      reboot: () =>
        answers(() => {
          this.rebooted = this.now();
        }),
    };
    return session as PbxSession;
  }

  private status(): Awaited<ReturnType<PbxSession['upgradeStatus']>> {
    if (this.started === null) return { phase: 'idle', percent: null, says: null };
    if (this.failsAt === 'words') return { phase: 'unknown', percent: null, says: 'gnarl' };
    const percent = Math.min(100, ((this.now() - this.started) / (5 * minute)) * 100);
    if (percent < 100) return { phase: 'running', percent, says: null };
    if (this.failsAt === 'upgrade') return { phase: 'failed', percent: null, says: 'no space' };
    return { phase: 'reboot-needed', percent: 100, says: null };
  }
}

/** A visit at a network: the server, two clients, and the steps of a job as the installer goes through them. */
export class NetworkVisit {
  time = Date.parse('2026-03-10T13:00:00Z');
  readonly server = this.pbx('192.0.2.1', '000c29000001');
  readonly north = this.pbx('192.0.2.2', '000c29000002');
  readonly south = this.pbx('192.0.2.3', '000c29000003');
  /** Called at each tick of the clock: what happens meanwhile. */
  meanwhile: () => void = () => undefined;
  runner: Runner;
  private readonly events;
  private readonly journal;
  private readonly secrets = secretsInMemory();
  private readonly all: Partial<Ports>;

  constructor(private readonly steps: Step[]) {
    this.all = this.ports();
    const made = runnerOf(steps, this.all);
    this.runner = made.runner;
    this.events = made.events;
    this.journal = made.journal;
  }

  private pbx(host: string, serial: string): FakeMember {
    return new FakeMember(host, serial, () => this.time);
  }

  private at(host: string): FakeMember {
    const found = [this.server, this.north, this.south].find((one) => one.host === host);
    if (!found) throw new Failure('unreachable', { address: host });
    return found;
  }

  private ports(): Partial<Ports> {
    return {
      clock: {
        now: () => new Date(this.time),
        // A watch over what is slow never ends here; every other wait is over at once, and later by as much.
        sleep: async (ms, signal) => {
          if (ms >= minute) return new Promise<void>(() => undefined);
          await new Promise((resolve) => setImmediate(resolve));
          this.time += ms;
          this.meanwhile();
          signal?.throwIfAborted();
        },
      },
      secrets: this.secrets,
      pbx: pbxPortOf({
        look: ({ host }) =>
          Promise.resolve().then(() => {
            const pbx = this.at(host);
            pbx.mustAnswer();
            return lookAt(host, pbx.fingerprint);
          }),
        signIn: ({ address, pin }, offers) =>
          Promise.resolve().then(() => {
            const pbx = this.at(address.host);
            pbx.mustAnswer();
            if (pin?.fingerprint256 !== pbx.fingerprint) throw new Failure('certificate-changed');
            const [offer] = offers;
            const given = offer && 'password' in offer ? offer.password : '';
            pbx.tried.push(given);
            if (given !== pbx.password) throw new Failure('wrong-password', { way: 'basic' });
            return pbx.session();
          }),
      }),
    };
  }

  /** What the steps before leave behind: the server met and signed in to. */
  async signedIn(): Promise<this> {
    const look = lookAt(this.server.host, this.server.fingerprint);
    const { version, serial } = this.server;
    const capabilities = await this.server.session().capabilities(new AbortController().signal);
    const facts = { address: this.server.host, look, pin: look.certificate, version, serial, capabilities };
    await this.runner.record({ type: 'facts', facts, source: 'test' });
    await this.give('admin-password-old', this.server.password);
    return this;
  }

  /** The server lists itself and both clients. */
  listed(): this {
    const told = ({ host, serial }: FakeMember, name: string, role: 'server' | 'client'): ToldMember => ({
      ...{ name, address: host, serial, version: '', role },
    });
    this.server.list = [
      told(this.server, 'head', 'server'),
      told(this.north, 'north', 'client'),
      told(this.south, 'south', 'client'),
    ];
    return this;
  }

  /** Both clients listed, accepted, given their password and met. */
  async met(): Promise<this> {
    if (!this.server.list) this.listed();
    await this.look('members');
    await this.accept('members');
    for (const { number } of membersOf(this.job()))
      await this.give(`member-password-${number}`, 'Right-Pass-1');
    await this.runner.replan('members');
    await this.press('members');
    return this;
  }

  /** The process dies, and another opens the same job. */
  restart(): void {
    const state = afterRestart(this.events);
    const ports = { ...(this.all as Ports), recipes: { all: () => [] }, sshAgent: () => null };
    this.runner = new Runner(state, this.steps, this.journal, ports, () => undefined);
  }

  job(): JobState {
    return this.runner.job();
  }
  step(id: StepId): StepRecord {
    return stepOf(this.job(), id);
  }
  plan(id: StepId): string[] {
    return this.step(id).plan.map(({ code, params }) => [code, params?.pbx].filter(Boolean).join(' '));
  }
  states(): Record<string, string> {
    return Object.fromEntries(membersOf(this.job()).map(({ name, state }) => [name, state]));
  }
  errors(): Record<string, string | null> {
    return Object.fromEntries(membersOf(this.job()).map(({ name, error }) => [name, error?.code ?? null]));
  }

  async give(name: SecretName, value: string): Promise<void> {
    await this.secrets.put(this.job().id, name, value);
    this.time += 1_000;
    const at = new Date(this.time).toISOString();
    await this.runner.record({ type: 'secret', secret: { name, kept: 'memory', at, origin: 'typed' } });
  }
  async type(step: StepId, inputs: Record<string, string>): Promise<void> {
    for (const [field, value] of Object.entries(inputs))
      await this.runner.record({ type: 'input', step, field, value });
    await this.runner.replan(step);
  }
  say(step: StepId, code: string): Promise<void> {
    return this.type(step, { [confirmedField(code)]: '' });
  }
  async accept(step: StepId): Promise<void> {
    const asked = this.step(step).plan.filter(({ code }) => /^(warn\.|ask\.accept-)/.test(code));
    for (const item of asked) {
      const at = new Date(this.time).toISOString();
      const warning = { code: acceptCode(item), reason: 'in a test', at };
      await this.runner.record({ type: 'warning-accepted', step, warning });
    }
    await this.runner.replan(step);
  }
  async look(step: StepId): Promise<string> {
    this.runner.look(step);
    await idle(this.runner);
    return this.step(step).state;
  }
  async press(step: StepId): Promise<string> {
    this.time += 1_000;
    this.runner.apply(step);
    await idle(this.runner);
    return this.step(step).state;
  }
}
