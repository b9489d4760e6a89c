import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsByName } from './clues';
import type { KnownNeed, KnownUser } from './known-user';
import { needIds } from './needs';
import { OwnRule } from './own-rules';
import { suggester, type Ground } from './suggest';
import type { Suggestion } from './why';

const base = {
  id: '1',
  name: 'Ada Example',
  extension: '101',
  login: 'ada',
  email: 'ada@example.test',
  role: 'user',
  group: 'Default',
  department: '',
  licenceType: 'premium' as string | null,
};
type Over = Partial<typeof base>;
const known = (over: Over = {}, more: Omit<KnownUser, 'user'> = {}): KnownUser => ({
  user: { ...base, ...over },
  ...more,
});
const suggest = (one: KnownUser, ground: Ground = {}): Suggestion | null => suggester(ground)(one);
const need = (id: KnownNeed['need'], from: KnownNeed['from'] = 'feature'): KnownNeed => ({ need: id, from });
const rule = (over: Partial<OwnRule>): OwnRule => OwnRule.parse({ id: 'r1', type: 'essential', ...over });

describe('a suggestion from the role', () => {
  it('park orbits are Service, fax machines Basic: the guide leaves no doubt', () => {
    expect(suggest(known({ role: 'park_orbit' }))).toEqual({
      type: 'pbxService',
      reasons: [{ code: 'park-orbit-is-service', need: 'park-orbit' }],
      sure: 'certain',
      against: [],
    });
    expect(suggest(known({ role: 'fax' }))).toMatchObject({ type: 'basic', sure: 'certain' });
  });

  it('rooms are likely hotel rooms', () => {
    expect(suggest(known({ role: 'room' }))).toMatchObject({ type: 'basic', sure: 'likely' });
  });

  it('a park orbit that is registered is no clear case any more', () => {
    const orbit = known({ role: 'park_orbit' }, { registered: ['Example phone 1.0'] });
    expect(suggest(orbit)).toMatchObject({
      type: 'pbxService',
      sure: 'likely',
      against: [{ code: 'registered', about: 'Example phone 1.0' }],
    });
  });
});

describe('a suggestion from needs', () => {
  it('raises a type that is not enough', () => {
    const needs = [need('collaboration'), need('cdr-view', 'right')];
    expect(suggest(known({ licenceType: 'essential' }, { needs }))).toMatchObject({
      type: 'premium',
      sure: 'likely',
      reasons: [{ code: 'need', need: 'cdr-view' }],
    });
  });

  it('lowers none, since there may be needs that nobody told', () => {
    expect(suggest(known({ licenceType: 'premium' }, { needs: [need('collaboration')] }))).toBeNull();
  });

  it('lowers it where all needs are known', () => {
    const all = { needs: [need('collaboration', 'installer')], needsComplete: true };
    expect(suggest(known({ licenceType: 'premium' }, all))).toMatchObject({
      type: 'essential',
      sure: 'told',
    });
  });

  it('says nothing where the type is one that we do not know', () => {
    expect(suggest(known({ licenceType: 'xb-business' }, { needs: [need('cdr-view')] }))).toBeNull();
  });

  it('leaves out what this WMS does not have', () => {
    const one = known({ licenceType: 'basic' }, { needs: [need('voicemail-to-text')] });
    expect(suggest(one, { version: '4.02.40000.01' })).toBeNull();
    expect(suggest(one, { version: '6.10.20250609.6' })).toMatchObject({ type: 'premium' });
  });

  it('of the system says nothing about a user', () => {
    expect(suggest(known({ licenceType: 'basic' }, { needs: [need('wbi'), need('fias')] }))).toBeNull();
  });

  it('knows rights and features by the names the installer tied to them', () => {
    const table = new Map([['CDR access', 'cdr-view' as const]]);
    expect(needsByName('right', ['CDR access', 'Other'], table)).toEqual([
      { need: 'cdr-view', from: 'right', name: 'CDR access' },
    ]);
  });
});

