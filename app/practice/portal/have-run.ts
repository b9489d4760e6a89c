import type { Preset, Running } from '../presets/preset';
import type { State } from '../state';
import { CLOUD, newPbx, ON_PREMISE, REGIONS, STORAGES, type PbxWish } from './books';
import type { PortalBooks } from './books-state';

/** Writes into a new state, and into the books of its portal, what was done to a PBX that is already running: ordered, activated, named. */
export function haveRun(state: State, running: Running, { inCloud }: Preset, books = state.portal): void {
  const wish = inCloud ? inTheCloud(wishOf(running)) : wishOf(running);
  const customerId = customerOf(books, running);
  const pbx = { ...newPbx(String(books.nextId++), customerId, wish), activatedBy: state.serial };
  books.pbxs.push(pbx);
  state.activation = { pbxId: pbx.id, name: running.name, swSerial: pbx.swSerial };
  state.hostname = running.name;
  state.settings['hostname'] = running.name;
}

function wishOf({ name, period, bought }: Running): PbxWish {
  return { model: ON_PREMISE, region: '', name, period, numbers: { ...bought }, storage: '' };
}

function inTheCloud(wish: PbxWish): PbxWish {
  return { ...wish, model: CLOUD, region: REGIONS[0] ?? '', storage: STORAGES[1] ?? '' };
}

/** The customer of this name, with a contact; a new one if the books have none. */
function customerOf(books: PortalBooks, { company }: Running): string {
  const known = books.customers.find((customer) => customer.company === company);
  if (known) return known.id;
  const customerId = String(books.nextId++);
  books.customers.push({
    id: customerId,
    company,
    address: '',
    city: '',
    country: '',
    email: '',
    phone: '',
  });
  books.contacts.push({
    id: String(books.nextId++),
    customerId,
    firstName: 'Ada',
    lastName: 'Example',
    email: '',
    license: '',
  });
  return customerId;
}
