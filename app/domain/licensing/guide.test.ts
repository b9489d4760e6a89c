import { describe, expect, it } from 'vitest';
import { firstVersionWithLicenceTypes, knowsLicenceTypes } from '../version';
import { missingInLetter, reportBy } from './business-days';
import { mayDecrease, renewalOf } from './calendar';
import { actsOf, hindrances } from './change-of-term';
import { countTypes } from './counts';
import { addDays, isLastOfMonth } from './dates';
import { entitlement, leftByUpgrade, typeOfNewUsers, usedDiffers } from './entitlement';
import type { KnownUser } from './known-user';
import { letterOf } from './letter';
import { existsOn, needOf, neededType, premiumOfTheSystem, type NeedId } from './needs';
import { isPeriodOf, isRenewed, periods, periodsFor } from './periods';
import { changeKinds, fitsItsKind, mayBegin, readChange, type MeantChange } from './portal-change';
import { actsFor } from './portal-acts';
import { partsFor } from './orders/order-check';
import { portalForm } from './orders/portal-form';
import { modelOf } from './portal-form';
import { suggester } from './suggest';
import { countsAsLicensed, findLicenceType, licenceTypes } from './types';
import { zeroLicences } from './zero-licences';
import { instantOf } from './zone';

/**
 * The licensing rules of the vendor's guide, each as a test named by the rule, in the guide's order and by its chapters. Each
 * is tested in depth beside its own code; here it is seen that none is missing.
 */

const zone = 'Europe/Rome';
const at = (day: string, time = '10:00:00'): Date => instantOf({ day, time }, zone);
const june = Array.from({ length: 30 }, (_, place) => addDays('2026-06-01', place));

const someone = { role: 'user', name: '', extension: '', login: '', email: '', group: '', department: '' };
const known = (over: Partial<KnownUser['user']>): KnownUser => ({
  user: { ...someone, id: '1', licenceType: 'premium', ...over },
});
const users = (...types: (string | null)[]) =>
  types.map((licenceType, place) => ({ id: String(place), role: 'user', licenceType }));
const typeFor = (...ids: NeedId[]): string | undefined => findLicenceType(neededType(ids)?.type ?? '')?.label;

const meant: MeantChange = {
  change: 'increase',
  platform: 'cloud',
  ordering: 'portal-form',
  zone,
  from: 'monthly',
  to: 'yearly',
  lastDay: null,
  oneSitting: true,
  now: { basic: 10, essential: 30, premium: 5 },
  wanted: { basic: 10, essential: 30, premium: 5 },
};
const fits = (change: MeantChange['change'], wanted: MeantChange['wanted']): boolean =>
  fitsItsKind({ ...meant, change, wanted: { ...meant.now, ...wanted } });

describe('1. per-user licensing', () => {
  it('there are three platforms: hardware, virtual, cloud', () => {
    const inputs = { change: 'increase', ordering: 'portal-form', 'now-basic': '1' };
    const takes = (platform: string): boolean => 'meant' in readChange({ ...inputs, platform }, [], zone);
    expect(['hardware', 'virtual', 'cloud'].every(takes)).toBe(true);
    expect(takes('container')).toBe(false);
  });

  it('the billing period is monthly, yearly, 5 years or lifetime', () => {
    expect(periods).toEqual(['monthly', 'yearly', '5-years', 'lifetime']);
  });

  it('lifetime is not offered for cloud', () => {
    expect(periodsFor('cloud')).toEqual(['monthly', 'yearly', '5-years']);
    expect(isPeriodOf('hardware', 'lifetime') && isPeriodOf('virtual', 'lifetime')).toBe(true);
  });

  it('one period holds for the whole PBX and all types', () => {
    const [, back] = actsFor({ ...meant, change: 'term' });
    expect(back).toMatchObject({ period: 'yearly', numbers: { basic: 10, essential: 30, premium: 5 } });
  });

  it('the types are Basic, Essential, Business, Premium, Wizyconf and Service', () => {
    const labels = ['Basic', 'Essential', 'Business', 'Premium', 'Wizyconf', 'Service'];
    expect(licenceTypes.map(({ label }) => label)).toEqual(labels);
  });

  it('users of any type can be added at any time', () => {
    for (const day of june) expect(mayBegin('increase', at(day), zone).allowed, day).toBe(true);
    for (const type of licenceTypes) expect(fits('increase', { [type.wire]: 99 }), type.wire).toBe(true);
  });

  it('the example: Basic for fax, unattended phones and door phones, Essential for Collaboration, Premium for CDR-View', () => {
    const needs: NeedId[][] = [['fax-machine'], ['unattended-phone'], ['door-phone']];
    expect(needs.map((ids) => typeFor(...ids))).toEqual(['Basic', 'Basic', 'Basic']);
    expect([typeFor('collaboration'), typeFor('cdr-view')]).toEqual(['Essential', 'Premium']);
  });
});

