import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { match, type Route } from '../http/router';
import { html } from '../pages/html';
import { alarm, field, textField } from '../pages/layout';
import type { World } from '../world';
import type { Customer, PortalPbx } from './books-state';
import {
  companyPage,
  contactsPage,
  customersPage,
  newCustomerPage,
  saveContact,
  saveCustomer,
} from './customers-pages';
import { MIGRATE, migratePage } from './migrate-page';
import {
  editPbxPage,
  newPbxPage,
  pbxPage,
  pbxsPage,
  pressDoorOf,
  saveEditedPbx,
  savePbx,
  showOtpPage,
} from './pbx-pages';
import { answerPortalApi, isPortalApi } from './portal-api';
import { lonePortalPage, portalPage } from './portal-layout';
import {
  closePortalSession,
  isPartner,
  openPortalSession,
  PORTAL_COOKIE,
  signedInByCookie,
} from './portal-sign-in';

type Handler = (world: World, ask: Ask, named: Record<string, string>) => Reply;

const CUSTOMER = '/customers/:customer';
const PBX = `${CUSTOMER}/pbxs/:pbx`;

const ROUTES: Route<Handler>[] = [
  { method: 'GET', path: '/', handler: () => redirect('/customers') },
  { method: 'POST', path: '/logout', handler: signOut },
  { method: 'GET', path: '/customers', handler: customersPage },
  { method: 'GET', path: '/customers/new', handler: () => newCustomerPage() },
  { method: 'POST', path: '/customers', handler: saveCustomer },
  {
    method: 'GET',
    path: `${CUSTOMER}/company`,
    handler: ofCustomer((_world, _ask, customer) => companyPage(customer)),
  },
  {
    method: 'GET',
    path: `${CUSTOMER}/contacts`,
    handler: ofCustomer((world, _ask, customer) => contactsPage(world, customer)),
  },
  { method: 'POST', path: `${CUSTOMER}/contacts`, handler: ofCustomer(saveContact) },
  {
    method: 'GET',
    path: `${CUSTOMER}/pbxs`,
    handler: ofCustomer((world, _ask, customer) => pbxsPage(world, customer)),
  },
  {
    method: 'GET',
    path: `${CUSTOMER}/pbxs/new`,
    handler: ofCustomer((world, _ask, customer) => newPbxPage(world, customer)),
  },
  { method: 'POST', path: `${CUSTOMER}/pbxs/new`, handler: ofCustomer(savePbx) },
  { method: 'GET', path: PBX, handler: ofPbx((world, _ask, pbx) => pbxPage(world, pbx)) },
  { method: 'GET', path: `${PBX}/edit`, handler: ofPbx((world, _ask, pbx) => editPbxPage(world, pbx)) },
  { method: 'POST', path: `${PBX}/otp`, handler: ofPbx((world, _ask, pbx) => showOtpPage(world, pbx)) },
  { method: 'POST', path: `${PBX}/ssh`, handler: ofPbx(pressDoorOf) },
  { method: 'GET', path: MIGRATE, handler: migratePage },
  { method: 'POST', path: `${PBX}/edit`, handler: ofPbx(saveEditedPbx) },
];

/** Answers a request to the portal. */
export function answerPortal(world: World, ask: Ask): Reply {
  if (isPortalApi(ask)) return answerPortalApi(world, ask);
  if (ask.path === '/login') return ask.method === 'POST' ? signIn(world, ask) : signInPage();
  if (!signedInByCookie(world, ask)) return redirect('/login');
  const found = match(ROUTES, ask);
  return found ? found.handler(world, ask, found.named) : missing();
}

function signInPage(problem?: string): Reply {
  const password = html`<input id="password" name="password" type="password" required />`;
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="/login">
      ${textField('login', 'Login', '', 'required autofocus')} ${field('password', 'Password', password)}
      <div class="bar"><button class="main">Login</button></div>
    </form>`;
  return lonePortalPage('Sign in', body, problem === undefined ? 200 : 401);
}

function signIn(world: World, ask: Ask): Reply {
  const sent = form(ask);
  if (!isPartner(world, sent.get('login') ?? '', sent.get('password') ?? '')) {
    return signInPage('Wrong login or password.');
  }
  return redirect('/customers', { 'Set-Cookie': openPortalSession(world) });
}

function signOut(world: World, ask: Ask): Reply {
  closePortalSession(world, ask);
  return redirect('/login', { 'Set-Cookie': `${PORTAL_COOKIE}=; Path=/; Max-Age=0` });
}

function ofCustomer(handler: (world: World, ask: Ask, customer: Customer) => Reply): Handler {
  return (world, ask, named) => {
    const customer = world.store.state.portal.customers.find(({ id }) => id === named['customer']);
    return customer ? handler(world, ask, customer) : missing();
  };
}

function ofPbx(handler: (world: World, ask: Ask, pbx: PortalPbx) => Reply): Handler {
  return (world, ask, named) => {
    const pbx = world.store.state.portal.pbxs.find(
      ({ id, customerId }) => id === named['pbx'] && customerId === named['customer'],
    );
    return pbx ? handler(world, ask, pbx) : missing();
  };
}

function missing(): Reply {
  return portalPage('Not found', html`<p>There is nothing here.</p>`, 404);
}
