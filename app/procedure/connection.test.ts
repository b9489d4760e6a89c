import { beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../domain/error';
import { Failure, toWizardError } from '../domain/failure';
import { fold } from '../domain/fold';
import type { JobState, SecretInfo, SecretName } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import { Connection, refusedSignIn, secretsToTry } from './connection';
import type { PbxSession, SecretsPort, SignInOffer } from './ports';
import { runnerOf, secretsInMemory, pbxPortOf } from './test-kit';

/** The job's sign-in against a PBX that takes what the test says and counts what it was sent. */

const never = new AbortController().signal;

/** Each offer that was sent, as its way and its secret. */
let sent: string[];
/** What the PBX says to an offer; `null`: welcome. */
let answer: (offer: SignInOffer) => ErrorCode | null;
let job: JobState;
let secrets: SecretsPort;
let time: number;
let connection: Connection;

function secretOf(offer: SignInOffer): string {
  if ('password' in offer) return offer.password;
  return offer.way === 'token' ? offer.token : offer.way === 's2s' ? offer.secret : offer.cookie;
}

function happens(event: JournalEvent): void {
  job = fold(job, { at: at(), event });
}

function at(): string {
  return new Date((time += 1_000)).toISOString();
}

async function give(name: SecretName, value: string, origin: SecretInfo['origin'] = 'typed'): Promise<void> {
  await secrets.put(job.id, name, value);
  happens({ type: 'secret', secret: { name, kept: 'memory', at: at(), origin } });
  connection.drop();
}

/** As the adapter does it: one offer after the other, the last refusal told; a clear one ends it for that password. */
function signIn(offers: readonly SignInOffer[]): Promise<PbxSession> {
  let code: ErrorCode = 'no-sign-in-way';
  let way: SignInOffer['way'] = 'basic';
  for (const offer of offers) {
    sent.push(`${offer.way} ${secretOf(offer)}`);
    const refused = answer(offer);
    if (refused === null) return Promise.resolve({ way: offer.way } as PbxSession);
    [code, way] = [refused, offer.way];
    if (code !== 'no-sign-in-way') break;
  }
  return Promise.reject(new Failure(code, { way }));
}

beforeEach(() => {
  sent = [];
  time = Date.parse('2026-02-01T00:00:00Z');
  answer = () => null;
  secrets = secretsInMemory();
  const steps = (['sign-in', 'admin-password'] as const).map((id) => ({ id }) as never);
  job = runnerOf(steps).runner.job();
  happens({ type: 'facts', facts: { address: '192.0.2.1', pin: {} as never }, source: 'test' });
  const pbx = pbxPortOf({ signIn: (_to, offers) => signIn(offers) });
  connection = new Connection({ pbx, secrets }, () => job);
});

async function code(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (thrown: unknown) => toWizardError(thrown).code,
  );
}

describe('the order', () => {
  it('is token, Basic, session login, S2S, page, each once', async () => {
    await give('s2s-secret', 'S2s-Secret-1');
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1');
    connection.takePage('cookie-1', at());
    answer = (offer) =>
      offer.way === 'basic'
        ? 'no-sign-in-way'
        : offer.way === 'session'
          ? 'second-factor-needed'
          : offer.way === 'page'
            ? null
            : 'wrong-password';
    expect((await connection.pbx(never)).way).toBe('page');
    expect(sent).toEqual([
      'token access_1',
      'basic Old-Pass-1',
      'session Old-Pass-1',
      's2s S2s-Secret-1',
      'page cookie-1',
    ]);
  });

  it('ends with the first that works, and that session is kept', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1', 'made-on-pbx');
    await connection.pbx(never);
    await connection.pbx(never);
    expect(sent).toEqual(['token access_1']);
  });

  it('takes the S2S names from the sign-in step', async () => {
    for (const [field, value] of [
      ['s2sId', ' id-1 '],
      ['s2sName', 'wizard'],
    ] as const)
      happens({ type: 'input', step: 'sign-in', field, value });
    await give('s2s-secret', 'S2s-Secret-1');
    const offered: SignInOffer[] = [];
    answer = (offer) => (offered.push(offer), null);
    await connection.pbx(never);
    expect(offered).toEqual([{ way: 's2s', id: 'id-1', name: 'wizard', secret: 'S2s-Secret-1' }]);
  });

  it('is the new password before the old one while the end of its change is not known', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('admin-password-new', 'New-Pass-1');
    happens({ type: 'intent', step: 'admin-password', action: 'a1', code: 'change-password' });
    expect(secretsToTry(job)).toEqual(['admin-password-new', 'admin-password-old']);
    happens({ type: 'outcome', step: 'admin-password', action: 'a1', outcome: 'done' });
    expect(secretsToTry(job)).toEqual(['admin-password-new']);
  });
});

