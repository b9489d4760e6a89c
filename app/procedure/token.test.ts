import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../domain/failure';
import { stepOf, type SecretName } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import type { PbxSession, SecretsPort, SignInOffer } from './ports';
import { lookOf, said, satisfied, type Step } from './step';
import { report } from './steps/report';
import { idle, runnerOf, secretsInMemory, pbxPortOf } from './test-kit';
import { endToken, ensureToken, owesToken, tokenName } from './token';

/** A PBX with a password and a list of tokens. */
class FakePbx {
  tokens = new Map<string, { name: string; id: number }>();
  private made = 0;
  /** Thrown when a token is asked for. */
  refusesToken: Failure | null = null;
  /** The token is made, and then the line is cut. */
  cutsAnswer = false;
  away = false;
  takesTokens = true;
  attempts: string[] = [];

  readonly port = pbxPortOf({ signIn: (_target, offers) => this.signIn(offers) });

  private signIn(offers: readonly SignInOffer[]): Promise<PbxSession> {
    const [offer] = offers;
    if (!offer) return Promise.reject(new Failure('no-sign-in-way'));
    if (this.away) return Promise.reject(new Failure('timeout'));
    this.attempts.push(offer.way);
    const welcome = offer.way === 'token' ? this.takesTokens && this.tokens.has(offer.token) : true;
    return welcome
      ? Promise.resolve(this.session(offer))
      : Promise.reject(new Failure('wrong-password', { way: offer.way }));
  }

  private session(offer: SignInOffer): PbxSession {
    return {
      way: offer.way,
      makeToken: (name: string) => this.make(name),
      deleteTokens: (name: string) => Promise.resolve(this.delete(name)),
    } as unknown as PbxSession;
  }

  private make(name: string): Promise<{ id: string; secret: string }> {
    if (this.refusesToken) return Promise.reject(this.refusesToken);
    this.delete(name);
    const id = ++this.made;
    const secret = `access_${String(id)}`;
    this.tokens.set(secret, { name, id });
    return this.cutsAnswer
      ? Promise.reject(new Failure('reset'))
      : Promise.resolve({ id: String(id), secret });
  }

  delete(name: string): number {
    const found = [...this.tokens].filter(([, token]) => token.name === name);
    for (const [secret] of found) this.tokens.delete(secret);
    return found.length;
  }
}

let fake: FakePbx;
let secrets: SecretsPort;

/** A step that does nothing but see to the token. */
const sees: Step = {
  id: 'sign-in',
  ways: () => [{ way: 'automatic', possible: true, reason: { code: 'way.route-works' } }],
  probe: () => Promise.resolve(lookOf([said('do.sign-in')])),
  apply: async (context) => {
    await ensureToken(context, await context.connection.pbx(context.signal));
  },
  verify: () => Promise.resolve(satisfied),
};

function simpleToken(works: boolean) {
  return { name: 'simple-token' as const, route: '', status: works ? 200 : 404, works, shape: '' };
}

async function job(version = '6.09.20250117.1', hasRoute = true) {
  const made = runnerOf([sees, report], {
    pbx: fake.port,
    secrets,
    report: { write: () => Promise.resolve(['report.json']) },
  });
  const { runner } = made;
  await secrets.put(runner.job().id, 'admin-password-old', 'Old-Pass-1');
  const facts = { address: '192.0.2.1', pin: {} as never, version, versionBefore: version };
  const events: JournalEvent[] = [
    { type: 'facts', facts: { ...facts, capabilities: [simpleToken(hasRoute)] }, source: 'test' },
    {
      type: 'secret',
      secret: { name: 'admin-password-old', kept: 'memory', at: '2026-01-01T00:00:00Z', origin: 'typed' },
    },
  ];
  for (const event of events) await runner.record(event);
  const run = async (step: 'sign-in' | 'report'): Promise<string[]> => {
    runner.apply(step);
    await idle(runner);
    return stepOf(runner.job(), step).evidence.map(({ said }) => said.code);
  };
  const has = (name: SecretName): boolean => runner.job().secrets.some((one) => one.name === name);
  return { ...made, run, has };
}

beforeEach(() => {
  fake = new FakePbx();
  secrets = secretsInMemory();
});

