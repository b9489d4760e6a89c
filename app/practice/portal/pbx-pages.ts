import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { Html, html } from '../pages/html';
import { alarm, choice, field, textField } from '../pages/layout';
import type { Numbers } from '../presets/preset';
import { cloudOf, type World } from '../world';
import {
  addPbx,
  changePbx,
  CLOUD,
  MODELS,
  PERIODS,
  readNumbers,
  readWish,
  REGIONS,
  STORAGES,
  wrongChange,
  wrongWish,
} from './books';
import type { Customer, PortalPbx } from './books-state';
import { doorPart, pressDoor } from './door-pages';
import { MIGRATE } from './migrate-page';
import { otpOf } from './otp';
import { hiddenFields, portalPage, tabs } from './portal-layout';

const COPY = 'Copy PBX key to clipboard';

/** The vendor's page speaks of a lock icon beside the PBX; its name is our own. */
const OTP = 'Show OTP';

/** Drawn, for not every computer has a font with a lock in it. */
const LOCK = html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
  <path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" fill="currentColor" fill-rule="evenodd" />
</svg>`;

/** The PBXs of a customer, and `+`. */
export function pbxsPage({ store }: World, customer: Customer): Reply {
  const rows = store.state.portal.pbxs
    .filter(({ customerId }) => customerId === customer.id)
    .map(
      (pbx) =>
        html`<tr>
          <td><a href="${pathOf(pbx)}">${pbx.name}</a></td>
          <td>${pbx.model}</td>
          <td>${pbx.swSerial}</td>
          <td>${pbx.period}</td>
          <td class="number">${total(pbx.numbers)}</td>
          <td>${otpButton(pbx, html`<button title="${OTP}" aria-label="${OTP}">${LOCK}</button>`)}</td>
        </tr>`,
    );
  const body = html`${tabs(customer.id, 'pbxs')}
    <div class="bar"><a class="button" href="/customers/${customer.id}/pbxs/new" title="Add PBX">+</a></div>
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Model</th>
          <th scope="col">SW Serial</th>
          <th scope="col">Expire</th>
          <th scope="col" class="number">Licenses</th>
          <th scope="col">OTP</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  return portalPage(customer.company, body);
}

/** The form of a new PBX. */
export function newPbxPage(
  world: World,
  customer: Customer,
  sent = new URLSearchParams(),
  problem?: string,
): Reply {
  const of = (name: string): string => sent.get(name) ?? '';
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="/customers/${customer.id}/pbxs/new">
      ${field('model', 'Model', select('model', MODELS, of('model'), 'data-shows'))}
      <div ${cloudOnly()}>${choice('region', 'Region', pairs(REGIONS), of('region'))}</div>
      ${textField('name', 'Name', of('name'), 'required autocomplete="off"')}
      ${field('period', 'Expire', periods(of('period')))} ${numberFields(world, (wire) => of(wire) || '0')}
      <div ${cloudOnly()}>${choice('storage', 'Storage size', pairs(STORAGES), of('storage'))}</div>
      <div class="bar">
        <button class="main">Add</button> <a class="button" href="/customers/${customer.id}/pbxs">Cancel</a>
      </div>
    </form>`;
  return portalPage('Add PBX', body);
}

/** Takes the form of a new PBX: first asks whether the fee is accepted, then adds. */
export function savePbx(world: World, ask: Ask, customer: Customer): Reply {
  const sent = form(ask);
  const numbers = readNumbers(world, (wire) => sent.get(wire));
  if (typeof numbers === 'string') return newPbxPage(world, customer, sent, numbers);
  const wish = readWish((name) => sent.get(name) ?? '', numbers);
  const wrong = wrongWish(world, customer.id, wish);
  if (wrong !== undefined) return newPbxPage(world, customer, sent, wrong);
  if (!sent.has('accepted'))
    return feePage(`/customers/${customer.id}/pbxs/new`, `/customers/${customer.id}/pbxs`, sent);
  return redirect(pathOf(addPbx(world, customer.id, wish)));
}

/** One PBX: its SW serial, its key to copy, its numbers. A cloud PBX needs no key. */
export function pbxPage(world: World, pbx: PortalPbx, otp?: Html): Reply {
  const { preset } = world;
  const rows = preset.licenceTypes.map(
    ({ wire, listed }) =>
      html`<tr>
        <th scope="row">${listed}</th>
        <td class="number">${pbx.numbers[wire] ?? 0}</td>
      </tr>`,
  );
  const body = html`${tabs(pbx.customerId, 'pbxs')} ${otp}
    <dl>
      <dt>Model</dt>
      <dd>${pbx.model}</dd>
      <dt>Expire</dt>
      <dd>${pbx.period}</dd>
      <dt>Activated</dt>
      <dd>${pbx.activatedBy === '' ? 'no' : `by ${pbx.activatedBy}`}</dd>
    </dl>
    ${textField('swSerial', 'SW Serial', pbx.swSerial, 'readonly')} ${pbx.model !== CLOUD && keyField(pbx)}
    <div class="bar">
      <a class="button" href="${pathOf(pbx)}/edit">Edit</a> ${otpButton(pbx, html`<button>${OTP}</button>`)}
      ${cloudOf(world) && html`<a class="button" href="${MIGRATE}">Migrate PBX to Cloud</a>`}
    </div>
    ${doorPart(world, pbx, pathOf(pbx))}
    <table>
      <thead>
        <tr>
          <th scope="col">License</th>
          <th scope="col" class="number">Number</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  return portalPage(pbx.name, body);
}