describe('a suggestion from devices', () => {
  it('a Service user with a registration is something else', () => {
    const one = known({ licenceType: 'pbxService' }, { registered: ['Example phone'] });
    expect(suggest(one)).toMatchObject({ type: 'basic', sure: 'likely', reasons: [{ code: 'registered' }] });
  });

  it('that nothing is registered proves nothing', () => {
    expect(suggest(known({ login: '', email: '' }, { registered: [] }))).toBeNull();
  });

  it('a word in a name is a hint, and only a whole word', () => {
    expect(suggest(known({ name: 'Fax 2nd floor' }))).toMatchObject({
      type: 'basic',
      sure: 'hint',
      reasons: [{ code: 'name', need: 'fax-machine', about: 'Fax 2nd floor' }],
    });
    expect(suggest(known({ name: 'Anna Faxmann' }))).toBeNull();
    expect(suggest(known({}, { registered: ['Example Intercom 2.1'] }))).toMatchObject({
      type: 'basic',
      sure: 'hint',
    });
  });

  it('a hint says nothing against what was read', () => {
    const one = known({ name: 'Fax', licenceType: 'essential' }, { needs: [need('cdr-view')] });
    expect(suggest(one)).toMatchObject({ type: 'premium', sure: 'likely' });
  });
});

describe('a suggestion from the installer', () => {
  it('is the first rule that holds, and what speaks against it', () => {
    const rules = [
      rule({ id: 'hotel', extensions: '200-299', type: 'basic' }),
      rule({ id: 'all', name: '*', type: 'essential' }),
      rule({ id: 'never', name: '*', type: 'business' }),
    ];
    expect(suggest(known({}, { needs: [need('cdr-view')] }), { rules })).toEqual({
      type: 'essential',
      reasons: [{ code: 'own-rule', about: 'all' }],
      sure: 'told',
      against: [{ code: 'need', need: 'cdr-view' }],
    });
    expect(suggest(known({ extension: '210' }), { rules })?.type).toBe('basic');
  });

  it('comes from a file before a rule', () => {
    const file = new Map([['1', { type: 'business', line: 7 }]]);
    expect(suggest(known(), { rules: [rule({ name: '*' })], file })).toMatchObject({
      type: 'business',
      reasons: [{ code: 'listed-in-file', about: '7' }],
    });
  });

  it('to make Service of a user who is registered or uses something is contradicted', () => {
    const rules = [rule({ name: '*', type: 'pbxService' })];
    const one = known({}, { registered: ['Example phone'], needs: [need('door-phone', 'installer')] });
    expect(suggest(one, { rules })?.against.map(({ code }) => code)).toEqual(['need', 'registered']);
    expect(suggest(known({ role: 'park_orbit' }), { rules })?.against).toEqual([]);
  });
});

describe('nothing is suggested that was not asked', () => {
  const type = fc.constantFrom(
    null,
    'basic',
    'essential',
    'business',
    'premium',
    'pbxService',
    'xb-business',
  );
  const anybody = fc.record({
    role: fc.constantFrom('user', 'admin', 'fax', 'park_orbit', 'room', 'constructor', 'new-role'),
    licenceType: type,
    name: fc.constantFrom('Ada', 'Fax 1', 'Intercom', ''),
    extension: fc.constantFrom('101', '205', ''),
  });
  const anyKnown = fc.record({
    user: anybody.map((over) => ({ ...base, ...over })),
    registered: fc.constantFrom([], ['Example phone'], ['fax 3000']),
    needs: fc.array(
      fc.record({
        need: fc.constantFrom(...needIds),
        from: fc.constantFrom('feature' as const, 'installer' as const),
      }),
      { maxLength: 3 },
    ),
    needsComplete: fc.boolean(),
  });
  const rules = [rule({ extensions: '200-299', type: 'basic' })];

  it('for admin, for the type there is already, or without a reason', () => {
    fc.assert(
      fc.property(anyKnown, fc.boolean(), (one, withRules) => {
        const suggestion = suggest(one, withRules ? { rules } : {});
        if (one.user.role === 'admin') expect(suggestion).toBeNull();
        if (!suggestion) return;
        expect(suggestion.type).not.toBe(one.user.licenceType);
        expect(suggestion.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('to a user nothing is known about', () => {
    fc.assert(
      fc.property(type, (licenceType) => {
        expect(suggest(known({ licenceType }))).toBeNull();
        expect(suggest(known({ licenceType, role: 'new-role' }), { rules })).toBeNull();
      }),
    );
  });

  it('less than what was read as needed, unless the installer says so', () => {
    fc.assert(
      fc.property(anyKnown, (one) => {
        const suggestion = suggest(one);
        const premium = one.needs.some(({ need: id }) => id === 'cdr-view' || id === 'contact-centre');
        if (!suggestion || !premium) return;
        expect(['premium', 'wizyconf']).toContain(suggestion.type);
      }),
      { numRuns: 1000 },
    );
  });
});
