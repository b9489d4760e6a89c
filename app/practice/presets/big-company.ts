import { DEPARTMENTS } from '../users-seed';
import type { Numbers, SeedPhone, SeedUser } from './preset';

const FIRST = [
  'Ada',
  'Zoë',
  'Jürgen',
  'Łukasz',
  'José',
  'Siobhán',
  'Chiara',
  'Åsa',
  '李雷',
  'Ольга',
  'Nguyễn',
  'Márton',
];
const LAST = [
  'Example',
  'Müller',
  'Groß',
  'Żak',
  'Ñandú',
  "O'Brien",
  'Öström',
  'Kjær',
  'Szűcs',
  'Novak',
  'Peña',
  'Śarmā',
];

/** One kind of user of a large company: how many in a hundred, its role, its name and the type it has now. */
interface Share {
  percent: number;
  role: string;
  name: (place: number) => string;
  /** Several: in turn. */
  types: readonly string[];
  group: string;
  phone: boolean;
}

/**
 * What a PBX looks like that was upgraded and never gone through: park orbits and faxes on paid types, people on Premium
 * who only have a phone, and types that this PBX's guide does not know (x-bees; their wire values are our own guess).
 */
const SHARES: readonly Share[] = [
  {
    percent: 55,
    role: 'user',
    name: person,
    types: ['premium', 'essential', 'business'],
    group: 'Default',
    phone: true,
  },
  { percent: 15, role: 'user', name: person, types: ['basic', 'premium'], group: 'Sales', phone: false },
  {
    percent: 10,
    role: 'user',
    name: (n) => `Room ${n}`,
    types: ['premium', 'basic'],
    group: 'Default',
    phone: true,
  },
  {
    percent: 6,
    role: 'park_orbit',
    name: (n) => `Park orbit ${n}`,
    types: ['essential', 'pbxService'],
    group: 'Default',
    phone: false,
  },
  {
    percent: 6,
    role: 'fax',
    name: (n) => `Fax ${n}`,
    types: ['premium', 'pbxService'],
    group: 'Default',
    phone: false,
  },
  {
    percent: 4,
    role: 'room',
    name: (n) => `Meeting room ${n}`,
    types: ['premium', 'wizyconf'],
    group: 'Management',
    phone: false,
  },
  { percent: 4, role: 'user', name: person, types: ['xb-business'], group: 'Support', phone: true },
];

function person(n: number): string {
  return `${FIRST[n % FIRST.length] ?? ''} ${LAST[Math.floor(n / FIRST.length) % LAST.length] ?? ''} ${n}`;
}

/** As many users as asked for, mixed, the same ones every time; extensions count from 10001. */
export function bigCompany(count: number): { users: SeedUser[]; phones: SeedPhone[] } {
  const turns = SHARES.flatMap((share) => Array.from({ length: share.percent }, () => share));
  const users: SeedUser[] = [];
  const phones: SeedPhone[] = [];
  for (let n = 0; n < count; n++) {
    // 37 has no factor in common with 100, so every hundred holds every share, and neighbours differ.
    const share = turns[(n * 37) % turns.length];
    if (!share) continue;
    const extension = String(10_001 + n);
    users.push({
      extension,
      name: share.name(n),
      role: share.role,
      group: share.group,
      department: DEPARTMENTS[n % DEPARTMENTS.length] ?? '',
      email: share.name === person ? `u${extension}@example.test` : '',
      mobilePhone: share.name === person ? `+43 660 ${extension}` : '',
      licenceType: share.types[Math.floor(n / turns.length) % share.types.length] ?? '',
    });
    if (share.phone)
      phones.push({
        extension,
        useragent: `Wildix WP480G 5.0.1 9c75${extension.padStart(8, '0')}`,
        online: n % 9 !== 0,
      });
  }
  return { users, phones };
}

/** What such a company has bought: near to what it needs, not to what is used. */
export function boughtFor(count: number): Numbers {
  const share = (part: number): number => Math.ceil(count * part);
  return {
    basic: share(0.25),
    essential: share(0.5),
    business: share(0.1),
    premium: share(0.05),
    wizyconf: share(0.05),
  };
}
