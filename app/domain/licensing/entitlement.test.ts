import { describe, expect, it } from 'vitest';
import { countTypes } from './counts';
import { entitlement, leftByUpgrade, usedDiffers } from './entitlement';
import { premiumOfTheSystem } from './needs';

const users = (types: (string | null)[], role = 'user') =>
  types.map((licenceType, place) => ({ id: `${role}${String(place)}`, role, licenceType }));
const noSystem = premiumOfTheSystem({ wbiHours: 0, fias: false, espa: false });

describe('entitlement against assignment', () => {
  it('is what users have, the system needs, and is kept spare, against what was bought', () => {
    const counts = countTypes(users(['basic', 'basic', 'premium', 'pbxService']), {}, [
      { type: 'basic', bought: 5, used: 2 },
      { type: 'premium', bought: 1, used: 1 },
    ]);
    const system = premiumOfTheSystem({ wbiHours: 3, fias: true, espa: true });
    const lines = entitlement(counts, system, { basic: 1 });
    expect(lines).toMatchObject([
      { type: 'basic', assigned: 2, spare: 1, needed: 3, bought: 5, missing: 0, unused: 2 },
      { type: 'premium', assigned: 1, system: 3, needed: 4, bought: 1, missing: 3, unused: 0 },
      { type: 'pbxService', needed: 1, missing: 0, unused: 0, free: true },
    ]);
  });

  it('names Premium for the system also where no user has it', () => {
    const system = premiumOfTheSystem({ wbiHours: 0, fias: true, espa: false });
    expect(entitlement([], system)).toMatchObject([{ type: 'premium', assigned: 0, system: 1, needed: 1 }]);
    expect(entitlement([], noSystem)).toEqual([]);
  });

  it('of what was bought and is not known nothing is missing and nothing too much', () => {
    const [line] = entitlement(countTypes(users(['xb-business']), {}, []), noSystem);
    expect(line).toMatchObject({ type: 'xb-business', bought: null, missing: 0, unused: 0 });
  });

  it('shows where the PBX counts otherwise', () => {
    const told = [
      { type: 'UC-Premium', bought: 5, used: 9 },
      { type: 'basic', bought: 5, used: 1 },
      { type: 'essential', bought: 5, used: null },
    ];
    expect(usedDiffers(countTypes(users(['premium', 'basic']), {}, told), told)).toEqual([
      { type: 'premium', counted: 1, told: 9 },
    ]);
  });
});

describe('after the first upgrade everybody has the highest type bought', () => {
  it('is recognised, admin aside', () => {
    const all = [...users(['premium', 'premium']), ...users(['basic'], 'admin')];
    expect(leftByUpgrade(all)).toBe('premium');
  });

  it('is not seen where users differ, or have the lowest, none or an unknown type', () => {
    expect(leftByUpgrade(users(['premium', 'basic']))).toBeNull();
    expect(leftByUpgrade(users(['basic', 'basic']))).toBeNull();
    expect(leftByUpgrade(users([null, null]))).toBeNull();
    expect(leftByUpgrade(users(['xb-business']))).toBeNull();
    expect(leftByUpgrade([])).toBeNull();
  });
});
