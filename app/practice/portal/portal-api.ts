import { sentObject, type Ask } from '../http/ask';
import { json, type Reply } from '../http/reply';
import { match, type Route } from '../http/router';
import type { World } from '../world';
import {
  addContact,
  addCustomer,
  addPbx,
  changePbx,
  ON_PREMISE,
  readNumbers,
  readWish,
  wrongWish,
  type Fields,
} from './books';
import type { PortalPbx } from './books-state';
import { setDoor } from './door-pages';
import { otpOf } from './otp';
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
  { method: 'GET', path: '/api/practice/pbxs/:id/otp', handler: getOtp },
  { method: 'PUT', path: '/api/practice/pbxs/:id/ssh', handler: putDoor },
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
  const wish = readWish(texts({ model: ON_PREMISE, period: 'yearly', ...fields }), numbers);
  const wrong = wrongWish(world, customerId, wish);
  if (wrong !== undefined) return wrong;
  const pbx = addPbx(world, customerId, wish);
  // So that "the key of another PBX" can be tried with one practice PBX.
  const boundTo = texts(fields)('boundTo');
  if (boundTo !== '') world.store.change(() => (pbx.activatedBy = boundTo));
  return pbx;
}

/** Changes numbers and period by plain fields; what is not named stays. Returns what is wrong instead when something is. */
export function reorderPbx(
  world: World,
  pbx: PortalPbx,
  fields: Record<string, unknown>,
): PortalPbx | string {
  const wanted = { ...pbx.numbers, ...record(fields['licences']) };
  const numbers = readNumbers(world, (wire) => wanted[wire]);
  if (typeof numbers === 'string') return numbers;
  return changePbx(world, pbx, numbers, texts({ period: pbx.period, ...fields })('period')) ?? pbx;
}

/** Reads texts out of an object that was sent. */
export function texts(fields: Record<string, unknown>): Fields {
  return (name) => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
}

function postCustomer(world: World, fields: Record<string, unknown>): Reply {
  return made(addCustomer(world, texts(fields)));
}

function postContact(world: World, fields: Record<string, unknown>, customerId: string): Reply {
  if (!hasCustomer(world, customerId)) return json({ error: 'There is no such customer.' }, 404);
  return made(addContact(world, customerId, texts(fields)));
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
  return made(reorderPbx(world, pbx, fields));
}

function getOtp(world: World, _fields: Record<string, unknown>, id: string): Reply {
  const pbx = world.store.state.portal.pbxs.find((candidate) => candidate.id === id);
  if (!pbx) return json({ error: 'There is no such PBX.' }, 404);
  const otp = otpOf(world, pbx);
  return typeof otp === 'string' ? json({ error: otp }, 409) : json(otp);
}

function putDoor(world: World, { open }: Record<string, unknown>, id: string): Reply {
  const pbx = world.store.state.portal.pbxs.find((candidate) => candidate.id === id);
  if (!pbx) return json({ error: 'There is no such PBX.' }, 404);
  return made(setDoor(world, pbx, open === true) ?? { open: open === true });
}

function made(thing: object | string): Reply {
  return typeof thing === 'string' ? json({ error: thing }, 400) : json(thing);
}

function hasCustomer({ store }: World, id: string): boolean {
  return store.state.portal.customers.some((customer) => customer.id === id);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
