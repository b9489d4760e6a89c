import { Failure } from '../domain/failure';
import type { Authorisation } from './authorisation';
import { offersBasic, withoutSecrets } from './authorisation';
import { readAnswer, resultOf, type Reading } from './answer/envelope';
import { request, routeOf, type Answer, type Ask, type Line, type Method } from './connection/request';

/** Calls to a signed-in PBX. Each gives the envelope's result or throws the Failure that says why not. */
export interface Api {
  get(path: string, signal: AbortSignal): Promise<unknown>;
  /** @param secrets what of the body must not come back in an error's text */
  send(
    method: Exclude<Method, 'GET'>,
    path: string,
    body: unknown,
    signal: AbortSignal,
    secrets?: readonly string[],
  ): Promise<unknown>;
  /** The answer as it is, for those who note what a route does. */
  ask(ask: Ask, signal: AbortSignal): Promise<Answer>;
}

export function apiOf(line: Line, who: Authorisation): Api {
  const ask = async (one: Ask, signal: AbortSignal): Promise<Answer> => {
    const answer = await request(line, { ...one, headers: { ...one.headers, ...who.headers(one) } }, signal);
    who.learn(answer);
    return answer;
  };
  const call = async (one: Ask, signal: AbortSignal, secrets: readonly string[] = []): Promise<unknown> => {
    const answer = await ask(one, signal);
    const reading = readAnswer(answer);
    // The password opened this PBX and does not any more: whoever signs in again must not send it again.
    if (who.way === 'basic' && saysUnknown(reading) && offersBasic(answer))
      throw new Failure('wrong-password', { way: who.way });
    return resultOf(reading, routeOf(one), (text) => withoutSecrets(text, [...who.secrets, ...secrets]));
  };
  return {
    ask,
    get: (path, signal) => call({ method: 'GET', path }, signal),
    send: (method, path, body, signal, secrets) => call({ method, path, ...jsonBody(body) }, signal, secrets),
  };
}

function saysUnknown(reading: Reading): boolean {
  return reading.kind !== 'result' && reading.status === 401;
}

function jsonBody(body: unknown): Pick<Ask, 'body' | 'headers'> {
  if (body === undefined) return {};
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}