describe('a refusal', () => {
  it('of a password is remembered: whoever asks again sends nothing', async () => {
    await give('admin-password-old', 'Wrong-Pass-1');
    answer = () => 'wrong-password';
    for (let time = 0; time < 5; time++) {
      expect(await code(connection.pbx(never))).toBe('wrong-password');
      connection.drop();
    }
    expect(sent).toEqual(['basic Wrong-Pass-1']);
  });

  it('is forgotten for what is given anew, and for nothing else', async () => {
    await give('admin-password-old', 'Wrong-Pass-1');
    answer = (offer) => (offer.way === 'token' ? null : 'wrong-password');
    await code(connection.pbx(never));
    await give('api-token', 'access_1');
    await connection.pbx(never);
    await give('admin-password-old', 'Wrong-Pass-1');
    answer = () => 'wrong-password';
    await code(connection.pbx(never));
    expect(sent).toEqual(['basic Wrong-Pass-1', 'token access_1', 'token access_1', 'basic Wrong-Pass-1']);
  });

  it('by one address says nothing of another', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    answer = () => 'second-factor-needed';
    const error = new Failure('second-factor-needed').error;
    await code(connection.pbx(never));
    happens({
      type: 'facts',
      facts: { signInRefused: { error, at: at(), address: '192.0.2.1' } },
      source: 'sign-in',
    });
    happens({ type: 'facts', facts: { address: '192.0.2.2' }, source: 'test' });
    expect(refusedSignIn(job)).toBeNull();
    await code(connection.pbx(never));
    expect(sent).toEqual(['basic Old-Pass-1', 'basic Old-Pass-1']);
  });

  it('that wants a second factor sends no other password, since that one would be wrong', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('admin-password-new', 'New-Pass-1');
    happens({ type: 'intent', step: 'admin-password', action: 'a1', code: 'change-password' });
    answer = () => 'second-factor-needed';
    expect(await code(connection.pbx(never))).toBe('second-factor-needed');
    expect(sent).toEqual(['basic New-Pass-1']);
  });

  it('that means a block ends it at once', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('s2s-secret', 'S2s-Secret-1');
    answer = () => 'blocked';
    expect(await code(connection.pbx(never))).toBe('blocked');
    expect(sent).toEqual(['basic Old-Pass-1']);
  });

  it('of the token given last is what is told, in words of its own', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1');
    answer = (offer) => (offer.way === 'token' ? 'wrong-password' : 'second-factor-needed');
    expect(await code(connection.pbx(never))).toBe('token-refused');
    await give('admin-password-old', 'Old-Pass-2');
    expect(await code(connection.pbx(never))).toBe('second-factor-needed');
  });

  it("of the wizard's own token says less than that of the password", async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1', 'made-on-pbx');
    answer = (offer) => (offer.way === 'token' ? 'wrong-password' : 'second-factor-needed');
    expect(await code(connection.pbx(never))).toBe('second-factor-needed');
  });

  it('of the page ends its use', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    connection.takePage('cookie-1', at());
    answer = (offer) => (offer.way === 'page' ? 'page-not-signed-in' : 'second-factor-needed');
    expect(await code(connection.pbx(never))).toBe('page-not-signed-in');
    expect(connection.hasPage()).toBe(false);
  });

  it('of the sign-in step stands until something that signs in is given', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    const error = new Failure('second-factor-needed').error;
    happens({
      type: 'facts',
      facts: { signInRefused: { error, at: at(), address: '192.0.2.1' } },
      source: 'sign-in',
    });
    expect(refusedSignIn(job)?.error).toEqual(error);
    await give('pbx-key', 'key-1');
    await give('api-token', 'access_1', 'made-on-pbx');
    expect(refusedSignIn(job)).not.toBeNull();
    await give('api-token', 'access_2');
    expect(refusedSignIn(job)).toBeNull();
  });
});

describe('a secret whose value went with the process that had it', () => {
  it('is asked for again, and called neither sent nor wrong', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1', 'made-on-pbx');
    for (const name of ['admin-password-old', 'api-token'] as const) await secrets.forget(job.id, name);
    for (let time = 0; time < 2; time++) expect(await code(connection.pbx(never))).toBe('secret-missing');
    expect(sent).toEqual([]);
    await give('admin-password-old', 'Old-Pass-1');
    await connection.pbx(never);
    expect(sent).toEqual(['basic Old-Pass-1']);
  });
});

