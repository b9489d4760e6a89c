import { acceptCode } from '../domain/accept';
import { Failure } from '../domain/failure';
import { stepOf, type JobKind, type SecretName, type StepId, type StepRecord } from '../domain/job';
import type { AddressLook, PbxUser } from '../domain/pbx';
import type { PbxSession, Ports, SignInOffer, SshOutput, SshPort, Target } from './ports';
import type { Runner } from './runner';
import { confirmedField, type Step } from './step';
import { idle, pbxPortOf, runnerOf, secretsInMemory } from './test-kit';

/** A user as much as a move looks at. */
export function user(extension: string, name: string, licenceType: string | null, role = 'user'): PbxUser {
  const more = { login: name, email: '', group: '', department: '', raw: {} };
  return { id: `id-${extension}`, name, extension, role, licenceType, ...more };
}

export function lookAt(host: string, fingerprint256: string, port = 443): AddressLook {
  return {
    host,
    port,
    certificate: {
      fingerprint256,
      subject: 'CN=pbx',
      issuer: 'CN=pbx',
      altNames: '',
      validFrom: '2024-01-01T00:00:00Z',
      validTo: '2034-01-01T00:00:00Z',
      selfSigned: true,
      trusted: false,
      pem: 'PEM',
    },
    signs: ['api-envelope'],
    serverHeader: null,
    clockSkewMs: 0,
  };
}

/** One of the two PBXs, as the test makes it. */
export class FakePbx {
  fingerprint: string;
  version = '4.01.44168.28';
  password = 'Old-Pass-word-1';
  token = 'a-token';
  /** How a refused password is told: by a session login nothing is said of it where a second factor is needed. */
  refusedBy: 'basic' | 'session' = 'basic';
  /** Passwords that were sent, in order. */
  readonly tried: string[] = [];

  constructor(
    readonly host: string,
    public serial: string,
    public users: PbxUser[],
  ) {
    this.fingerprint = `FP:${host}`;
  }

  signIn(offers: readonly SignInOffer[]): PbxSession {
    const offer = offers[0];
    const byToken = offer?.way === 'token';
    if (byToken && offer.token !== this.token) throw new Failure('wrong-password', { way: 'token' });
    const password = offer && 'password' in offer ? offer.password : '';
    if (!byToken) this.tried.push(password);
    if (!byToken && password !== this.password) throw new Failure('wrong-password', { way: this.refusedBy });
    const identity = { version: this.version, serial: this.serial === '' ? null : this.serial, adminId: '1' };
    const session: Partial<PbxSession> = {
      way: byToken ? 'token' : 'basic',
      identity: () => Promise.resolve(identity),
      users: () => Promise.resolve(this.users),
    };
    return session as PbxSession;
  }
}

/** What commands print on the old PBX; those that are not here are not there either. */
type Prints = Record<string, string | number | undefined>;

const oldHost = '192.0.2.10';
const cloudHost = 'cloud.example.com';

/** The steps of a job as the installer goes through them; what they meet is the test's. */
export abstract class Visit {
  now = new Date('2026-03-10T13:00:00Z');
  readonly files: { name: string; text: string }[] = [];
  readonly runner: Runner;
  protected readonly secrets = secretsInMemory();

  /** What the steps reach the world by. Called before the rest of the visit is made, so it must only make functions. */
  abstract ports(): Partial<Ports>;

  constructor(steps: Step[], kind?: JobKind) {
    const common: Partial<Ports> = {
      clock: { now: () => this.now, sleep: () => new Promise<void>(() => undefined) },
      secrets: this.secrets,
      files: {
        writeNew: (_job, name, text) => {
          this.files.push({ name, text });
          return Promise.resolve(name);
        },
      },
    };
    this.runner = runnerOf(steps, { ...common, ...this.ports() }, kind).runner;
  }

  step(id: StepId): StepRecord {
    return stepOf(this.runner.job(), id);
  }
  plan(id: StepId): string[] {
    return this.step(id).plan.map(({ code }) => code);
  }
  evidence(id: StepId): string[] {
    return this.step(id).evidence.map(({ said: { code }, proof }) => `${code} ${proof}`);
  }

