import { sentObject, type Ask } from '../http/ask';
import { json, type Reply } from '../http/reply';
import { match, type Route } from '../http/router';
import type { World } from '../world';
import { addContact, addCustomer, addPbx, changePbx, readNumbers, wrongWish, type PbxWish } from './books';
import type { PortalPbx } from './books-state';
import { signedInByBasic } from './portal-sign-in';

type Handler = (world: World, fields: Record<string, unknown>, id: string) => Reply;

/**
 * What the portal's pages do, without a browser: for the demo and the tests. The vendor has no such API;
 * nothing a real job does may use it.
 */
const ROUTES: Route<Handler>[] = [
  {
    method: 'GET',
    path: '/api/practice/customers',
    handler: ({ store }) => json(store.state.portal.customers),
  },
  { method: 'POST', path: '/api/practice/customers', handler: postCustomer },
  { method: 'POST', path: '/api/practice/customers/:id/contacts', handler: postContact },
  { method: 'POST', path: '/api/practice/customers/:id/pbxs', handler: postPbx },
  { method: 'GET', path: '/api/practice/pbxs', handler: ({ store }) => json(store.state.portal.pbxs) },
  { method: 'GET', path: '/api/practice/pbxs/:id', handler: getPbx },
  { method: 'PUT', path: '/api/practice/pbxs/:id', handler: putPbx },
];

/** Whether this request is for the portal's own API. */
export function isPortalApi(ask: Ask): boolean {
  return ask.parts[0] === 'api';
}

/** Answers a request to the portal's own API. */
export function answerPortalApi(world: World, ask: Ask): Reply {
  if (!signedInByBasic(world, ask)) return json({ error: 'Sign in with Basic.' }, 401);
  const found = match(ROUTES, ask);
  if (!found) return json({ error: 'There is no such route.' }, 404);
  const fields = sentObject(ask);
  if (!fields) return json({ error: 'The body is not an object.' }, 400);
  return found.handler(world, fields, found.named['id'] ?? '');
}

/** Adds a PBX by plain fields; used by the control API too. Returns what is wrong instead when something is. */
export function orderPbx(
  world: World,
  customerId: string,
  fields: Record<string, unknown>,
): PortalPbx | string {
  const numbers = readNumbers(world, (wire) => record(fields['licences'])[wire]);
  if (typeof numbers === 'string') return numbers;
  const wish: PbxWish = {
    model: text(fields, 'model', 'WPBX-VM/HW'),
    region: text(fields, 'region'),
    name: text(fields, 'name'),
    period: text(fields, 'period', 'yearly'),
    storage: text(fields, 'storage'),
    numbers,
  };
  const wrong = wrongWish(world, customerId, wish);
  if (wrong !== undefined) return wrong;
  const pbx = addPbx(world, customerId, wish);
  // So that "the key of another PBX" can be tried with one practice PBX.
  const boundTo = text(fields, 'boundTo');
  if (boundTo !== '') world.store.change(() => (pbx.activatedBy = boundTo));
  return pbx;
}

/** Adds a customer by plain fields. */
export function orderCustomer(world: World, fields: Record<string, unknown>): ReturnType<typeof addCustomer> {
  const of = (key: string): string => text(fields, key);
  return addCustomer(world, {
    company: of('company'),
    address: of('address'),
    city: of('city'),
    country: of('country'),
    email: of('email'),
    phone: of('phone'),
  });
}

function postCustomer(world: World, fields: Record<string, unknown>): Reply {
  return made(orderCustomer(world, fields));
}

function postContact(world: World, fields: Record<string, unknown>, customerId: string): Reply {
  if (!hasCustomer(world, customerId)) return json({ error: 'There is no such customer.' }, 404);
  const of = (key: string): string => text(fields, key);
  return made(
    addContact(world, {
      customerId,
      firstName: of('firstName'),
      lastName: of('lastName'),
      email: of('email'),
      license: of('license'),
    }),
  );
}

function postPbx(world: World, fields: Record<string, unknown>, customerId: string): Reply {
  if (!hasCustomer(world, customerId)) return json({ error: 'There is no such customer.' }, 404);
  return made(orderPbx(world, customerId, fields));
}

function getPbx({ store }: World, _fields: Record<string, unknown>, id: string): Reply {
  const pbx = store.state.portal.pbxs.find((candidate) => candidate.id === id);
  return pbx ? json(pbx) : json({ error: 'There is no such PBX.' }, 404);
}

function putPbx(world: World, fields: Record<string, unknown>, id: string): Reply {
  const pbx = world.store.state.portal.pbxs.find((candidate) => candidate.id === id);
  if (!pbx) return json({ error: 'There is no such PBX.' }, 404);
  const wanted = { ...pbx.numbers, ...record(fields['licences']) };
  const numbers = readNumbers(world, (wire) => wanted[wire]);
  if (typeof numbers === 'string') return made(numbers);
  return made(changePbx(world, pbx, numbers, text(fields, 'period', pbx.period)) ?? pbx);
}

function made(thing: object | string): Reply {
  return typeof thing === 'string' ? json({ error: thing }, 400) : json(thing);
}

function hasCustomer({ store }: World, id: string): boolean {
  return store.state.portal.customers.some((customer) => customer.id === id);
}

function text(fields: Record<string, unknown>, key: string, standard = ''): string {
  const value = fields[key];
  return typeof value === 'string' ? value : standard;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