describe("the wizard's own token", () => {
  it('is journalled before it is made, kept, proved, and used from then on', async () => {
    const { run, runner, events } = await job();
    expect(await run('sign-in')).toEqual(['token-made', 'token-works']);
    expect([...fake.tokens.values()]).toEqual([{ name: 'pbx-activation-wizard test01', id: 1 }]);
    expect(runner.job().secrets.at(-1)).toMatchObject({ name: 'api-token', origin: 'made-on-pbx' });
    const order = events.map(({ event }) => event.type);
    expect(order.indexOf('intent')).toBeLessThan(order.lastIndexOf('secret'));
    expect(JSON.stringify(events)).not.toContain('access_1');
    runner.connection.drop();
    expect((await runner.connection.pbx(new AbortController().signal)).way).toBe('token');
    expect(fake.attempts).toEqual(['basic', 'token', 'token']);
  });

  it('is not made by a job that signed in with a token, nor where the WMS has none', async () => {
    const withToken = await job();
    await withToken.run('sign-in');
    const before = [...fake.tokens.keys()];
    expect(await withToken.run('sign-in')).toEqual(['token-made', 'token-works']);
    expect([...fake.tokens.keys()]).toEqual(before);
    fake = new FakePbx();
    for (const [version, route] of [
      ['3.88.43102.7', false],
      ['4.01.44168.28', true],
      ['6.09.20250117.1', false],
    ] as const) {
      const { run, runner } = await job(version, route);
      expect(await run('sign-in'), version).toEqual([]);
      expect(owesToken(runner.job())).toBe(false);
    }
    expect(fake.tokens.size).toBe(0);
  });

  it('that the PBX declines is gone on without', async () => {
    fake.refusesToken = new Failure('pbx-error', { route: 'POST', status: 403, reason: 'no' });
    const { run, runner, has } = await job();
    expect(await run('sign-in')).toEqual(['token-not-made']);
    expect(stepOf(runner.job(), 'sign-in').state).toBe('done');
    expect([has('api-token'), owesToken(runner.job())]).toEqual([false, false]);
  });

  it('that does not open the PBX is deleted again', async () => {
    fake.takesTokens = false;
    const { run, runner, has } = await job();
    expect(await run('sign-in')).toEqual(['token-made', 'token-not-made']);
    expect([fake.tokens.size, has('api-token'), owesToken(runner.job())]).toEqual([0, false, false]);
  });

  it('whose making was cut off is owed, and replaced, never piled up', async () => {
    fake.cutsAnswer = true;
    const { run, runner, has } = await job();
    expect(await run('sign-in')).toEqual([]);
    expect([fake.tokens.size, has('api-token'), owesToken(runner.job())]).toEqual([1, false, true]);
    fake.cutsAnswer = false;
    expect(await run('sign-in')).toEqual(['token-made', 'token-works']);
    expect([...fake.tokens.keys()]).toEqual(['access_2']);
  });
});

describe('its end', () => {
  const signal = new AbortController().signal;

  it('stands in the report step before the report is written, with its proof', async () => {
    const { run, runner, has } = await job();
    await run('sign-in');
    expect(await run('report')).toEqual(['token-deleted', 'report-written']);
    expect([fake.tokens.size, has('api-token'), owesToken(runner.job())]).toEqual([0, false, false]);
    expect(await run('report')).toEqual(['token-deleted', 'report-written']);
  });

  it('is named in the report when the PBX is away, and the report is written all the same', async () => {
    const { run, runner } = await job();
    await run('sign-in');
    fake.away = true;
    expect(await run('report')).toEqual(['token-left', 'report-written']);
    expect(owesToken(runner.job())).toBe(true);
    fake.away = false;
    expect(await endToken(runner.connection, runner.job(), signal)).toBe('deleted');
    expect(fake.tokens.size).toBe(0);
  });

  it('is seen by the list where its secret was never kept', async () => {
    fake.cutsAnswer = true;
    const { run, runner } = await job();
    await run('sign-in');
    expect(await endToken(runner.connection, runner.job(), signal)).toBe('deleted');
    expect(fake.tokens.size).toBe(0);
  });

  it('has come already when somebody else deleted it', async () => {
    const { run, runner } = await job();
    await run('sign-in');
    fake.delete(tokenName(runner.job()));
    expect(await run('report')).toEqual(['token-gone', 'report-written']);
  });

  it('leaves a token of the same PBX alone that is not ours', async () => {
    fake.tokens.set('access_theirs', { name: 'crm', id: 9 });
    const { run } = await job();
    await run('sign-in');
    await run('report');
    expect([...fake.tokens.keys()]).toEqual(['access_theirs']);
  });
});
