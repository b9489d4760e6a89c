import { DEPARTMENTS, GROUPS, PHONES, USERS } from '../users-seed';
import { BLOCK, LICENCE_TYPES, TIMINGS } from './common';
import type { Answers, Preset } from './preset';

/** Shapes the vendor has not published: flat, everything a string, licences by order code. */
const answers: Answers = {
  ping: () => 'pong',
  login: () => 'Success',
  version: (version) => version,
  license: (view) => ({
    mode: view.activated ? 'user' : '',
    domain: view.name ?? '',
    swSerial: view.swSerial ?? '',
    licenses: view.known
      ? Object.fromEntries(
          view.types.map(({ order, wire }) => [
            order,
            { total: view.bought[wire] ?? 0, used: view.used[wire] ?? 0 },
          ]),
        )
      : {},
  }),
  check: (view) => ({
    status: view.state,
    available: view.offered === null ? '0' : '1',
    version: view.offered ?? '',
  }),
  upgrade: (view) => ({ status: view.phase, progress: String(view.percent), error: view.reason ?? '' }),
  repositoryKey: 'repository',
  pbxes: (pbx) => [{ serial: pbx.serial, name: pbx.name, host: pbx.host, version: pbx.version, master: '1' }],
  put: () => 'Success',
  numbersAsStrings: true,
};

/** Just below the version that knows licence types. Build numbers are made up in the vendor's form. */
export const virtual401: Preset = {
  name: 'virtual-4.01',
  title: 'Virtual PBX, WMS 4.01, before licence types',
  version: '4.01.44100.12',
  serialPrefix: '000c29',
  repository: 'rel40',
  repositories: [
    { name: 'rel40', versions: ['4.01.44168.28', '4.03.44842.11'] },
    // As the vendor says: to version 5 only from the latest of 4.
    { name: 'rel50', versions: ['5.04.20220309.1'], requires: '4.03.44842.11' },
  ],
  firstLogin: { login: 'admin', password: 'wildix' },
  openPing: false,
  users: USERS,
  phones: PHONES,
  groups: GROUPS,
  departments: DEPARTMENTS,
  licenceTypes: LICENCE_TYPES,
  newUserType: 'essential',
  timings: TIMINGS,
  block: BLOCK,
  passwordLength: 8,
  answers,
  texts: {},
};
