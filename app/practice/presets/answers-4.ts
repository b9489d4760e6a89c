import type { Answers } from './preset';

/** Shapes of the presets of version 4 and before, which the vendor has not published: flat, everything a string, licences by order code. */
export const ANSWERS_4: Answers = {
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
    ...(view.reason === null ? {} : { reason: view.reason }),
  }),
  upgrade: (view) => ({ status: view.phase, progress: String(view.percent), error: view.reason ?? '' }),
  repositoryKey: 'repository',
  pbxes: (pbx) => [
    {
      serial: pbx.serial,
      name: pbx.name,
      host: pbx.host,
      version: pbx.version,
      master: pbx.role === 'server' ? '1' : '0',
    },
  ],
  put: () => 'Success',
  numbersAsStrings: true,
};