describe('2. the PBX in the portal', () => {
  it('the model is WPBX-CLOUD for cloud, WPBX-VM/HW for virtual and hardware', () => {
    expect(modelOf('cloud')).toBe('WPBX-CLOUD');
    expect([modelOf('virtual'), modelOf('hardware')]).toEqual(['WPBX-VM/HW', 'WPBX-VM/HW']);
  });

  it('region and storage size are fields of cloud only', () => {
    const asked = (platform: 'cloud' | 'virtual' | 'hardware') => {
      const pbx = partsFor(portalForm, platform).find(({ title }) => title === 'PBX');
      return pbx?.fields.flatMap(({ value }) => value ?? []);
    };
    expect(asked('cloud')).toEqual(['model', 'region', 'pbx-name', 'period', 'numbers', 'storage']);
    for (const platform of ['virtual', 'hardware'] as const)
      expect(asked(platform)).toEqual(['model', 'pbx-name', 'period', 'numbers']);
  });

  it('each number is entered under the type’s order code', () => {
    const codes = ['PBX-BASIC', 'UC-Essential', 'UC-Business', 'UC-Premium', 'UC-Wizyconf', 'PBX-Service'];
    expect(licenceTypes.map(({ order }) => order)).toEqual(codes);
  });

  it('a mistake goes to the Area Manager within 1 business day', () => {
    expect(reportBy(at('2026-06-05'), { zone })).toEqual(at('2026-06-08'));
  });
});