describe('the proof of one secret', () => {
  const version = (version: string): void => happens({ type: 'facts', facts: { version }, source: 'test' });

  it('tries that one alone, and does not take the place of the token', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1', 'made-on-pbx');
    answer = (offer) => (offer.way === 'token' ? 'wrong-password' : null);
    expect(await connection.tries('admin-password-old', never)).toBe('opens');
    expect(await connection.tries('api-token', never)).toBe('refused');
    expect(sent).toEqual(['basic Old-Pass-1', 'token access_1']);
    answer = () => null;
    expect((await connection.pbx(never)).way).toBe('token');
  });

  it.each([
    ['6.09.20250117.1', 'session', 'wrong-password', 'refused'],
    ['6.10.20250609.6', 'session', 'wrong-password', 'not-told'],
    ['6.10.20250609.6', 'basic', 'wrong-password', 'refused'],
    ['6.10.20250609.6', 'session', 'second-factor-needed', 'not-told'],
    ['6.09.20250117.1', 'basic', 'no-sign-in-way', 'not-told'],
  ] as const)('on WMS %s, by %s, of %s is %s', async (wms, way, refusal, proof) => {
    version(wms);
    await give('admin-password-new', 'New-Pass-1');
    answer = (offer) => (offer.way === way ? refusal : 'no-sign-in-way');
    expect(await connection.tries('admin-password-new', never)).toBe(proof);
  });

  it('is no proof when the PBX is away', async () => {
    await give('admin-password-new', 'New-Pass-1');
    answer = () => 'timeout';
    expect(await code(connection.tries('admin-password-new', never))).toBe('timeout');
    expect(await code(connection.tries('api-token', never))).toBe('secret-missing');
  });
});

describe('a wrong password', () => {
  async function changeNotSeen(): Promise<void> {
    await give('admin-password-old', 'Old-Pass-1');
    await give('admin-password-new', 'New-Pass-1');
    happens({ type: 'intent', step: 'admin-password', action: 'a1', code: 'change-password' });
  }

  it('is the only one of its attempt: the next one sends the other password', async () => {
    await changeNotSeen();
    answer = (offer) => ('password' in offer && offer.password === 'Old-Pass-1' ? null : 'wrong-password');
    expect(await code(connection.pbx(never))).toBe('wrong-password');
    expect(sent).toEqual(['basic New-Pass-1']);
    await connection.pbx(never);
    expect(sent).toEqual(['basic New-Pass-1', 'basic Old-Pass-1']);
  });

  it('is not the first to be sent after a change that failed', async () => {
    await changeNotSeen();
    happens({ type: 'outcome', step: 'admin-password', action: 'a1', outcome: 'failed' });
    expect(secretsToTry(job)).toEqual(['admin-password-old', 'admin-password-new']);
  });

  it('told by a session that it had opened is not sent again', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await connection.pbx(never);
    connection.lost(new Failure('wrong-password', { way: 'basic' }).error);
    expect(await code(connection.pbx(never))).toBe('wrong-password');
    expect(sent).toEqual(['basic Old-Pass-1']);
  });

  it('is no matter of a session that is merely over: the password opens the next one', async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await connection.pbx(never);
    connection.lost(new Failure('reset').error);
    await connection.pbx(never);
    connection.lost(new Failure('sign-in-lost').error);
    await connection.pbx(never);
    expect(sent).toEqual(['basic Old-Pass-1', 'basic Old-Pass-1']);
  });
});

describe('another certificate, accepted after the token was made', () => {
  const accepted = (fingerprint256: string): void =>
    happens({ type: 'facts', facts: { pin: { fingerprint256 } as never }, source: 'test' });

  beforeEach(async () => {
    await give('admin-password-old', 'Old-Pass-1');
    await give('api-token', 'access_1', 'made-on-pbx');
    answer = (offer) => (offer.way === 'token' ? 'wrong-password' : null);
  });

  it('and a token that is not known there: no password given before is sent', async () => {
    accepted('AA');
    for (let time = 0; time < 2; time++) expect(await code(connection.pbx(never))).toBe('maybe-other-pbx');
    expect(sent).toEqual(['token access_1']);
    await give('admin-password-old', 'Old-Pass-1');
    await connection.pbx(never);
    expect(sent).toEqual(['token access_1', 'basic Old-Pass-1']);
  });

  it('and accepted back: what the other one refused is sent again', async () => {
    accepted('AA');
    await code(connection.pbx(never));
    answer = () => null;
    accepted('BB');
    await connection.pbx(never);
    expect(sent).toEqual(['token access_1', 'token access_1']);
  });

  it('is no matter where the certificate is the old one: the token was deleted, the password signs in', async () => {
    await connection.pbx(never);
    expect(sent).toEqual(['token access_1', 'basic Old-Pass-1']);
  });
});
