import { Failure } from '../domain/failure';
import type { HostKey } from '../domain/ssh';
import type { SshLogin, SshOffer, SshOutput, SshSession, SshTarget } from '../procedure/ports';
import { Attempts, type Ready } from './attempts';
import { runCommand } from './command';
import { readKeyFile } from './key-file';
import { Line } from './line';
import type { Limits } from './settings';
import { openTerminal } from './terminal';

/** Goes as far as the host key and hangs up. */
export async function lookAtHostKey(
  target: Omit<SshTarget, 'pin'>,
  limits: Limits,
  signal: AbortSignal,
): Promise<HostKey> {
  const line = new Line({ ...target, pin: null }, limits);
  try {
    await line.open('-', (_methods, _partly, next) => next(false as never), signal);
  } catch (error) {
    if (!(error instanceof Failure) || error.error.code !== 'host-key-unknown') throw error;
    const { type = '', sha256 = '' } = error.error.params ?? {};
    return { type: String(type), sha256: String(sha256) };
  } finally {
    line.end(new Failure('cancelled'));
  }
  throw new Failure('internal', undefined, 'a host key was taken that nobody has accepted');
}

export async function signIn(
  target: SshTarget,
  login: SshLogin,
  limits: Limits,
  signal: AbortSignal,
): Promise<SshSession> {
  signal.throwIfAborted();
  const attempts = new Attempts(login, await Promise.all(login.offers.map(ready)));
  const line = new Line(target, limits);
  try {
    await line.open(login.user, attempts.handler, signal);
  } catch (error) {
    line.end(new Failure('cancelled'));
    throw refusal(error, login, attempts);
  }
  return sessionOf(line, login, limits);
}

async function ready(offer: SshOffer): Promise<Ready> {
  if (offer.way !== 'key-file') return offer;
  return { way: 'key', ...(await readKeyFile(offer.path, offer.passphrase)) };
}

/** Where a question had no answer, that is what stood in the way. */
function refusal(error: unknown, { user }: SshLogin, { unanswered }: Attempts): unknown {
  if (!(error instanceof Failure) || error.error.code !== 'ssh-refused') return error;
  if (unanswered !== null) return new Failure('ssh-asks', { asks: unanswered });
  const { params, details } = error.error;
  return new Failure('ssh-refused', { ...params, user }, details);
}

function sessionOf(line: Line, { offers }: SshLogin, limits: Limits): SshSession {
  const secrets = offers.flatMap((offer) => (offer.way === 'password' ? [offer.password] : []));
  return {
    old: line.old,
    run: async (command, options, signal) => {
      const done = await runCommand(line, command, options, limits, signal);
      return masked(done, [...secrets, ...(options.as ? [options.as.password] : [])]);
    },
    terminal: (options, signal) => openTerminal(line, options, limits, signal),
    end: () => {
      line.end(new Failure('cancelled'));
    },
  };
}

/** A server that prints a password back has no business to have it shown. */
function masked(done: SshOutput, secrets: readonly string[]): SshOutput {
  const mask = (text: string): string =>
    secrets
      .filter((secret) => secret.length >= 4)
      .reduce((rest, secret) => rest.replaceAll(secret, '‹secret›'), text);
  return { ...done, output: mask(done.output), errors: mask(done.errors) };
}
