import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure';
import { stepOf, type StepRecord } from '../../domain/job';
import type { UpgradeOffer, UpgradeStatus } from '../../domain/pbx';
import type { PbxSession } from '../ports';
import { confirmedField } from '../step';
import { idle, pbxPortOf, runnerOf, secretsInMemory } from '../test-kit';
import { upgrade } from './upgrade';

/** What a PBX may do wrong on the way of an upgrade, and what the step makes of it. */

const old = '6.09.20250117.1';
const latest = '6.10.20250512.4';
const minute = 60_000;
const pin = { fingerprint256: 'AA' } as never;
const quiet = { percent: null, says: null };
const none: UpgradeOffer = {
  version: null,
  understood: true,
  repository: 'rel40',
  repositories: ['rel40', 'rel50'],
  says: null,
};

/** A PBX of one's own making: its fields are what it does next. */
class Visit {
  /** A little after what the journal in memory gives its events. */
  time = Date.parse('2026-01-01T00:00:30Z');
  version = old;
  repository = 'rel40';
  offered: string | null = latest;
  understood = true;
  /** What it says of its upgrade once it was ordered, the first once each, the last for ever. */
  says: UpgradeStatus['phase'][] = ['idle'];
  readonly orders: string[] = [];
  /** Thrown at these calls, each once; `stays` leaves a call without effect. */
  fails: Partial<Record<'backup' | 'setRepository' | 'reboot' | 'look', Failure[]>> = {};
  stays = false;
  /** How long a reboot takes; null: it does not go down. */
  rebootMs: number | null = minute;
  backupsWork = false;
  /** Called at each tick of the clock. */
  tick: () => void = () => undefined;
  private backAt = 0;
  private readonly secrets = secretsInMemory();
  private readonly made;

  constructor() {
    const clock = {
      now: () => new Date(this.time),
      sleep: async (ms: number, signal?: AbortSignal) => {
        // A watch over what is slow never ends here.
        if (ms >= 15_000) return new Promise<void>(() => undefined);
        await new Promise((resolve) => setImmediate(resolve));
        this.time += ms;
        this.tick();
        signal?.throwIfAborted();
      },
    };
    const pbx = pbxPortOf({
      look: () =>
        this.answers(() => ({ host: '192.0.2.1', port: 443, certificate: pin, signs: [] }) as never),
      signIn: () => this.answers(() => this.session()),
    });
    this.made = runnerOf([upgrade], { pbx, secrets: this.secrets, clock });
  }

  private async answers<T>(
    value: () => T,
    act: 'look' | 'backup' | 'setRepository' | 'reboot' = 'look',
  ): Promise<T> {
    await Promise.resolve();
    const failure = this.fails[act]?.shift();
    if (failure) throw failure;
    if (this.time < this.backAt) throw new Failure('refused');
    return value();
  }

  private session(): PbxSession {
    const session: Partial<PbxSession> = {
      way: 'token',
      identity: () => this.answers(() => ({ version: this.version, serial: '000c29aaaaaa', adminId: '1' })),
      capabilities: () => this.answers(() => []),
      upgradeStatus: () =>
        this.answers(() => {
          if (!this.orders.includes('upgrade')) return { phase: 'idle', ...quiet };
          const [phase = 'idle', ...rest] = this.says;
          if (rest.length > 0) this.says = rest;
          return { phase, ...quiet };
        }),
      upgradeOffer: () =>
        this.answers(() => ({
          ...none,
          repository: this.repository,
          version: this.offered !== this.version ? this.offered : null,
          understood: this.understood || (this.offered !== null && this.offered !== this.version),
        })),
      startUpgrade: () => this.answers(() => void this.orders.push('upgrade')),
      setRepository: (name) =>
        this.answers(() => {
          this.orders.push(`repository ${name}`);
          if (!this.stays) this.repository = name;
        }, 'setRepository'),
      backup: () => this.answers(() => void this.orders.push('backup'), 'backup'),
      reboot: () =>
        this.answers(() => {
          this.orders.push('reboot');
          if (this.rebootMs !== null) this.goAway(this.rebootMs);
        }, 'reboot'),
    };
    return session as PbxSession;
  }

