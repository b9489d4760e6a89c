import { Failure } from '../domain/failure';
import type { LicenceAnswer } from '../domain/pbx';
import { FakePbx, lookAt, user, Visit } from './move.fixture';
import type { PbxSession, Ports, SignInOffer, Target } from './ports';
import type { Step } from './step';
import { pbxPortOf } from './test-kit';

type Piece = 'identity' | 'licences' | 'users' | 'registrations' | 'backup' | 'upgrade';

/** A PBX that can die at any question, and tells what a swap asks of it. */
export class RmaPbx extends FakePbx {
  /** Nothing answers at its address. */
  dead = false;
  /** It dies when it is asked for this. */
  diesAt: Piece | null = null;
  /** Its repository has nothing newer. */
  offersNothing = false;
  canBackUp = true;
  backups = 0;
  swSerial: string | null = null;
  name: string | null = null;
  bought = { basic: 20, premium: 8 };
  devices = new Map<string, string[]>();

  mustAnswer(): void {
    if (this.dead) throw new Failure('reset', { address: this.host });
  }

  override signIn(offers: readonly SignInOffer[]): PbxSession {
    this.mustAnswer();
    const told = <T>(piece: Piece, value: () => T): Promise<T> =>
      Promise.resolve().then(() => {
        if (this.diesAt === piece) this.dead = true;
        this.mustAnswer();
        return value();
      });
    return {
      ...super.signIn(offers),
      identity: () => told('identity', () => ({ version: this.version, serial: this.serial, adminId: '1' })),
      licences: () => told('licences', () => this.licenceAnswer()),
      users: () => told('users', () => this.users),
      registrations: () => told('registrations', () => this.devices),
      upgradeStatus: () => told('upgrade', () => ({ phase: 'idle' as const, percent: null, says: null })),
      upgradeOffer: () =>
        told('upgrade', () => {
          if (!this.offersNothing) throw new Error('not asked');
          return { version: null, understood: true, repository: null, repositories: [], says: null };
        }),
      backup: () =>
        told('backup', () => {
          if (!this.canBackUp) throw new Failure('route-missing');
          this.backups += 1;
        }),
    };
  }

  private licenceAnswer(): LicenceAnswer {
    const { swSerial, name } = this;
    const counts = swSerial === null ? [] : Object.entries(this.bought);
    return {
      counts: counts.map(([type, bought]) => ({ type, bought, used: null })),
      activated: swSerial !== null,
      swSerial,
      name,
      shape: '',
    };
  }
}

const hosts = { fresh: '192.0.2.20', old: '192.0.2.10' };

/** A visit that replaces a PBX: both of them, and the steps of the job. */
export class RmaVisit extends Visit {
  readonly old = new RmaPbx(hosts.old, '0011', [
    user('0', 'admin', 'premium', 'admin'),
    user('101', 'Ada', 'premium'),
    user('102', 'Bob', 'basic'),
  ]);
  /** The new one, which the job is about. */
  readonly fresh = new RmaPbx(hosts.fresh, '0022', [user('0', 'admin', 'premium', 'admin')]);

  /** Earlier jobs on this computer. */
  readonly journals: Awaited<ReturnType<Ports['journals']['list']>> = [];

  constructor(steps: Step[]) {
    super(steps, 'rma-swap');
    Object.assign(this.old, { swSerial: '5f01', name: 'acme', devices: new Map([['101', ['Phone A']]]) });
    this.old.version = '4.03.44842.11';
  }

  ports(): Partial<Ports> {
    return {
      pbx: pbxPortOf({
        reach: ({ host }) =>
          Promise.resolve(
            this.pbxAt(host).dead
              ? { ok: false as const, error: new Failure('reset', { address: host }).error }
              : { ok: true as const, value: 1 },
          ),
        look: ({ host }) =>
          Promise.resolve().then(() => {
            this.pbxAt(host).mustAnswer();
            return lookAt(host, this.pbxAt(host).fingerprint);
          }),
        signIn: ({ address, pin }: Target, offers) =>
          Promise.resolve().then(() => {
            if (pin?.fingerprint256 !== this.pbxAt(address.host).fingerprint)
              throw new Failure('certificate-changed');
            return this.pbxAt(address.host).signIn(offers);
          }),
      }),
      journals: {
        list: () => Promise.resolve(this.journals),
        create: () => Promise.reject(new Error('not asked')),
        open: () => Promise.reject(new Error('not asked')),
      },
    };
  }

  private pbxAt(host: string): RmaPbx {
    return host === hosts.old ? this.old : this.fresh;
  }

  /** What the steps between leave behind: the new PBX met, trusted, and signed in to. */
  async metNew(): Promise<this> {
    const look = lookAt(hosts.fresh, this.fresh.fingerprint);
    const { version, serial } = this.fresh;
    const facts = { address: hosts.fresh, look, pin: look.certificate, version, serial };
    await this.runner.record({ type: 'facts', facts, source: 'test' });
    await this.give('admin-password-old', this.fresh.password);
    return this;
  }

  /** The old PBX is met by its address, its certificate accepted, its password given. */
  async metOld(): Promise<this> {
    await this.look('old-pbx');
    await this.type('old-pbx', { oldAddress: hosts.old });
    await this.look('old-pbx');
    await this.accept('old-pbx');
    await this.give('old-pbx-password', this.old.password);
    await this.runner.replan('old-pbx');
    return this;
  }

  /** The new PBX as it is once it is activated and the backup restored. */
  takeOver(): void {
    const { swSerial, name, devices, users } = this.old;
    Object.assign(this.fresh, { swSerial, name, devices, users: [...users] });
  }
}