function otpButton(pbx: PortalPbx, button: Html): Html {
  return html`<form method="post" action="${pathOf(pbx)}/otp">${button}</form>`;
}

/** The PBX's page with its OTP, or why there is none. */
export function showOtpPage(world: World, pbx: PortalPbx): Reply {
  const otp = otpOf(world, pbx);
  if (typeof otp === 'string') return pbxPage(world, pbx, alarm(otp));
  const minutes = Math.floor(otp.validMs / 60_000);
  return pbxPage(
    world,
    pbx,
    html`${textField('otp', 'OTP', otp.otp, 'readonly')}
      <div class="bar">
        <button type="button" data-copy="${otp.otp}">Copy OTP to clipboard</button>
        <span class="quiet">Good once, for about ${minutes} minutes.</span>
      </div>`,
  );
}

/** Takes the press on the button of a cloud PBX's SSH. */
export function pressDoorOf(world: World, ask: Ask, pbx: PortalPbx): Reply {
  return pressDoor(world, ask, pbx, pathOf(pbx));
}

function keyField(pbx: PortalPbx): Html {
  return html`${textField('pbxKey', 'PBX key', pbx.key, 'readonly class="wide"')}
    <div class="bar">
      <button type="button" data-copy="${pbx.key}">${COPY}</button> <span id="copied" role="status"></span>
    </div>`;
}

/** The form of the numbers and the term. */
export function editPbxPage(world: World, pbx: PortalPbx, problem?: string): Reply {
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="${pathOf(pbx)}/edit">
      ${field('period', 'Expire', periods(pbx.period))}
      ${numberFields(world, (wire) => String(pbx.numbers[wire] ?? 0))}
      <div class="bar">
        <button class="main">Save</button> <a class="button" href="${pathOf(pbx)}">Cancel</a>
      </div>
    </form>`;
  return portalPage(`Edit ${pbx.name}`, body);
}

/** Takes the numbers: first asks, then changes. */
export function saveEditedPbx(world: World, ask: Ask, pbx: PortalPbx): Reply {
  const sent = form(ask);
  const numbers = readNumbers(world, (wire) => sent.get(wire));
  if (typeof numbers === 'string') return editPbxPage(world, pbx, numbers);
  const period = sent.get('period') ?? pbx.period;
  const wrong = wrongChange(world, pbx, numbers, period);
  if (wrong !== undefined) return editPbxPage(world, pbx, wrong);
  if (!sent.has('accepted')) return feePage(`${pathOf(pbx)}/edit`, pathOf(pbx), sent);
  changePbx(world, pbx, numbers, period);
  return redirect(pathOf(pbx));
}

/** No prices: they are the vendor's, and nothing is billed here. */
function feePage(action: string, back: string, sent: URLSearchParams): Reply {
  const body = html`<p>The fee for these licenses will be on the partner's next invoice. Do you accept it?</p>
    <form method="post" action="${action}">
      ${hiddenFields(sent)} <input type="hidden" name="accepted" value="1" />
      <div class="bar"><button class="main">Ok</button> <a class="button" href="${back}">Cancel</a></div>
    </form>`;
  return portalPage('Accept the fee', body);
}

function numberFields({ preset }: World, value: (wire: string) => string): Html {
  const fields = preset.licenceTypes.map(({ wire, listed }) =>
    textField(wire, listed, value(wire), 'type="number" min="0" max="10000"'),
  );
  return html`<fieldset>
    <legend>Licenses</legend>
    ${fields}
  </fieldset>`;
}

function periods(chosen: string): Html {
  const options = PERIODS.map((period) => {
    const attributes = period === chosen ? 'selected' : '';
    const barred = period === 'lifetime' ? `data-not-for="${CLOUD}"` : '';
    return html`<option value="${period}" ${new Html(`${attributes} ${barred}`)}>${period}</option>`;
  });
  return html`<select id="period" name="period">
    ${options}
  </select>`;
}

function select(id: string, values: string[], chosen: string, attributes: string): Html {
  const options = values.map(
    (value) => html`<option ${new Html(value === chosen ? 'selected' : '')}>${value}</option>`,
  );
  return html`<select id="${id}" name="${id}" ${new Html(attributes)}>
    ${options}
  </select>`;
}

function pairs(values: string[]): [string, string][] {
  return values.map((value) => [value, value]);
}

function cloudOnly(): Html {
  return new Html(`data-for="${CLOUD}"`);
}

function total(numbers: Numbers): number {
  return Object.values(numbers).reduce((sum, number) => sum + number, 0);
}

function pathOf({ customerId, id }: PortalPbx): string {
  return `/customers/${customerId}/pbxs/${id}`;
}
