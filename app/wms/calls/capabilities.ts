import { Failure } from '../../domain/failure';
import type { Capability } from '../../domain/pbx';
import { readAnswer, type Reading } from '../answer/envelope';
import { shapeOf } from '../answer/shape';
import type { Api } from '../api';
import { routes } from '../routes';

/** Only GETs: finding out what a PBX can do must change nothing on it. */
const probes: readonly { name: Capability['name']; path: string }[] = [
  { name: 'ping', path: routes.ping },
  { name: 'version', path: routes.version },
  { name: 'personal-info', path: routes.personalInfo },
  { name: 'users', path: `${routes.users}?start=0&count=1` },
  { name: 'licence', path: routes.licence },
  { name: 'upgrade-status', path: routes.upgrade },
  { name: 'upgrade-check', path: routes.upgradeCheck },
  { name: 'upgrade-settings', path: routes.upgradeSettings },
  { name: 'simple-token', path: routes.simpleToken },
  { name: 'backups', path: routes.backups },
  { name: 'sip-registrations', path: routes.sipRegistrations },
  { name: 'network', path: routes.network },
];

/**
 * Asks each known route once. A single route may answer 401 to a way of signing in that others take; when every route does,
 * or who we are is no longer known, the sign-in is lost. A route that never answers is noted with status 0; a second one
 * means that the PBX has gone.
 */
export async function capabilities(api: Api, signal: AbortSignal): Promise<Capability[]> {
  const found: Capability[] = [];
  let silent = 0;
  for (const { name, path } of probes) {
    const route = `GET ${path.replace(/\?.*$/, '')}`;
    try {
      const answer = await api.ask({ method: 'GET', path }, signal);
      found.push({ name, route, ...read(readAnswer(answer), answer.status) });
    } catch (error) {
      if (!isSilence(error) || ++silent > 1) throw error;
      found.push({ name, route, status: 0, works: false, shape: error.error.code });
    }
  }
  const nothingWorks = found.every(({ works }) => !works) && found.some(({ status }) => status === 401);
  if (nothingWorks || found.some(({ name, status }) => name === 'personal-info' && status === 401)) {
    throw new Failure('sign-in-lost', { route: `GET ${routes.personalInfo}` });
  }
  return found;
}

function isSilence(error: unknown): error is Failure {
  return error instanceof Failure && (error.error.code === 'timeout' || error.error.code === 'reset');
}

function read(reading: Reading, httpStatus: number): Omit<Capability, 'name' | 'route'> {
  if (reading.kind === 'result') {
    return { status: httpStatus, works: true, shape: shapeOf(reading.result) };
  }
  // 405: the route is there for other methods, as the one for backups may be.
  return { status: reading.status, works: reading.status === 405, shape: notedAs(reading) };
}

function notedAs(reading: Exclude<Reading, { kind: 'result' }>): string {
  return reading.kind === 'other' ? reading.shape : reading.kind;
}