  /** Goes down, and comes back with what it was upgraded to. */
  goAway(ms: number): void {
    this.backAt = this.time + ms;
    if (this.orders.includes('upgrade') && !this.stays) this.version = latest;
    this.says = ['idle'];
  }

  async signedIn(): Promise<this> {
    const { runner } = this.made;
    const capabilities = this.backupsWork
      ? [{ name: 'backups' as const, route: 'GET x', status: 405, works: true, shape: '' }]
      : [];
    const facts = {
      address: '192.0.2.1',
      pin,
      adminId: '1',
      version: old,
      serial: '000c29aaaaaa',
      capabilities,
    };
    await runner.record({ type: 'facts', facts, source: 'test' });
    await this.secrets.put(runner.job().id, 'admin-password-old', 'Right-Pass-1');
    const secret = {
      name: 'admin-password-old',
      kept: 'memory',
      at: '2026-01-01T00:00:00.000Z',
      origin: 'typed',
    } as const;
    await runner.record({ type: 'secret', secret });
    if (!this.backupsWork) await this.say('backup-exists');
    return this;
  }

  get step(): StepRecord {
    return stepOf(this.made.runner.job(), 'upgrade');
  }
  plan(): string[] {
    return this.step.plan.map(({ code }) => code);
  }
  evidence(): string[] {
    return this.step.evidence.map(({ said: { code }, proof }) => `${code} (${proof})`);
  }
  outcomes(code: string): (string | null)[] {
    return this.step.actions.filter((action) => action.code === code).map(({ outcome }) => outcome);
  }
  async type(field: string, value: string): Promise<void> {
    await this.made.runner.record({ type: 'input', step: 'upgrade', field, value });
    await this.made.runner.replan('upgrade');
  }
  say(code: string, note = ''): Promise<void> {
    return this.type(confirmedField(code), note);
  }
  /** The note that goes with the word on what is asked. */
  note(code: string): string {
    return String(this.step.plan.find((item) => item.code === code)?.params?.note);
  }
  async look(): Promise<string> {
    this.made.runner.look('upgrade');
    await idle(this.made.runner);
    return this.step.state;
  }
  async press(): Promise<string> {
    this.made.runner.apply('upgrade');
    await idle(this.made.runner);
    return this.step.state;
  }
  async stop(): Promise<void> {
    await this.made.runner.stop();
  }
}

async function visit(given: Partial<Visit> = {}): Promise<Visit> {
  return Object.assign(new Visit(), given).signedIn();
}

describe('a repository that was not changed', () => {
  it.each([
    ['the line was lost', { fails: { setRepository: [new Failure('reset')] } }, 'unknown'],
    ['it keeps the old one', { stays: true }, 'failed'],
  ])('is no end of the way: %s', async (_why, given, state) => {
    const on = await visit({ offered: null, ...given });
    await on.type('repository', 'rel50');
    expect(await on.press()).toBe(state);
    expect(await on.look()).toBe('ready');
    expect(on.plan()).toContain('do.set-repository');
    expect(on.outcomes('set-repository')).toEqual(['failed']);
    on.stays = false;
    expect(await on.press()).toBe('done');
    expect(on.repository).toBe('rel50');
    expect(on.outcomes('set-repository')).toEqual(['failed', 'done']);
  });

  it('though nobody saw it, is found to be changed by looking again', async () => {
    const on = await visit({ offered: null });
    await on.type('repository', 'rel50');
    on.fails = { setRepository: [new Failure('reset')] };
    await on.press();
    on.repository = 'rel50';
    await on.look();
    expect(on.outcomes('set-repository')).toEqual(['done']);
    expect(on.evidence()).toContain('repository-changed (read-back)');
    expect(on.step.state).toBe('done');
  });
});

