import { sentObject } from '../http/ask';
import type { Reply } from '../http/reply';
import { addUser, colleague, writeUser, type Colleague } from '../pbx/colleagues';
import { userById } from '../pbx/sign-in';
import type { Refusal } from '../pbx/upgrade';
import type { State, User } from '../state';
import type { World } from '../world';
import { forAdmins, forUsers, type ApiRoute, type Call } from './call';
import { failure, list, result } from './envelope';

// Defaults of the vendor's page for version 3: as many as 1500, by dn, downwards.
const DEFAULT_COUNT = 1500;
const SEARCHED = ['name', 'extension', 'email', 'officePhone', 'mobilePhone'];

/** Listing, reading and changing users. */
export const colleagueRoutes: ApiRoute[] = [
  forUsers('GET', '/colleagues', (call) => listColleagues(call, withoutSecrets)),
  forAdmins('GET', '/pbx/colleagues', (call) => listColleagues(call, (record) => record)),
  forUsers('GET', '/colleagues/:id', (call) => oneColleague(call, withoutSecrets)),
  forAdmins('GET', '/pbx/colleagues/:id', (call) => oneColleague(call, (record) => record)),
  forAdmins('POST', '/pbx/colleagues', create),
  forAdmins('PUT', '/pbx/colleagues/:id', change),
  forAdmins('PUT', '/colleagues/:id', change),
  forAdmins('DELETE', '/pbx/colleagues/:ids', remove),
];

/** Only the fields that were asked for with `fields=a,b`. */
export function onlyFields(record: Colleague, query: URLSearchParams): Colleague {
  const fields = query.get('fields')?.split(',').filter(Boolean) ?? [];
  if (fields.length === 0) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => fields.includes(key)));
}

type View = (record: Colleague) => Colleague;

function withoutSecrets(record: Colleague): Colleague {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'sipPassword'));
}

function listColleagues({ world, ask }: Call, view: View): Reply {
  const { state } = world.store;
  const records = state.users.map((user) => view(colleague(state, user)));
  const found = sorted(searched(filtered(records, ask.query), ask.query), ask.query);
  const start = whole(ask.query.get('start'), 0);
  const count = whole(ask.query.get('count'), DEFAULT_COUNT);
  const shown = found.slice(start, start + count).map((record) => onlyFields(record, ask.query));
  return result(list(shown, found.length), true);
}

function filtered(records: Colleague[], query: URLSearchParams): Colleague[] {
  const wanted = new Map<string, string[]>();
  for (const [key, value] of query) {
    const field = /^filter\[(\w+)\](\[\d*\])?$/.exec(key)?.[1];
    if (field) wanted.set(field, [...(wanted.get(field) ?? []), value]);
  }
  return records.filter((record) =>
    [...wanted].every(([field, values]) => values.includes(record[field] ?? '')),
  );
}

function searched(records: Colleague[], query: URLSearchParams): Colleague[] {
  const text = query.get('search')?.toLowerCase() ?? '';
  if (text === '') return records;
  const fields = query.get('searchFields')?.split(',') ?? SEARCHED;
  return records.filter((record) => fields.some((field) => record[field]?.toLowerCase().includes(text)));
}

function sorted(records: Colleague[], query: URLSearchParams): Colleague[] {
  const field = query.get('sort') ?? 'dn';
  const sign = (query.get('dir') ?? 'DESC').toUpperCase() === 'ASC' ? 1 : -1;
  return records.sort((a, b) => sign * (a[field] ?? '').localeCompare(b[field] ?? ''));
}

function whole(text: string | null, standard: number): number {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) || number < 0 ? standard : number;
}

function oneColleague({ world, ask, named }: Call, view: View): Reply {
  const { state } = world.store;
  const user = userById(state, named['id'] ?? '');
  if (!user) return failure(404, '404 Not Found');
  return result(onlyFields(view(colleague(state, user)), ask.query));
}

function create({ world, ask }: Call): Reply {
  const fields = sentObject(ask);
  if (!fields) return failure(400, 'The body is not an object');
  // As reported of the real one: a missing parameter is an internal error, not a bad request.
  if (!fields['name'] || !fields['extension'] || !fields['role']) return failure(500, 'Missing parameter');
  const refusal = world.store.change(() => addUser(world, fields));
  return refusal ? failure(400, refusal.refused) : result('Success');
}

function change({ world, ask, named }: Call): Reply {
  const fields = sentObject(ask);
  if (!fields) return failure(400, 'The body is not an object');
  const user = userById(world.store.state, named['id'] ?? '');
  if (!user) return failure(404, '404 Not Found');
  const work = (state: State): Refusal | undefined => {
    const refused = writeUser(world, user, fields);
    if (!refused) dropField(world, user);
    if (!refused) countPut(state, user.id, 'licenseType' in fields);
    return refused;
  };
  // A password is kept elsewhere than in the user.
  const refusal = fields['password'] ? world.store.change(work) : world.store.changeUser(user, work);
  if (refusal) return failure(400, refusal.refused);
  return result(world.preset.answers.put(colleague(world.store.state, user)));
}

/** The fault `put-drops-a-field`. */
function dropField({ faults }: World, user: User): void {
  const field = faults.argument('put-drops-a-field');
  if (field !== undefined) Object.assign(user, { [field]: '' });
}

function countPut({ counters }: State, id: string, licence: boolean): void {
  counters.puts += 1;
  counters.putsByUser[id] = (counters.putsByUser[id] ?? 0) + 1;
  if (licence) counters.licencePutsByUser[id] = (counters.licencePutsByUser[id] ?? 0) + 1;
}

function remove({ world, named }: Call): Reply {
  const ids = (named['ids'] ?? '').split(',').filter(Boolean);
  const users = ids.map((id) => userById(world.store.state, id));
  if (users.includes(undefined)) return failure(404, '404 Not Found');
  if (users.some((user) => user?.role === 'admin')) return failure(400, 'The admin user cannot be deleted');
  world.store.change((state) => {
    state.users = state.users.filter(({ id }) => !ids.includes(id));
    for (const id of ids) delete state.passwords[id];
  });
  return result('Success');
}
