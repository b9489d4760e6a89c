import { randomBytes } from 'node:crypto';
import type { Numbers } from '../presets/preset';
import type { World } from '../world';
import type { Contact, Customer, PortalPbx } from './books-state';
import { newKey } from './keys';

/** The model of a cloud PBX (vendor's guide). */
export const CLOUD = 'WPBX-CLOUD';

/** The model of a virtual or a hardware PBX (vendor's guide). */
export const ON_PREMISE = 'WPBX-VM/HW';

/** All models; the first is the one usually chosen. */
export const MODELS = [ON_PREMISE, CLOUD];

/** Billing periods (vendor's guide); the last is not offered for a cloud PBX. */
export const PERIODS = ['monthly', 'yearly', '5 years', 'lifetime'];

/** Regions are not published: these are examples of our own. */
export const REGIONS = ['Europe (example)', 'North America (example)'];

/** Storage sizes to choose from: examples of our own too. */
export const STORAGES = ['5 GB', '10 GB', '50 GB'];

// A DNS label; the vendor has published no rule of its own.
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A wish for a PBX, as the form or the JSON route brings it. */
export interface PbxWish {
  model: string;
  region: string;
  name: string;
  period: string;
  numbers: Numbers;
  storage: string;
}

/** Reads a field of a form or of an object; empty when it is not there. */
export type Fields = (name: string) => string;

/** Adds a customer. A company needs a name. Returns what is wrong instead when something is. */
export function addCustomer({ store }: World, of: Fields): Customer | string {
  const fields = {
    company: of('company').trim(),
    address: of('address'),
    city: of('city'),
    country: of('country'),
    email: of('email'),
    phone: of('phone'),
  };
  if (fields.company === '') return 'The company needs a name.';
  return store.change(({ portal }) => {
    const customer = { id: String(portal.nextId++), ...fields };
    portal.customers.push(customer);
    return customer;
  });
}

/** Adds a contact to a customer. Returns what is wrong instead when something is. */
export function addContact({ store }: World, customerId: string, of: Fields): Contact | string {
  const [firstName, lastName] = [of('firstName').trim(), of('lastName').trim()];
  if (firstName === '' && lastName === '') return 'The contact needs a name.';
  return store.change(({ portal }) => {
    const id = String(portal.nextId++);
    const contact = { id, customerId, firstName, lastName, email: of('email'), license: of('license') };
    portal.contacts.push(contact);
    return contact;
  });
}

/** Reads a wish for a PBX; region and storage size belong to a cloud PBX only. */
export function readWish(of: Fields, numbers: Numbers): PbxWish {
  const cloud = of('model') === CLOUD;
  return {
    model: of('model'),
    region: cloud ? of('region') : '',
    name: of('name').trim(),
    period: of('period'),
    storage: cloud ? of('storage') : '',
    numbers,
  };
}

/** What is wrong with a wish for a PBX of this customer, `undefined` when nothing is. */
export function wrongWish({ store }: World, customerId: string, wish: PbxWish): string | undefined {
  const { portal } = store.state;
  const { model, name, period, region, storage } = wish;
  if (!portal.contacts.some((contact) => contact.customerId === customerId)) {
    return 'Add at least one contact first.';
  }
  if (!MODELS.includes(model)) return `The model is one of ${MODELS.join(', ')}.`;
  if (!NAME.test(name)) {
    return 'The name may have a-z, 0-9 and hyphens, 1 to 63 of them, with no hyphen at either end.';
  }
  if (portal.pbxs.some((pbx) => pbx.name === name)) return `The name ${name} is taken.`;
  if (!PERIODS.includes(period)) return `Expire is one of ${PERIODS.join(', ')}.`;
  if (model !== CLOUD) return undefined;
  if (period === 'lifetime') return 'Lifetime is not offered for a cloud PBX.';
  if (!REGIONS.includes(region)) return 'Choose a region.';
  return STORAGES.includes(storage) ? undefined : 'Choose a storage size.';
}

/** Adds the PBX, with an SW serial and a key of its own. `wrongWish` must have found nothing. */
export function addPbx({ store, clock }: World, customerId: string, wish: PbxWish): PortalPbx {
  return store.change(({ portal }) => {
    const pbx = { ...newPbx(String(portal.nextId++), customerId, wish), orderedAt: clock.inside() };
    portal.pbxs.push(pbx);
    return pbx;
  });
}

/** A PBX as it stands in the books when it was just ordered. */
export function newPbx(id: string, customerId: string, wish: PbxWish): PortalPbx {
  return { ...wish, id, customerId, swSerial: newSwSerial(), key: newKey(), activatedBy: '' };
}

/** Changes numbers and period of a PBX. Returns what is wrong instead when something is. */
export function changePbx(
  world: World,
  pbx: PortalPbx,
  numbers: Numbers,
  period: string,
): string | undefined {
  const wrong = wrongChange(world, pbx, numbers, period);
  if (wrong !== undefined) return wrong;
  world.store.change(() => {
    pbx.numbers = numbers;
    pbx.period = period;
  });
  return undefined;
}

/** The vendor's rules: the term changes only at zero licences, and nothing shrinks on the last day of a month. */
export function wrongChange(
  { clock }: World,
  pbx: PortalPbx,
  numbers: Numbers,
  period: string,
): string | undefined {
  if (!PERIODS.includes(period)) return `Expire is one of ${PERIODS.join(', ')}.`;
  if (period === 'lifetime' && pbx.model === CLOUD) return 'Lifetime is not offered for a cloud PBX.';
  if (period !== pbx.period && Object.values(pbx.numbers).some((number) => number > 0)) {
    return 'To change the term, set all numbers to zero and save first.';
  }
  const less = Object.entries(pbx.numbers).some(([type, number]) => (numbers[type] ?? 0) < number);
  if (less && isLastDayOfMonth(clock.wall())) return 'No decrease on the last day of the month.';
  return undefined;
}

/** Numbers out of what was sent, by wire value; what is missing is zero. Returns what is wrong instead when something is. */
export function readNumbers({ preset }: World, sent: (wire: string) => unknown): Numbers | string {
  const numbers: Numbers = {};
  for (const { wire, label } of preset.licenceTypes) {
    const number = Number(sent(wire) ?? 0);
    if (!Number.isInteger(number) || number < 0 || number > 10_000) {
      return `The number of ${label} licences must be a whole number.`;
    }
    numbers[wire] = number;
  }
  return numbers;
}

function isLastDayOfMonth(now: number): boolean {
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  return tomorrow.getDate() === 1;
}

/** Twelve hex digits, as hardware serials are said to be; the look of a software serial is not published, this is ours. */
function newSwSerial(): string {
  return `5f${randomBytes(5).toString('hex')}`;
}
