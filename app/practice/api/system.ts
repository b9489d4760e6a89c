import { sentObject } from '../http/ask';
import { groupDn } from '../pbx/colleagues';
import { licenceView } from '../pbx/licences';
import type { Reply } from '../http/reply';
import type { World } from '../world';
import { forAdmins, forUsers, type ApiRoute, type Call } from './call';
import { failure, list, result } from './envelope';

/** Version needs `info:read` or `pbx:read` (reported by a public client). */
const INFO = { scope: 'info' };
/** Reported by a public client of registrations; which other routes the vendor's 109 leave out is not known. */
const NOT_BY_COMPANY_KEY = { scope: null };

/** What the PBX is and has: version, licence, addresses, settings, backups, phones, groups. */
export const systemRoutes: ApiRoute[] = [
  forUsers('GET', '/pbx/ping', ({ world }) => result(world.preset.answers.ping()), INFO),
  forUsers(
    'GET',
    '/pbx/version',
    ({ world }) => result(world.preset.answers.version(world.store.state.version)),
    INFO,
  ),
  forUsers('GET', '/pbx/candidates', ({ world }) => result(list([{ host: world.store.state.host }]), true)),
  forAdmins('GET', '/network/pbxes', ({ world }) => result(list(pbxes(world)), numbersAsStrings(world))),
  forAdmins('GET', '/pbx/settings', ({ world }) => result(world.store.state.settings)),
  forAdmins('PUT', '/pbx/settings', setSettings),
  forAdmins('GET', '/pbx/settings/license', ({ world }) =>
    result(world.preset.answers.license(licenceView(world)), numbersAsStrings(world)),
  ),
  forAdmins('GET', '/pbx/settings/backups', ({ world }) =>
    result(list(world.store.state.backups), numbersAsStrings(world)),
  ),
  forAdmins('POST', '/pbx/settings/backups', makeBackup),
  forAdmins(
    'GET',
    '/pbx/users/sip/registrations',
    ({ world }) => result(registrations(world)),
    NOT_BY_COMPANY_KEY,
  ),
  forAdmins(
    'GET',
    '/pbx/users/:extension/sip/registrations',
    ({ world, named }) => result(registrations(world, named['extension'])),
    NOT_BY_COMPANY_KEY,
  ),
  forUsers('GET', '/groups', ({ world }) => result(list(world.preset.groups.map(group)), true)),
  forUsers('GET', '/departments', ({ world }) =>
    result(list(world.preset.departments.map((name, index) => ({ id: index + 1, name }))), true),
  ),
];

function numbersAsStrings({ preset }: World): boolean {
  return preset.answers.numbersAsStrings;
}

/** This one and, where it is the server of a network, its clients, as far as it knows them. */
function pbxes({ preset, store, members }: World): unknown[] {
  const listed = ({ state }: World['store'], role: 'server' | 'client'): unknown[] => {
    const { serial, hostname: name, version, host, ports } = state;
    const at = members.length === 0 ? host : `${host}:${ports.pbx}`;
    return preset.answers.pbxes({ serial, name, version, host: at, role });
  };
  return [...listed(store, 'server'), ...members.flatMap((member) => listed(member.store, 'client'))];
}

function setSettings({ world, ask }: Call): Reply {
  const sent = sentObject(ask);
  if (!sent) return failure(400, 'The body is not an object');
  world.store.change(({ settings }) => {
    for (const [key, value] of Object.entries(sent)) {
      if (Object.hasOwn(settings, key) && typeof value === 'string') settings[key] = value;
    }
  });
  return result('Success');
}

function makeBackup({ world }: Call): Reply {
  world.store.change(({ backups, hostname }) => {
    const time = new Date(world.clock.wall());
    const stamp = time
      .toISOString()
      .replaceAll(/[-:]|\..*/g, '')
      .replace('T', '_');
    backups.push({ name: `${hostname}_${stamp}`, created: Math.floor(time.getTime() / 1000) });
  });
  return result('Success');
}

/**
 * Registrations keyed by extension (reported of real ones). Phones of deleted users are gone. A replacement gets its devices by the
 * activation (vendor's guide).
 */
function registrations({ preset, store }: World, extension?: string): Record<string, unknown> {
  const { users, activation } = store.state;
  if (preset.twin?.is === 'old' && activation === null) return {};
  const phones = preset.phones.filter(
    (phone) =>
      (extension === undefined || phone.extension === extension) &&
      users.some((user) => user.extension === phone.extension),
  );
  return Object.fromEntries(
    phones.map(({ extension: number, online, useragent }) => {
      const address = `192.0.2.${Number(number) % 250}:5060`;
      const contact = `sip:${number}@${address}`;
      return [number, { registrations: [{ online: online ? '1' : '0', contact, received: '', useragent }] }];
    }),
  );
}

function group(name: string, index: number): Record<string, string> {
  return { id: String(index + 1), dn: groupDn(name), name };
}
