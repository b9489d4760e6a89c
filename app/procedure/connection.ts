import { acceptCode } from '../domain/accept';
import { parseAddress } from '../domain/address';
import type { WizardError } from '../domain/error';
import { Failure, failureOf } from '../domain/failure';
import { stepOf, type JobState, type SecretName } from '../domain/job';
import { factory } from '../domain/password';
import { needsSecondFactor } from '../domain/version';
import type { PbxSession, Ports, SignInOffer, Target } from './ports';

/** What one secret, tried alone, proved. `not-told`: it was refused in a way that says nothing about the secret. */
export type Proof = 'opens' | 'refused' | 'not-told';

/** Refusals after which another of the job's ways may be tried. All else, a block above all, ends the sign-in. */
const refusals: ReadonlySet<string> = new Set([
  'wrong-password',
  'second-factor-needed',
  'no-sign-in-way',
  'token-refused',
  'page-not-signed-in',
]);

/** Refusals that say nothing about how the same secret would fare in a moment. */
const passing: ReadonlySet<string> = new Set(['no-sign-in-way']);

/** One thing the job could sign in with: `at` is since when it has it, empty for what the wizard made for itself. */
interface Attempt {
  key: string;
  at: string;
  isPassword: boolean;
  offers: () => Promise<SignInOffer[]>;
}

/**
 * The job's one signed-in PBX. Signs in when first needed and again after a loss, with what the job has, likeliest and least
 * costly first: token, password by Basic, password by session login, S2S, the page the installer signed in on. What was
 * refused is never sent again: that would only bring a lockout nearer.
 */
export class Connection {
  private session: PbxSession | null = null;
  /** What the session in hand was signed in with. */
  private by: string | null = null;
  private readonly refused = new Map<string, Failure>();
  private page: { cookie: string; at: string } | null = null;

  constructor(
    private readonly ports: Pick<Ports, 'pbx' | 'secrets'>,
    private readonly job: () => JobState,
  ) {}

  /** The session in hand, or a new one. */
  async pbx(signal: AbortSignal): Promise<PbxSession> {
    this.session ??= await this.signIn(signal);
    return this.session;
  }

  /** Forgets the session (after a reboot, a new password, a new pin); the next call signs in again. */
  drop(): void {
    this.session = null;
  }

  /** The PBX did not know this session any more, or the password that it was signed in with: that one is not sent again. */
  lost(error: WizardError): void {
    if (error.code !== 'sign-in-lost' && error.code !== 'wrong-password') return;
    if (error.code === 'wrong-password' && this.session && this.by !== null)
      this.refused.set(this.by, failureOf(error));
    this.drop();
  }

  /** Takes the session of the page that the installer signed in on. It lives here only, and no longer than the process. */
  takePage(cookie: string, at: string): void {
    this.page = { cookie, at };
    this.drop();
  }

  /** Where this connection leads. */
  target(): Target {
    return targetOf(this.job());
  }

  hasPage(): boolean {
    return this.page !== null;
  }

  /** Tries this one secret alone, once. Used to prove a change; each call is one attempt. */
  async tries(name: SecretName, signal: AbortSignal): Promise<Proof> {
    const offers = await this.offersFor(name);
    if (offers.length === 0) throw new Failure('secret-missing', { name });
    try {
      const session = await this.ports.pbx.signIn(targetOf(this.job()), offers, signal);
      // Only what would be signed in with anyway is gone on with: a proof must not take the token's place.
      if (name === secretsToTry(this.job())[0]) this.take(session, keyOf(this.job(), name));
      return 'opens';
    } catch (thrown) {
      if (!(thrown instanceof Failure) || !refusals.has(thrown.error.code)) throw thrown;
      return this.isSure(thrown) ? 'refused' : 'not-told';
    }
  }

  /**
   * Is a refused secret a wrong one? Where root admins need a second factor, only a PBX that offers Basic nevertheless has
   * looked at the password: how it answers a session login there is not published.
   */
  private isSure({ error: { code, params } }: Failure): boolean {
    if (code !== 'wrong-password') return false;
    return params?.way !== 'session' || !needsSecondFactor(this.job().facts.version ?? '');
  }

