import { parseAddress } from '../domain/address';
import { Failure } from '../domain/failure';
import { stepOf, type JobState, type SecretName } from '../domain/job';
import { factory } from '../domain/password';
import type { PbxSession, Ports, SignInOffer, Target } from './ports';

/**
 * The job's one signed-in PBX. Signs in when first needed and again after a loss, with what the job has. A password is
 * never tried again after it was refused: that would only bring a lockout nearer.
 */
export class Connection {
  private session: PbxSession | null = null;
  private refused = new Set<string>();

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

  /** A newly typed password or token may be tried, whatever was refused before. */
  freshSecret(): void {
    this.refused.clear();
    this.drop();
  }

  /** Does this one secret open the PBX? Used to prove a change; each call is one attempt. */
  async opens(name: SecretName, signal: AbortSignal): Promise<boolean> {
    const offers = await this.offersFor(name);
    if (offers.length === 0) throw new Failure('secret-missing', { name });
    try {
      const session = await this.ports.pbx.signIn(targetOf(this.job()), offers, signal);
      if (name !== 'admin-password-old') this.session = session;
      return true;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.error.code === 'wrong-password') return false;
      throw thrown;
    }
  }

  private async signIn(signal: AbortSignal): Promise<PbxSession> {
    const job = this.job();
    const names = secretsToTry(job);
    let last: Failure | null = null;
    for (const name of names) {
      const offers = await this.offersFor(name);
      const attempt = `${name}@${job.secrets.find((one) => one.name === name)?.at ?? ''}`;
      if (offers.length === 0 || this.refused.has(attempt)) continue;
      try {
        return await this.ports.pbx.signIn(targetOf(job), offers, signal);
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.error.code !== 'wrong-password') throw thrown;
        this.refused.add(attempt);
        last = thrown;
      }
    }
    throw (
      last ??
      new Failure(names.length === 0 ? 'secret-missing' : 'wrong-password', { name: 'admin password' })
    );
  }

  private async offersFor(name: SecretName): Promise<SignInOffer[]> {
    const value = await this.ports.secrets.get(this.job().id, name);
    if (value === null) return [];
    if (name === 'api-token') return [{ way: 'token', token: value }];
    return [
      { way: 'basic', login: factory.login, password: value },
      { way: 'session', login: factory.login, password: value },
    ];
  }
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
 * Which secrets may open the PBX now, likeliest first. While a password change is under way and its end was not seen,
 * the new one comes first and the old one second: each is tried once.
 */
export function secretsToTry(job: JobState): SecretName[] {
  const has = (name: SecretName): boolean => job.secrets.some((one) => one.name === name);
  const tokens: SecretName[] = has('api-token') ? ['api-token'] : [];
  return [...tokens, ...passwordsToTry(job).filter(has)];
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
  return ['admin-password-new', 'admin-password-old'];
}
