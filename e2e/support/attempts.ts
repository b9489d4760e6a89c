import { expect } from 'playwright/test';
import type { LogLine } from '../../app/practice/request-log';
import type { Practice } from './practice';

/** What a practice PBX was sent to sign in with, by its own counters and its own log. */
export interface SignIns {
  /** Wrong passwords, by whatever way they came. */
  wrong: number;
  /** Requests to a login form, of the API or of the page. */
  logins: number;
  /** Requests that were refused for who sent them. */
  refused: number;
}

export async function signInsAt(practice: Practice): Promise<SignIns> {
  const { counters } = await practice.state();
  const log = await practice.control<LogLine[]>('GET', '/log');
  const lines = log.filter(({ server }) => server === 'practice PBX');
  return {
    wrong: Object.values(counters.failedSignIns).reduce((sum, count) => sum + count, 0),
    logins: lines.filter(({ method, path }) => method === 'POST' && path.endsWith('/login')).length,
    refused: lines.filter(({ status }) => status === 401).length,
  };
}

/** One act of the installer: at most one wrong password and one login form may come of it. Tells what came. */
export async function attempt(practice: Practice, act: () => Promise<unknown>): Promise<SignIns> {
  const before = await signInsAt(practice);
  await act();
  const after = await signInsAt(practice);
  const came = {
    wrong: after.wrong - before.wrong,
    logins: after.logins - before.logins,
    refused: after.refused - before.refused,
  };
  expect(came.wrong, 'wrong passwords in one attempt').toBeLessThanOrEqual(1);
  expect(came.logins, 'login forms in one attempt').toBeLessThanOrEqual(1);
  return came;
}