  private async signIn(signal: AbortSignal): Promise<PbxSession> {
    const job = this.job();
    const attempts = this.attempts(job);
    const told: { at: string; failure: Failure }[] = [];
    let passwordsDone = false;
    let notBefore = '';
    for (const { key, at, isPassword, offers } of attempts) {
      if (isPassword && (passwordsDone || at < notBefore)) continue;
      const before = this.refused.get(key);
      const failure = before ?? (await this.attempt(offers, signal));
      if (failure === null) continue;
      if (!(failure instanceof Failure)) return this.take(failure, key);
      // A page that is not signed in is handed over anew, not asked again.
      if (failure.error.code === 'page-not-signed-in') this.page = null;
      told.push({ at, failure });
      if (!passing.has(failure.error.code)) this.refused.set(key, failure);
      // Another certificate, and a token of this job's PBX that is not known there: what was given before goes no further.
      if (failure.error.code === 'token-refused') notBefore = repinnedSinceToken(job);
      // One wrong password in an attempt is the most, and one that may be right is no reason to send another.
      passwordsDone ||= isPassword && (!before || failure.error.code !== 'wrong-password');
    }
    if (notBefore !== '' && told.length === 1)
      throw new Failure('maybe-other-pbx', { serial: job.facts.serial ?? '' });
    // The job has names of secrets at most, whose values went with the process that had them in memory.
    throw clearest(told) ?? new Failure('secret-missing', { name: 'admin password' });
  }

  private take(session: PbxSession, by: string): PbxSession {
    this.session = session;
    this.by = by;
    return session;
  }

  /** Null: the job has a name for it, but no value any more. */
  private async attempt(
    offersOf: Attempt['offers'],
    signal: AbortSignal,
  ): Promise<PbxSession | Failure | null> {
    const offers = await offersOf();
    if (offers.length === 0) return null;
    try {
      return await this.ports.pbx.signIn(targetOf(this.job()), offers, signal);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || !refusals.has(thrown.error.code)) throw thrown;
      return inItsWords(thrown);
    }
  }

  private attempts(job: JobState): Attempt[] {
    const bySecret = secretsToTry(job).map((name): Attempt => {
      const info = job.secrets.find((one) => one.name === name);
      const at = info?.at ?? '';
      const isPassword = name.startsWith('admin-password');
      return {
        key: keyOf(job, name),
        at: info?.origin === 'made-on-pbx' ? '' : at,
        isPassword,
        offers: () => this.offersFor(name),
      };
    });
    const { page } = this;
    if (!page) return bySecret;
    const offers: SignInOffer[] = [{ way: 'page', cookie: page.cookie }];
    return [
      ...bySecret,
      { key: `page@${page.at}`, at: page.at, isPassword: false, offers: () => Promise.resolve(offers) },
    ];
  }

  private async offersFor(name: SecretName): Promise<SignInOffer[]> {
    const value = await this.ports.secrets.get(this.job().id, name);
    if (value === null) return [];
    if (name === 'api-token') return [{ way: 'token', token: value }];
    if (name === 's2s-secret') return [{ way: 's2s', ...s2sNames(this.job()), secret: value }];
    return [
      { way: 'basic', login: factory.login, password: value },
      { way: 'session', login: factory.login, password: value },
    ];
  }
}

/** What was given to this PBX: to another address or certificate, or given anew, it is another attempt. */
function keyOf(job: JobState, name: SecretName): string {
  const at = job.secrets.find((one) => one.name === name)?.at ?? '';
  const names = name === 's2s-secret' ? Object.values(s2sNames(job)) : [];
  return [job.facts.address, job.facts.pin?.fingerprint256, name, at, ...names].join('@');
}

/** When another certificate was accepted after the wizard had made its token; empty: it was not. */
function repinnedSinceToken({ secrets, factSources }: JobState): string {
  const token = secrets.find(({ name, origin }) => name === 'api-token' && origin === 'made-on-pbx');
  const pinned = factSources.pin?.at ?? '';
  return token && pinned > token.at ? pinned : '';
}