describe('an upgrade that does not show at once', () => {
  it.each(['idle', 'unknown'] as const)('is started once: the PBX says %s meanwhile', async (phase) => {
    const on = await visit({ says: [phase, phase, phase, 'running', phase, 'reboot-needed'] });
    expect(await on.press()).toBe('done');
    expect(on.orders).toEqual(['upgrade', 'reboot']);
    expect(on.version).toBe(latest);
  });

  it('and reboots by itself, is seen by its version', async () => {
    const on = await visit({ says: ['unknown'] });
    let ticks = 0;
    on.tick = () => {
      if (++ticks === 30) on.goAway(minute);
    };
    expect(await on.press()).toBe('done');
    expect(on.orders).toEqual(['upgrade']);
  });

  it('is under way when it is looked at again right after its order', async () => {
    const on = await visit({ says: ['idle'] });
    on.tick = () => {
      on.tick = () => undefined;
      void on.stop();
    };
    expect(await on.press()).toBe('unknown');
    on.says = ['idle'];
    expect(await on.look()).toBe('ready');
    expect(on.plan()).toEqual(['do.wait-upgrade', 'do.reboot', 'do.wait-return']);
    on.says = ['running', 'reboot-needed'];
    expect(await on.press()).toBe('done');
    expect(on.orders).toEqual(['upgrade', 'reboot']);
  });

  it('counts as failed where the PBX tells for a minute that nothing is under way', async () => {
    const on = await visit({ says: ['idle'] });
    const began = on.time;
    expect(await on.press()).toBe('failed');
    expect(on.step.error?.code).toBe('version-unchanged');
    expect(on.time - began).toBeGreaterThan(minute);
    expect(on.outcomes('start-upgrade')).toEqual(['failed']);
    expect(on.orders).toEqual(['upgrade']);
  });

  it('whose end is never understood is left open and asked about before another is started', async () => {
    const on = await visit({ says: ['unknown'] });
    expect(await on.press()).toBe('unknown');
    expect(on.step.error?.code).toBe('upgrade-end-unseen');
    expect(on.outcomes('start-upgrade')).toEqual([null]);
    expect(await on.press()).toBe('needs-person');
    expect(on.plan()).toEqual(['ask.upgrade-over']);
    await on.say('upgrade-over', 'another upgrade');
    expect(await on.press()).toBe('needs-person');
    expect(on.orders).toEqual(['upgrade']);
    await on.say('upgrade-over', on.note('ask.upgrade-over'));
    expect(await on.look()).toBe('ready');
    expect(on.outcomes('start-upgrade')).toEqual(['failed']);
    expect(on.plan()).toContain('do.upgrade');
  });
});

describe('an answer that does not tell whether anything newer is there', () => {
  it("is no proof: it is the installer's word, of this version in this repository", async () => {
    const on = await visit({ offered: null, understood: false });
    expect(await on.press()).toBe('needs-person');
    expect(on.plan()).toEqual(['ask.nothing-newer']);
    await on.say('upgraded-by-hand', `${old} rel38`);
    expect(await on.look()).toBe('needs-person');
    await on.say('upgraded-by-hand', on.note('ask.nothing-newer'));
    await on.look();
    expect(on.evidence()).toContain('upgrade-by-hand (person)');
    expect(on.evidence().join()).not.toContain('upgrade-none');
    expect(on.step.state).toBe('already-done');
  });

  it('keeps the PBX in its repository until that word is given, and is asked about in the next one anew', async () => {
    const on = await visit({ offered: null, understood: false });
    await on.type('repository', 'rel50');
    expect(await on.press()).toBe('needs-person');
    expect(on.orders).toEqual([]);
    await on.say('upgraded-by-hand', on.note('ask.nothing-newer'));
    expect(await on.press()).toBe('needs-person');
    expect(on.orders).toEqual(['repository rel50']);
    expect(on.plan()).toEqual(['ask.nothing-newer']);
    await on.say('upgraded-by-hand', on.note('ask.nothing-newer'));
    await on.look();
    expect(on.step.state).toBe('done');
  });

  it('after an upgrade is asked about, and nothing is started again', async () => {
    const on = await visit({ says: ['running', 'reboot-needed'], understood: false });
    expect(await on.press()).toBe('needs-person');
    expect(on.plan()).toEqual(['ask.nothing-newer']);
    expect(on.orders).toEqual(['upgrade', 'reboot']);
  });
});