describe('4. licence type of each user', () => {
  it('it is possible from WMS 4.01.44168.28', () => {
    expect(firstVersionWithLicenceTypes).toBe('4.01.44168.28');
    expect(knowsLicenceTypes('4.01.44168.28')).toBe(true);
    expect(knowsLicenceTypes('4.01.44168.27')).toBe(false);
  });

  it('the admin user is not counted', () => {
    expect(countsAsLicensed({ role: 'admin' })).toBe(false);
    const all = [...users('premium'), { id: 'a', role: 'admin', licenceType: 'premium' }];
    expect(countTypes(all, {}, [])).toMatchObject([{ type: 'premium', usedNow: 1 }]);
  });

  it('park orbits have no SIP registration and must get Service', () => {
    expect(suggester()(known({ role: 'park_orbit' }))).toMatchObject({ type: 'pbxService', sure: 'certain' });
  });

  it('Service is free', () => {
    expect(licenceTypes.filter(({ free }) => free).map(({ label }) => label)).toEqual(['Service']);
    const counts = countTypes(users('pbxService', 'pbxService'), {}, []);
    const none = premiumOfTheSystem({ wbiHours: 0, fias: false, espa: false });
    expect(entitlement(counts, none)).toMatchObject([{ needed: 2, missing: 0 }]);
  });

  it('after the first upgrade every user has the highest type bought', () => {
    expect(leftByUpgrade(users('premium', 'premium'))).toBe('premium');
    expect(leftByUpgrade(users('premium', 'basic'))).toBeNull();
  });

  it('new and exported users get Essential', () => {
    expect(findLicenceType(typeOfNewUsers)?.label).toBe('Essential');
  });

  it('buying a type gives it to nobody; it counts once it is assigned', () => {
    const bought = [{ type: 'premium', bought: 5, used: null }];
    expect(countTypes(users('basic'), {}, bought)).toMatchObject([
      { type: 'basic', usedNow: 1 },
      { type: 'premium', bought: 5, usedNow: 0, usedAfter: 0 },
    ]);
  });

  it.each<[string, NeedId[]]>([
    ['Basic', ['unattended-phone', 'fax-machine', 'door-phone', 'hotel-room', 'telephony-only']],
    ['Essential', ['collaboration', 'mobile-app', 'presence-on-phone']],
    ['Business', ['wizyconf-rooms', 'kite', 'web-api', 'tapi']],
    ['Premium', ['voicemail-to-text', 'cdr-view', 'contact-centre']],
    ['Wizyconf', ['web-conference']],
    ['Service', ['park-orbit', 'forwarding-only', 'identity']],
  ])('%s is for what the table says', (label, ids) => {
    for (const id of ids) expect(typeFor(id), id).toBe(label);
  });

  it('Premium is one per system for each two hours of WBI, and one for Fias and ESPA monitor', () => {
    const of = (wbiHours: number, fias: boolean, espa: boolean): number =>
      premiumOfTheSystem({ wbiHours, fias, espa }).licences;
    expect([of(2, false, false), of(3, false, false), of(0, true, true), of(4, true, false)]).toEqual([
      1, 2, 1, 3,
    ]);
  });

  it('Premium is one per user for transcription, CDR-View and Contact center', () => {
    for (const id of ['voicemail-to-text', 'cdr-view', 'contact-centre'] as const)
      expect(needOf(id), id).toMatchObject({ type: 'premium', per: 'user' });
  });

  it('the transcription of voicemail exists from 4.03.44842.05', () => {
    const need = needOf('voicemail-to-text');
    expect([existsOn(need, '4.03.44842.04'), existsOn(need, '4.03.44842.05')]).toEqual([false, true]);
  });

  it('more used than bought is told', () => {
    const bought = [{ type: 'premium', bought: 1, used: 2 }];
    expect(countTypes(users('premium', 'premium'), {}, bought)).toMatchObject([{ over: true }]);
    expect(countTypes(users('premium'), {}, bought)).toMatchObject([{ over: false }]);
  });
});

describe('5. WMS network', () => {
  it('with sharing, licences are counted on the server PBX only: a client tells other numbers than its users', () => {
    const counts = countTypes(users('premium', 'premium'), {}, []);
    const told = (used: number) => usedDiffers(counts, [{ type: 'premium', bought: 0, used }]);
    expect(told(0)).toEqual([{ type: 'premium', counted: 2, told: 0 }]);
    expect(told(2)).toEqual([]);
  });
});

