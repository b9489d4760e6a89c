import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { existsOn, needIds, needOf, needs, neededType, premiumOfTheSystem, type NeedId } from './needs';
import { covers, findLicenceType } from './types';

const typeFor = (...ids: NeedId[]): string | undefined => neededType(ids)?.type;

describe('who needs what, by the guide', () => {
  it.each<[string, string, NeedId[]]>([
    ['Basic', 'basic', ['unattended-phone', 'fax-machine', 'door-phone', 'hotel-room', 'telephony-only']],
    ['Essential', 'essential', ['collaboration', 'mobile-app', 'presence-on-phone']],
    ['Business', 'business', ['wizyconf-rooms', 'kite', 'web-api', 'tapi']],
    ['Premium', 'premium', ['voicemail-to-text', 'cdr-view', 'contact-centre']],
    ['Wizyconf', 'wizyconf', ['web-conference']],
    ['Service', 'pbxService', ['park-orbit', 'forwarding-only', 'identity']],
  ])('%s', (label, type, ids) => {
    expect(findLicenceType(type)?.label).toBe(label);
    for (const id of ids) expect(typeFor(id), id).toBe(type);
  });

  it('every need has its row', () => {
    expect(needs.map(({ id }) => id).sort()).toEqual([...needIds].sort());
  });

  it('the guide’s example: 10 Basic, 30 Essential, 5 Premium', () => {
    const people = [
      ...Array.from({ length: 10 }, (_, place): NeedId[] => [place % 2 ? 'fax-machine' : 'door-phone']),
      ...Array.from({ length: 30 }, (): NeedId[] => ['collaboration']),
      ...Array.from({ length: 5 }, (): NeedId[] => ['collaboration', 'cdr-view']),
    ].map((ids) => neededType(ids)?.type ?? '');
    const count = (type: string): number => people.filter((one) => one === type).length;
    expect([count('basic'), count('essential'), count('premium')]).toEqual([10, 30, 5]);
  });

  it('the transcription of voicemail exists from 4.03.44842.05 on', () => {
    const need = needOf('voicemail-to-text');
    expect(existsOn(need, '4.03.44842.04')).toBe(false);
    expect(existsOn(need, '4.03.44842.05')).toBe(true);
    expect(existsOn(need, '')).toBe(true);
  });

  it('the type is enough for every need, and is one that some need asked for', () => {
    const ofUser = needs.filter((need) => need.per === 'user').map(({ id }) => id);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...ofUser), { minLength: 1 }), (ids) => {
        const needed = neededType(ids);
        expect(ids.map((id) => needOf(id).type)).toContain(needed?.type);
        for (const id of ids) {
          const { type } = needOf(id);
          // Service gives what every type gives; Wizyconf stands outside the ladder.
          if (type !== 'pbxService') expect(covers(needed?.type ?? '', type), id).not.toBe(false);
          else if (needed?.type === 'pbxService') expect(needed.whole).toBe(true);
        }
      }),
    );
  });

  it('needs that do not go together say only the least', () => {
    expect(neededType(['fax-machine', 'collaboration'])).toEqual({
      type: 'essential',
      because: ['collaboration'],
      whole: false,
    });
    expect(neededType([])).toBeNull();
    expect(neededType(['wbi', 'espa'])).toBeNull();
  });
});

describe('Premium for the system', () => {
  const none = { wbiHours: 0, fias: false, espa: false };

  it('one licence of WBI is two hours of service', () => {
    const licences = (wbiHours: number): number => premiumOfTheSystem({ ...none, wbiHours }).licences;
    expect([0, 1, 2, 3, 4, 5].map(licences)).toEqual([0, 1, 1, 2, 2, 3]);
    expect(() => licences(-1)).toThrow(RangeError);
  });

  it('one is enough for Fias and ESPA monitor', () => {
    expect(premiumOfTheSystem({ ...none, fias: true, espa: true }).licences).toBe(1);
    expect(premiumOfTheSystem({ ...none, espa: true })).toEqual({
      licences: 1,
      because: [{ need: 'espa', licences: 1 }],
    });
    expect(premiumOfTheSystem({ wbiHours: 3, fias: true, espa: false }).licences).toBe(3);
  });
});

describe('the ladder', () => {
  it('gives all of the lower types, and says nothing of types it does not know', () => {
    expect(covers('premium', 'basic')).toBe(true);
    expect(covers('essential', 'UC-Business')).toBe(false);
    expect(covers('Basic', 'basic')).toBe(true);
    expect(covers('xb-business', 'xb-business')).toBe(true);
    expect(covers('xb-business', 'basic')).toBeNull();
    expect(covers('premium', 'wizyconf')).toBeNull();
    expect(covers('pbxService', 'basic')).toBeNull();
  });
});