describe('a backup', () => {
  it.each(['route-missing', 'pbx-error'] as const)(
    'whose order is refused (%s) is asked for, and not ordered again',
    async (code) => {
      const on = await visit({ backupsWork: true, says: ['running', 'reboot-needed'] });
      on.fails = { backup: [new Failure(code, { status: 403 })] };
      expect(await on.press()).toBe('failed');
      expect(on.outcomes('make-backup')).toEqual(['failed']);
      expect(on.plan()).toContain('ask.backup-exists');
      expect(await on.press()).toBe('needs-person');
      await on.say('backup-exists');
      expect(await on.press()).toBe('done');
      expect(on.orders).toEqual(['upgrade', 'reboot']);
      expect(on.evidence()).toContain('backup-confirmed (person)');
    },
  );

  it('whose order was lost on the way is ordered again', async () => {
    const on = await visit({ backupsWork: true, says: ['running', 'reboot-needed'] });
    on.fails = { backup: [new Failure('reset')] };
    expect(await on.press()).toBe('unknown');
    expect(await on.press()).toBe('done');
    expect(on.orders).toEqual(['backup', 'upgrade', 'reboot']);
  });

  it('is asked for where the installer upgrades by hand, also of a PBX that could be told to make one', async () => {
    const on = await visit({ backupsWork: true });
    on.fails = { look: [] };
    const gone = new Failure('route-missing');
    await on.look();
    on.fails = { look: [gone] };
    await on.look();
    expect(on.plan()).toEqual(['ask.backup-exists', 'ask.upgrade-by-hand']);
    await on.say('backup-exists');
    expect(on.plan()).toEqual(['ask.upgrade-by-hand']);
  });
});

describe('a reboot', () => {
  it('that is refused is no reboot, and is told', async () => {
    const on = await visit({ says: ['reboot-needed'] });
    on.fails = { reboot: [new Failure('http-status', { status: 403 })] };
    expect(await on.press()).toBe('failed');
    expect(on.step.error).toMatchObject({ code: 'http-status', params: { status: 403 } });
    expect(on.outcomes('reboot')).toEqual(['failed']);
    expect(on.evidence().join()).not.toContain('rebooted');
  });

  it('after which the PBX never went down leaves no evidence of one', async () => {
    const on = await visit({ says: ['reboot-needed', 'idle'], rebootMs: null });
    expect(await on.press()).toBe('failed');
    expect(on.step.error?.code).toBe('version-unchanged');
    expect(on.evidence().join()).not.toContain('rebooted');
  });

  it('is waited through while the PBX starts and says so in its own words', async () => {
    const on = await visit({ says: ['reboot-needed'] });
    on.tick = () => {
      if (!on.orders.includes('reboot')) return;
      on.tick = () => undefined;
      const starting = (): Failure => new Failure('pbx-error', { status: 503, reason: 'starting' });
      on.fails = { look: [starting(), starting()] };
    };
    expect(await on.press()).toBe('done');
    expect(on.evidence()).toContain('rebooted (observed)');
  });

  it('is waited through on a computer that slept meanwhile', async () => {
    const on = await visit({ says: ['reboot-needed'] });
    let ticks = 0;
    on.tick = () => {
      if (!on.orders.includes('reboot') || ++ticks !== 3) return;
      on.time += 45 * minute;
      on.goAway(minute);
    };
    expect(await on.press()).toBe('done');
    expect(on.orders).toEqual(['upgrade', 'reboot']);
  });

  it('from which it does not come back is given up after twenty minutes', async () => {
    const on = await visit({ says: ['reboot-needed'], rebootMs: 600 * minute });
    expect(await on.press()).toBe('unknown');
    expect(on.step.error?.code).toBe('pbx-did-not-return');
  });
});

describe('a PBX that refuses, or only ever fails', () => {
  it.each([
    ['http-status', 403],
    ['http-status', 405],
    ['pbx-error', 403],
  ] as const)('is not waited for: %s %i', async (code, status) => {
    const on = await visit({ says: ['reboot-needed'] });
    on.tick = () => {
      if (on.orders.includes('reboot')) on.fails = { look: [new Failure(code, { status })] };
    };
    const began = on.time;
    expect(await on.press()).toBe('failed');
    expect(on.step.error).toMatchObject({ code, params: { status } });
    expect(on.time - began).toBeLessThan(minute);
  });

  it('in its own words for minutes is told in them', async () => {
    const on = await visit({ says: ['reboot-needed'] });
    on.tick = () => {
      if (on.orders.includes('reboot'))
        on.fails = { look: [new Failure('pbx-error', { status: 500, reason: 'no database' })] };
    };
    expect(await on.press()).toBe('failed');
    expect(on.step.error).toMatchObject({ code: 'pbx-error', params: { reason: 'no database' } });
  });
});
