import { Failure } from '../domain/failure';
import { needsSecondFactor } from '../domain/version';
import type { SignInOffer } from '../procedure/ports';
import { readAnswer, resultOf, type Reading } from './answer/envelope';
import { leavesOf } from './answer/values';
import { authorise, offersBasic, withoutSecrets, type Authorisation } from './authorisation';
import { versionIn } from './calls/identity';
import { stopIfCancelled } from './connection/failures';
import { request, type Answer, type Ask, type Line } from './connection/request';
import { routes } from './routes';
import { refusalWords } from './words';

/** Why an offer did not sign in. `sure`: the PBX left no doubt, so the same login is not tried another way. */
interface Refusal {
  failure: Failure;
  sure: boolean;
  way: SignInOffer['way'];
}

type Why = Omit<Refusal, 'way'>;

/**
 * Signs in by the first offer that works, each tried once. A password that the PBX has clearly refused is not sent again
 * by another way: too many wrong ones block the login, and that costs a visit.
 */
export async function signIn(
  line: Line,
  offers: readonly SignInOffer[],
  signal: AbortSignal,
): Promise<Authorisation> {
  const refusals: Refusal[] = [];
  const closed = new Set<string>();
  for (const offer of offers) {
    if ('login' in offer && closed.has(offer.login)) continue;
    const who = authorise(offer, line.agent.target.address);
    const refusal = await tryOffer(line, offer, who, signal);
    if (refusal === null) return who;
    refusals.push({ ...refusal, way: offer.way });
    if (refusal.sure && 'login' in offer) closed.add(offer.login);
  }
  throw await verdict(line, refusals, signal);
}

/** The clearest of the refusals; where none is clear, the version may say that a password alone cannot do. */
async function verdict(line: Line, refusals: readonly Refusal[], signal: AbortSignal): Promise<Failure> {
  const clear = refusals.find(({ sure }) => sure);
  if (clear) return clear.failure;
  const byPassword = refusals.find(({ way }) => way === 'basic' || way === 'session');
  const version = byPassword ? await versionWithoutSignIn(line, signal) : null;
  if (byPassword && version !== null && needsSecondFactor(version)) {
    return new Failure('second-factor-needed', { way: byPassword.way, version });
  }
  const last = refusals.at(-1);
  return last ? last.failure : new Failure('no-sign-in-way');
}

/** Null: signed in. Throws when the PBX could not be asked at all. */
async function tryOffer(
  line: Line,
  offer: SignInOffer,
  who: Authorisation,
  signal: AbortSignal,
): Promise<Why | null> {
  const login = offer.way === 'session' ? await logIn(line, offer, who, signal) : null;
  if (login && login.status >= 400) return refused(login, offer);
  const answer = await whoAmI(line, who, signal);
  const reading = readAnswer(answer);
  if (reading.kind === 'result') return null;
  if (login && saysSecondFactor(login)) return { failure: secondFactor(offer), sure: true };
  if (login && reading.status === 401) return notTaken(login, offer);
  return refused(answer, offer);
}

/** The login form's answer; an envelope that says error inside a 200 counts with the status it means. */
async function logIn(
  line: Line,
  { login, password }: Extract<SignInOffer, { way: 'session' }>,
  who: Authorisation,
  signal: AbortSignal,
): Promise<Answer> {
  const ask: Ask = {
    method: 'POST',
    path: routes.login,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ login, password }).toString(),
  };
  const answer = await request(line, ask, signal);
  who.learn(answer);
  const reading = readAnswer(answer);
  if (reading.kind !== 'error') return answer;
  return { ...answer, status: reading.status >= 400 ? reading.status : 401 };
}

/**
 * Asks for what only somebody signed in is told. Where the route is missing, or a company's key is not allowed it, one
 * user of the list does as well.
 */
async function whoAmI(line: Line, who: Authorisation, signal: AbortSignal): Promise<Answer> {
  const get = async (path: string): Promise<Answer> => {
    const ask: Ask = { method: 'GET', path };
    const answer = await request(line, { ...ask, headers: who.headers(ask) }, signal);
    who.learn(answer);
    return answer;
  };
  const info = await get(routes.personalInfo);
  const reading = readAnswer(info);
  const status = reading.kind === 'result' ? 200 : reading.status;
  const elsewhere = status === 404 || (status === 403 && (who.way === 'token' || who.way === 's2s'));
  return elsewhere ? get(`${routes.users}?start=0&count=1`) : info;
}

