import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, handedInputs, startableKindOf, takenInputs, templateInputs } from './hand-over';

const typed = [
  {
    id: 'prepare',
    inputs: { installer: 'Ada', partner: 'Loop', customer: 'Bakery', siteNotes: 'Ring twice' },
  },
  {
    id: 'sign-in',
    inputs: { sshUser: 'root', sshKeyFile: '/home/ada/.ssh/id', 'confirmed.password-works': '' },
  },
  { id: 'portal', inputs: { period: 'yearly', 'count-basic': '5', region: '' } },
  { id: 'licences', inputs: { 'own-rules': '[]', 'confirmed.types-reviewed': 'yes' } },
  { id: 'report', inputs: {} },
];

test('what was typed goes along, but for whose work it is, paths of this computer and explicit words', () => {
  expect(handedInputs(typed)).toEqual({
    prepare: { partner: 'Loop', customer: 'Bakery', siteNotes: 'Ring twice' },
    'sign-in': { sshUser: 'root' },
    portal: { period: 'yearly', 'count-basic': '5' },
    licences: { 'own-rules': '[]' },
  });
});

test('a template has nothing of one customer', () => {
  expect(templateInputs(handedInputs(typed))).toEqual({
    prepare: { partner: 'Loop', siteNotes: 'Ring twice' },
    portal: { period: 'yearly' },
    licences: { 'own-rules': '[]' },
  });
});

test('an explicit word and a step that the job does not have are not taken, and are named', () => {
  const inputs = {
    prepare: { customer: 'Bakery' },
    licences: { 'confirmed.types-reviewed': 'yes' },
    'step-of-tomorrow': { a: '1', b: '2' },
  };
  expect(takenInputs(inputs, ['prepare', 'licences'])).toEqual({
    inputs: { prepare: { customer: 'Bakery' } },
    left: ['licences.confirmed.types-reviewed', 'step-of-tomorrow.a', 'step-of-tomorrow.b'],
  });
});

test.each([
  ['activate-virtual', 'activate-virtual'],
  ['activate-the-moon', null],
])('a job of the kind %s can be begun here as %s', (jobKind, kind) => {
  expect(startableKindOf({ jobKind })).toBe(kind);
});

test('the same value is the same text in whatever order its keys came, and another value is not', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, one]) => [key, shuffled(one)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [a, b] = [one, other].map((value): unknown => JSON.parse(JSON.stringify(value)));
      expect(canonical(shuffled(a))).toBe(canonical(a));
      expect(JSON.parse(canonical(a))).toEqual(a);
      if (canonical(a) === canonical(b)) expect(a).toEqual(b);
    }),
  );
});