/** A token or an application that was refused is no wrong password. */
function inItsWords(failure: Failure): Failure {
  const { code, params, details } = failure.error;
  const way = params?.way;
  const isToken = code === 'wrong-password' && (way === 'token' || way === 's2s');
  return isToken ? new Failure('token-refused', { way }, details) : failure;
}

/** What was given last is what the installer wants to hear of. */
function clearest(told: readonly { at: string; failure: Failure }[]): Failure | null {
  return [...told].sort((a, b) => a.at.localeCompare(b.at)).at(-1)?.failure ?? null;
}

/** Where this job's PBX is, and what certificate it must show. */
export function targetOf(job: JobState): Target {
  const address = parseAddress(job.facts.address ?? '');
  if (!address) throw new Failure('address-invalid', { address: job.facts.address ?? '' });
  if (!job.facts.pin && job.facts.look?.certificate.trusted !== true)
    throw new Failure('certificate-not-accepted');
  return { address, pin: job.facts.pin ?? null };
}

/**
 * As {@link targetOf}, for the PBX's page: that may be shown as soon as the certificate seen was accepted, which the first
 * sign-in then pins.
 */
export function pageTargetOf(job: JobState): Target {
  const seen = job.facts.look?.certificate;
  const address = parseAddress(job.facts.address ?? '');
  const { warnings } = stepOf(job, 'sign-in');
  if (job.facts.pin || !seen || !address) return targetOf(job);
  const question = acceptCode({ code: 'ask.accept-certificate', params: { now: seen.fingerprint256 } });
  return warnings.some(({ code }) => code === question) ? { address, pin: seen } : targetOf(job);
}

/** Fields of the sign-in step beside the S2S secret. */
function s2sNames(job: JobState): { id: string; name: string } {
  const { s2sId = '', s2sName = '' } = stepOf(job, 'sign-in').inputs;
  return { id: s2sId.trim(), name: s2sName.trim() };
}

/**
 * Which secrets may open the PBX now, likeliest first. While a password change is under way and its end was not seen,
 * the new one comes first and the old one second; after one that failed it is the other way round.
 */
export function secretsToTry(job: JobState): SecretName[] {
  const has = (name: SecretName): boolean => job.secrets.some((one) => one.name === name);
  const order: SecretName[] = ['api-token', ...passwordsToTry(job), 's2s-secret'];
  return order.filter(has);
}

/** Whether a secret, given anew, makes another sign-in of the connection in hand. */
export function opensByHttps(name: SecretName): boolean {
  return forSignIn.has(name);
}

/** Secrets that sign in, whichever comes first. */
const forSignIn: ReadonlySet<SecretName> = new Set([
  'admin-password-old',
  'admin-password-new',
  'api-token',
  's2s-secret',
]);

/** A refused sign-in, with nothing given since that could do better; null: there is something to try. */
export function refusedSignIn(job: JobState): NonNullable<JobState['facts']['signInRefused']> | null {
  const refused = job.facts.signInRefused ?? null;
  if (!refused) return null;
  // A corrected address is another PBX, which has refused nothing.
  if (refused.address !== job.facts.address) return null;
  const given = job.secrets.some(
    ({ name, at, origin }) => forSignIn.has(name) && origin !== 'made-on-pbx' && at > refused.at,
  );
  return given ? null : refused;
}

/** The password most likely to open the PBX now; null when the job has none. */
export function openingPassword(job: JobState): SecretName | null {
  return passwordsToTry(job).find((name) => job.secrets.some((one) => one.name === name)) ?? null;
}

function passwordsToTry(job: JobState): SecretName[] {
  const step = job.steps.some(({ id }) => id === 'admin-password') ? stepOf(job, 'admin-password') : null;
  const changes = step?.actions.filter(({ code }) => code === 'change-password') ?? [];
  const last = changes.at(-1);
  if (!last) return ['admin-password-old'];
  const typedSince = job.secrets.some(({ name, at }) => name === 'admin-password-old' && at > last.at);
  if (typedSince) return ['admin-password-old', 'admin-password-new'];
  if (last.outcome === 'done') return ['admin-password-new'];
  if (last.outcome === 'failed') return ['admin-password-old', 'admin-password-new'];
  return ['admin-password-new', 'admin-password-old'];
}
