import { readAnswer, resultOf } from '../answer/envelope';
import type { Api } from '../api';
import { routeOf, type Answer, type Ask } from '../connection/request';

export interface Asked extends Ask {
  json: unknown;
}

/** An Api over answers that are given as `status` and JSON body, with what was asked of it. */
export function fakeApi(
  answer: (asked: Asked) => { status?: number; body: unknown } | undefined,
): Api & { asked: Asked[] } {
  const asked: Asked[] = [];
  const ask = async (one: Ask): Promise<Answer> => {
    const noted = { ...one, json: one.body === undefined ? undefined : (JSON.parse(one.body) as unknown) };
    asked.push(noted);
    const { status = 200, body } = answer(noted) ?? { status: 404, body: { type: 'error', code: 404 } };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { status, headers: {}, text, sentAt: 0, heardAt: 0 };
  };
  const call = async (one: Ask): Promise<unknown> => resultOf(readAnswer(await ask(one)), routeOf(one));
  return {
    asked,
    ask,
    get: (path) => call({ method: 'GET', path }),
    send: (method, path, body) =>
      call({ method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  };
}

/** A successful answer. */
export function ok(result: unknown): { body: unknown } {
  return { body: { type: 'result', result } };
}

export function no(status: number, reason = 'no'): { status: number; body: unknown } {
  return { status, body: { type: 'error', reason, code: status } };
}