describe('6. changes to licences', () => {
  it('numbers go up and down by Edit, change the numbers, Save: one act', () => {
    for (const change of ['increase', 'decrease'] as const)
      expect(actsFor({ ...meant, change }).map(({ code }) => code)).toEqual(['portal-numbers']);
  });

  it('upgrades and downgrades change existing licences, and are a partner’s act in the portal', () => {
    expect(changeKinds).toContain('upgrade');
    expect(fits('upgrade', { basic: 8, premium: 7 })).toBe(true);
    expect(fits('downgrade', { basic: 12, premium: 3 })).toBe(true);
    expect(fits('upgrade', { basic: 12, premium: 3 })).toBe(false);
    expect(actsFor({ ...meant, change: 'upgrade' }).map(({ code }) => code)).toEqual(['portal-numbers']);
  });

  it('a change of term is all numbers to zero and Save, then the new period, the numbers back and Save', () => {
    const numbers = { basic: 10, premium: 5 };
    expect(actsOf({ platform: 'cloud', from: 'monthly', to: 'yearly', numbers })).toEqual([
      { what: 'to-zero', period: 'monthly', numbers: { basic: 0, premium: 0 } },
      { what: 'period-and-numbers', period: 'yearly', numbers },
    ]);
  });

  it('renewal falls on the last day of the term', () => {
    expect(renewalOf('2026-06-30', at('2026-06-30'), zone)).toMatchObject({
      renewsOn: '2026-06-30',
      stage: 'renewal-day',
    });
    expect(periods.filter((period) => !isRenewed(period))).toEqual(['lifetime']);
  });

  it('changes are made 2 days before it', () => {
    expect(renewalOf('2026-06-30', at('2026-06-28'), zone)).toMatchObject({
      changeBy: '2026-06-28',
      stage: 'last-day',
    });
    expect(renewalOf('2026-06-30', at('2026-06-29'), zone).stage).toBe('too-late');
  });

  it('no decrease on the last day of the month; licences can be removed on any other day', () => {
    for (const day of june) {
      expect(mayDecrease(at(day), zone).allowed, day).toBe(!isLastOfMonth(day));
      expect(mayBegin('decrease', at(day), zone).allowed, day).toBe(day !== '2026-06-30');
    }
  });

  it('a change of term begins with a decrease, so not on that day either', () => {
    const term = { platform: 'virtual', from: 'monthly', to: 'yearly', numbers: { basic: 1 } } as const;
    const why = (day: string): string[] =>
      hindrances(term, { now: at(day), zone, lastDay: null, oneSitting: true }).map(({ because }) => because);
    expect(why('2026-06-30')).toEqual(['last-day-of-month']);
    expect(why('2026-06-15')).toEqual([]);
  });

  it('the letter about a mistake names partner, serial, quantity and type, and for a change of term the term', () => {
    const empty = { partner: '', serial: '', licences: [], term: null };
    expect(missingInLetter(empty, true)).toEqual(['partner', 'serial', 'licences', 'term']);
    expect(missingInLetter(empty, false)).not.toContain('term');
  });

  it('and says that nothing is changed meanwhile', () => {
    const parts = { partner: 'P', serial: '1', licences: [], term: null, termChanged: false };
    expect(letterOf({ ...parts, happened: '', sender: '' }).body).toContain('We change nothing ourselves');
  });
});

describe('7. a cloud PBX without licences', () => {
  const on = (day: string) => zeroLicences('cloud', at('2026-06-01'), at(day), zone);

  it('zero licences schedule it for deletion, and a cloud PBX only', () => {
    expect(on('2026-06-01')).toMatchObject({ stage: 'running', deletedOn: '2026-06-15' });
    expect(zeroLicences('virtual', at('2026-06-01'), at('2026-06-30'), zone)).toBeNull();
    expect(zeroLicences('hardware', at('2026-06-01'), at('2026-06-30'), zone)).toBeNull();
  });

  it('on calendar day 5 it is stopped', () => {
    expect([on('2026-06-05')?.stage, on('2026-06-06')?.stage]).toEqual(['running', 'stopped']);
  });

  it('on day 14 it is deleted for good', () => {
    expect([on('2026-06-14')?.stage, on('2026-06-15')?.stage]).toEqual(['stopped', 'deleted']);
    expect(on('2026-06-15')?.remedy).toBeNull();
  });

  it('before day 5 one licence is enough; after it the Area Manager must be told as well', () => {
    expect([on('2026-06-05')?.remedy, on('2026-06-06')?.remedy]).toEqual(['add-one', 'add-one-and-tell']);
  });

  it('so a change of term on it is not begun unless both acts are done in one sitting', () => {
    const term = { platform: 'cloud', from: 'monthly', to: 'yearly', numbers: { basic: 1 } } as const;
    const when = { now: at('2026-06-15'), zone, lastDay: null };
    expect(hindrances(term, { ...when, oneSitting: false })).toEqual([{ because: 'not-in-one-sitting' }]);
    expect(hindrances(term, { ...when, oneSitting: true })).toEqual([]);
  });
});
