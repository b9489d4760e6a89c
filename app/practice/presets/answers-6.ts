import type { Answers, Numbers, UpgradeView } from './preset';

const STATES: Record<UpgradeView['phase'], string> = {
  idle: 'NONE',
  downloading: 'DOWNLOAD',
  installing: 'INSTALL',
  'reboot-needed': 'FINISHED',
  failed: 'ERROR',
};

/** Shapes of the presets of version 6, which the vendor has not published: nested, real numbers and booleans, licences by wire value. */
export const ANSWERS_6: Answers = {
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
    ...(view.reason === null ? {} : { message: view.reason }),
  }),
  upgrade: (view) => ({
    state: STATES[view.phase],
    percent: view.percent,
    needReboot: view.phase === 'reboot-needed',
    ...(view.reason === null ? {} : { message: view.reason }),
  }),
  repositoryKey: 'upgradeRepository',
  pbxes: (pbx) => [
    { pbxSerial: pbx.serial, pbxName: pbx.name, ip: pbx.host, ver: pbx.version, role: pbx.role },
  ],
  put: (record) => record,
  numbersAsStrings: false,
};

function boughtOnly(numbers: Numbers): Numbers {
  return Object.fromEntries(Object.entries(numbers).filter(([, number]) => number > 0));
}