function refused(answer: Answer, offer: SignInOffer): Why {
  const reading = readAnswer(answer);
  const status = reading.kind === 'result' ? answer.status : reading.status;
  const told = saidBy(reading, offer);
  const params = { way: offer.way };
  if (refusalWords.secondFactor.test(told)) return { failure: secondFactor(offer), sure: true };
  if (refusalWords.blocked.test(told) || status === 429 || (status === 403 && 'login' in offer)) {
    return { failure: new Failure('blocked', { ...params, reason: told }), sure: true };
  }
  if (status === 401) return wrongOrOff(answer, told, offer);
  if (status === 403) return { failure: new Failure('no-sign-in-way', params, told), sure: false };
  const failure = oddAnswer(reading, offer);
  // A server in trouble refuses nobody; the other ways would fare no better.
  if (status >= 500) throw failure;
  return { failure, sure: false };
}

/** 401: a wrong password, or a way that is off here. */
function wrongOrOff(answer: Answer, told: string, offer: SignInOffer): Why {
  const params = { way: offer.way };
  const wrong = new Failure('wrong-password', params, told);
  if (refusalWords.basicOff.test(told))
    return { failure: new Failure('no-sign-in-way', params), sure: false };
  if (offer.way === 'page') return { failure: new Failure('page-not-signed-in', params, told), sure: false };
  if (offer.way !== 'basic') return { failure: wrong, sure: refusalWords.wrongPassword.test(told) };
  return offersBasic(answer)
    ? { failure: wrong, sure: true }
    : { failure: new Failure('no-sign-in-way', params), sure: false };
}

/** The form took the login and yet nobody is signed in. */
function notTaken(login: Answer, offer: SignInOffer): Why {
  const reading = readAnswer(login);
  const failure =
    reading.kind === 'result'
      ? new Failure('no-sign-in-way', { way: offer.way }, 'the login was taken, the session is not')
      : new Failure('wrong-password', { way: offer.way });
  return { failure, sure: false };
}

function secondFactor(offer: SignInOffer): Failure {
  return new Failure('second-factor-needed', { way: offer.way });
}

/** An answer that neither signs in nor refuses: HTML, a redirect, an error of the server, no such route. */
function oddAnswer(reading: Reading, offer: SignInOffer): Failure {
  try {
    resultOf(reading, 'sign-in', (text) => withoutSecrets(text, secretsOf(offer)));
  } catch (error) {
    if (error instanceof Failure && error.error.code !== 'route-missing') return error;
  }
  return new Failure('no-sign-in-way', { way: offer.way });
}

/** What of an offer must not come back in the PBX's own words. */
function secretsOf(offer: SignInOffer): readonly string[] {
  return authorise(offer, { host: '', port: 0 }).secrets;
}

function saidBy(reading: Reading, offer: SignInOffer): string {
  return reading.kind === 'error' ? withoutSecrets(reading.reason, secretsOf(offer)) : '';
}

/** A login that was taken may still ask for a code: a key that says so with a true value, or a text. */
function saysSecondFactor(answer: Answer): boolean {
  const reading = readAnswer(answer);
  if (reading.kind !== 'result') return false;
  return leavesOf(reading.result).some(({ path, value }) => {
    if (typeof value === 'string' && refusalWords.secondFactor.test(value)) return true;
    const key = (path.at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
    return (
      refusalWords.secondFactor.test(key) && value !== false && value !== null && value !== '' && value !== 0
    );
  });
}

/** The version, when this PBX tells it to anybody. A courtesy to the error's text, so failing is no matter. */
async function versionWithoutSignIn(line: Line, signal: AbortSignal): Promise<string | null> {
  try {
    const reading = readAnswer(await request(line, { method: 'GET', path: routes.version }, signal));
    return reading.kind === 'result' ? versionIn(reading.result) : null;
  } catch {
    stopIfCancelled(signal);
    return null;
  }
}