  async give(name: SecretName, value: string): Promise<void> {
    await this.secrets.put(this.runner.job().id, name, value);
    const at = (this.now = new Date(this.now.getTime() + 1_000)).toISOString();
    await this.runner.record({ type: 'secret', secret: { name, kept: 'memory', at, origin: 'typed' } });
  }
  async type(step: StepId, inputs: Record<string, string>): Promise<void> {
    for (const [field, value] of Object.entries(inputs))
      await this.runner.record({ type: 'input', step, field, value });
    await this.runner.replan(step);
  }
  async say(step: StepId, code: string, note = ''): Promise<void> {
    await this.type(step, { [confirmedField(code)]: note });
  }
  /** Accepts all that the plan asks to be accepted. */
  async accept(step: StepId): Promise<void> {
    const asked = this.step(step).plan.filter(({ code }) => /^(warn\.|ask\.accept-)/.test(code));
    for (const item of asked) {
      const warning = { code: acceptCode(item), reason: 'in a test', at: this.now.toISOString() };
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
    this.now = new Date(this.now.getTime() + 1_000);
    this.runner.apply(step);
    await idle(this.runner);
    return this.step(step).state;
  }
}

/** A visit that moves a PBX: both PBXs, and SSH to the old one. */
export class MoveVisit extends Visit {
  readonly old = new FakePbx(oldHost, '0011', [
    user('0', 'admin', 'premium', 'admin'),
    user('101', 'Ada', 'essential'),
    user('102', 'Bob', 'basic'),
  ]);
  readonly cloud = new FakePbx(cloudHost, '0022', [user('0', 'admin', 'premium', 'admin')]);
  /** Printed text, or the exit code of a command that prints nothing. */
  prints: Prints = {
    hostname: 'pbx-old',
    'date +%s': String(Date.parse('2026-03-10T13:00:00Z') / 1_000),
    'df -Pk /':
      'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 20000000 9000000 11000000 45% /',
    'ps -e -o comm=': 'init\nsshd\nmysqld',
    'tmux -V': 'tmux 3.3a',
  };
  hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:one' };
  sshRefuses: Failure | null = null;
  /** How often SSH was signed in to, or tried to be. */
  sshTried = 0;
  readonly commands: string[] = [];
  /** From here; from the old PBX: null where no command there can tell. */
  door: { here: boolean; there: boolean | null } = { here: true, there: true };

  ports(): Partial<Ports> {
    return {
      ssh: this.ssh(),
      pbx: pbxPortOf({
        look: ({ host }) => Promise.resolve(lookAt(host, this.pbxAt(host).fingerprint)),
        reach: ({ port }) =>
          Promise.resolve(
            this.door.here || port === 443
              ? { ok: true, value: 1 }
              : { ok: false, error: new Failure('refused', { address: cloudHost }).error },
          ),
        signIn: (target: Target, offers) => {
          const pbx = this.pbxAt(target.address.host);
          if (target.pin?.fingerprint256 !== pbx.fingerprint)
            return Promise.reject(new Failure('certificate-changed'));
          return Promise.resolve().then(() => pbx.signIn(offers));
        },
      }),
    };
  }

  private pbxAt(host: string): FakePbx {
    return host === oldHost ? this.old : this.cloud;
  }

  private ssh(): SshPort {
    return {
      hostKey: () => Promise.resolve(this.hostKey),
      signIn: () => {
        this.sshTried += 1;
        return this.sshRefuses
          ? Promise.reject(this.sshRefuses)
          : Promise.resolve({
              old: [],
              end: () => undefined,
              terminal: () => Promise.reject(new Error('no terminal in this test')),
              run: (command: string) => Promise.resolve(this.run(command)),
            });
      },
    };
  }

  private run(command: string): SshOutput {
    this.commands.push(command);
    const isDoor = command.includes('/dev/tcp/') || command.startsWith('nc ');
    const printed = isDoor
      ? this.door.there === null
        ? 127
        : this.door.there
          ? 0
          : 1
      : this.prints[command];
    const exit = typeof printed === 'number' ? printed : printed === undefined ? 127 : 0;
    const output = typeof printed === 'string' ? `${printed}\n` : '';
    const errors = exit === 127 ? `sh: 1: ${command.split(' ')[0] ?? ''}: not found\n` : '';
    return { exit, output, errors, cut: false };
  }

  /** What the steps before leave behind: the old PBX met, trusted, and signed in to by its password. */
  async signedIn(): Promise<this> {
    const look = lookAt(oldHost, this.old.fingerprint);
    const { version, serial } = this.old;
    const facts = { address: oldHost, look, pin: look.certificate, version, serial };
    await this.runner.record({ type: 'facts', facts, source: 'test' });
    await this.give('admin-password-old', this.old.password);
    return this;
  }
}

/** Ends a step that the test is not about. */
export function doneAlready(id: StepId): Step {
  const satisfied = { verdict: 'satisfied' as const, plan: [] };
  return {
    id,
    ways: () => [],
    probe: () => Promise.resolve(satisfied),
    apply: () => Promise.resolve(),
    verify: () => Promise.resolve(satisfied),
  };
}
