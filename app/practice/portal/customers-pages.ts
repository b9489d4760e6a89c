import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { html, type Html } from '../pages/html';
import { alarm, textField } from '../pages/layout';
import type { World } from '../world';
import { addContact, addCustomer } from './books';
import type { Customer } from './books-state';
import { portalPage, tabs } from './portal-layout';

const COMPANY_FIELDS = [
  ['company', 'Company name'],
  ['address', 'Address'],
  ['city', 'City'],
  ['country', 'Country'],
  ['email', 'E-mail'],
  ['phone', 'Phone'],
] as const satisfies (readonly [keyof Customer, string])[];

const CONTACT_FIELDS = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['email', 'E-mail'],
  ['license', 'License'],
] as const;

/** All customers, and Add. */
export function customersPage({ store }: World): Reply {
  const rows = store.state.portal.customers.map(
    ({ id, company, city, country }) =>
      html`<tr>
        <td><a href="/customers/${id}/pbxs">${company}</a></td>
        <td>${city}</td>
        <td>${country}</td>
      </tr>`,
  );
  const body = html`<div class="bar"><a class="button" href="/customers/new">Add</a></div>
    <table>
      <thead>
        <tr>
          <th scope="col">Company name</th>
          <th scope="col">City</th>
          <th scope="col">Country</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${rows.length === 0 && html`<p class="quiet">There are no customers yet.</p>`}`;
  return portalPage('Customers', body);
}

/** The form of a new customer. */
export function newCustomerPage(sent = new URLSearchParams(), problem?: string): Reply {
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="/customers">
      ${COMPANY_FIELDS.map(([id, label]) => textField(id, label, sent.get(id) ?? ''))}
      <div class="bar"><button class="main">Save</button> <a class="button" href="/customers">Cancel</a></div>
    </form>`;
  return portalPage('Add customer', body);
}

/** Takes the form of a new customer, and goes on to its contacts. */
export function saveCustomer(world: World, ask: Ask): Reply {
  const sent = form(ask);
  const customer = addCustomer(world, (name) => sent.get(name) ?? '');
  if (typeof customer === 'string') return newCustomerPage(sent, customer);
  return redirect(`/customers/${customer.id}/contacts`);
}

/** The company's fields, to read. */
export function companyPage(customer: Customer): Reply {
  const rows = COMPANY_FIELDS.map(
    ([id, label]) =>
      html`<dt>${label}</dt>
        <dd>${customer[id]}</dd>`,
  );
  return portalPage(
    customer.company,
    html`${tabs(customer.id, 'company')}
      <dl>${rows}</dl>`,
  );
}

/** The contacts, and the form of a new one. */
export function contactsPage({ store }: World, customer: Customer, problem?: string): Reply {
  const contacts = store.state.portal.contacts.filter(({ customerId }) => customerId === customer.id);
  const rows: Html[] = contacts.map(
    (contact) =>
      html`<tr>
        ${CONTACT_FIELDS.map(([id]) => html`<td>${contact[id]}</td>`)}
      </tr>`,
  );
  const body = html`${tabs(customer.id, 'contacts')} ${problem !== undefined && alarm(problem)}
    <table>
      <thead>
        <tr>
          ${CONTACT_FIELDS.map(([, label]) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <h2>New contact</h2>
    <form method="post" action="/customers/${customer.id}/contacts">
      ${CONTACT_FIELDS.map(([id, label]) => textField(id, label))}
      <div class="bar"><button class="main">Add</button></div>
    </form>`;
  return portalPage(customer.company, body);
}

/** Takes the form of a new contact. */
export function saveContact(world: World, ask: Ask, customer: Customer): Reply {
  const sent = form(ask);
  const contact = addContact(world, customer.id, (name) => sent.get(name) ?? '');
  if (typeof contact === 'string') return contactsPage(world, customer, contact);
  return redirect(`/customers/${customer.id}/contacts`);
}
