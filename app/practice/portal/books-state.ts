import type { Numbers } from '../presets/preset';

/** A customer of the partner. */
export interface Customer {
  id: string;
  company: string;
  address: string;
  city: string;
  country: string;
  email: string;
  phone: string;
}

/** A person at a customer. */
export interface Contact {
  id: string;
  customerId: string;
  firstName: string;
  lastName: string;
  email: string;
  license: string;
}

/** A PBX as the portal knows it. `activatedBy` is the serial of the one PBX its key fits, once it was used. */
export interface PortalPbx {
  id: string;
  customerId: string;
  model: string;
  region: string;
  name: string;
  period: string;
  numbers: Numbers;
  storage: string;
  swSerial: string;
  key: string;
  activatedBy: string;
  /** When it was added, in inside milliseconds; absent: before all time. */
  orderedAt?: number;
}

/** All the portal remembers. Its sign-in protects nothing and is the same everywhere, so that it can be shown. */
export interface PortalBooks {
  login: string;
  password: string;
  sessions: string[];
  nextId: number;
  customers: Customer[];
  contacts: Contact[];
  pbxs: PortalPbx[];
}

/** A portal with nothing in it but the partner's sign-in. */
export function emptyBooks(): PortalBooks {
  return {
    login: 'partner@example.test',
    password: 'practice-portal',
    sessions: [],
    nextId: 1,
    customers: [],
    contacts: [],
    pbxs: [],
  };
}
