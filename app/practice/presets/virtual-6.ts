import { DEPARTMENTS, GROUPS, PHONES, USERS } from '../users-seed';
import { BLOCK, LICENCE_TYPES, TIMINGS } from './common';
import type { Answers, Numbers, Preset, UpgradeView } from './preset';

const STATES: Record<UpgradeView['phase'], string> = {
  idle: 'NONE',
  downloading: 'DOWNLOAD',
  installing: 'INSTALL',
  'reboot-needed': 'FINISHED',
  failed: 'ERROR',
};

/** Shapes the vendor has not published: nested, real numbers and booleans, licences by wire value. */
const answers: Answers = {
  ping: () => ({ pong: true }),
  login: (record) => record,
  version: (version) => ({ version, build: version.split('.')[2] ?? '', os: 'Debian 11' }),
  license: (view) => ({
    activated: view.activated,
    pbxName: view.name,
    softwareSerial: view.swSerial,
    bought: boughtOnly(view.bought),
    used: view.used,
  }),
  check: (view) => ({
    inProgress: view.state === 'checking',
    newVersion: view.offered === null ? [] : [{ version: view.offered, stable: true }],
  }),
  upgrade: (view) => ({
    state: STATES[view.phase],
    percent: view.percent,
    needReboot: view.phase === 'reboot-needed',
    ...(view.reason === null ? {} : { message: view.reason }),
  }),
  repositoryKey: 'upgradeRepository',
  pbxes: (pbx) => [
    { pbxSerial: pbx.serial, pbxName: pbx.name, ip: pbx.host, ver: pbx.version, role: 'server' },
  ],
  put: (record) => record,
  numbersAsStrings: false,
};

function boughtOnly(numbers: Numbers): Numbers {
  return Object.fromEntries(Object.entries(numbers).filter(([, number]) => number > 0));
}

/** A version 6 before root admins need a second factor (6.10.20250609.6), staying below it after its upgrade. */
export const virtual6: Preset = {
  name: 'virtual-6',
  title: 'Virtual PBX, WMS 6.09, before the second factor',
  version: '6.09.20250117.1',
  serialPrefix: '000c29',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250512.4'] }],
  firstLogin: { login: 'admin', password: 'wildix' },
  openPing: true,
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
