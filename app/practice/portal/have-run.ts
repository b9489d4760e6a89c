import type { Running } from '../presets/preset';
import type { State } from '../state';
import { newPbx, ON_PREMISE } from './books';

/** Writes into a new state what was done to a PBX that is already running: ordered, activated, named. */
export function haveRun(state: State, { company, name, period, bought }: Running): void {
  const { portal, serial } = state;
  const customerId = String(portal.nextId++);
  portal.customers.push({
    id: customerId,
    company,
    address: '',
    city: '',
    country: '',
    email: '',
    phone: '',
  });
  portal.contacts.push({
    id: String(portal.nextId++),
    customerId,
    firstName: 'Ada',
    lastName: 'Example',
    email: '',
    license: '',
  });
  const wish = { model: ON_PREMISE, region: '', name, period, numbers: { ...bought }, storage: '' };
  const pbx = { ...newPbx(String(portal.nextId++), customerId, wish), activatedBy: serial };
  portal.pbxs.push(pbx);
  state.activation = { pbxId: pbx.id, name, swSerial: pbx.swSerial };
  state.hostname = name;
  state.settings['hostname'] = name;
}
