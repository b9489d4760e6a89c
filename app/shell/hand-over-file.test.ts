import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import { handOverMaxSigns, type HandedJob, type HandOver, type Template } from '../domain/hand-over';
import { sealed, unsealed } from './hand-over-file';

const job: HandedJob = {
  kind: 'job',
  madeAt: '2026-03-01T08:00:00.000Z',
  app: '0.1.0',
  origin: 'activate-virtual-20260301-abc234',
  jobKind: 'activate-virtual',
  inputs: { prepare: { customer: 'Müller & Söhne', siteNotes: 'Ring twice\n"Ms Miller"' } },
  types: { name: 'types.csv', csv: '\ufeffExtension;License type\r\n100;Basic\r\n' },
  recipes: [{ id: 'sign-in', recipe: { any: [1, null, 'x'] } }],
  script: null,
  back: null,
};

function codeOf(text: string): string {
  try {
    unsealed(text);
    return 'opened';
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.error.code : String(thrown);
  }
}

const word = fc.string({ unit: 'grapheme', maxLength: 40 });
const field = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,20}$/);
const inputs = fc.dictionary(
  fc.constantFrom('prepare', 'portal', 'a-step-of-tomorrow'),
  fc.dictionary(field, word, { noNullPrototype: true }),
  { noNullPrototype: true },
);
const madeAt = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const plain = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
const jobs: fc.Arbitrary<HandedJob> = fc.record({
  kind: fc.constant('job' as const),
  madeAt,
  app: word,
  origin: fc.constant(job.origin),
  jobKind: word,
  inputs,
  types: fc.option(fc.record({ name: word, csv: word })),
  recipes: fc.array(fc.record({ id: word, recipe: plain }), { maxLength: 3 }),
  script: plain,
  back: fc.option(
    fc.record({
      exportedAt: madeAt,
      steps: fc.array(fc.record({ id: word, state: word }), { maxLength: 3 }),
      report: plain,
    }),
  ),
});
const templates: fc.Arbitrary<Template> = fc.record({
  kind: fc.constant('template' as const),
  madeAt,
  app: word,
  id: fc.constant('partner-gmbh'),
  name: word.filter((name) => name.trim() !== '').map((name) => name.trim()),
  jobKind: fc.option(word),
  inputs,
  vendorHosts: fc.array(fc.record({ host: word, source: word }), { maxLength: 3 }),
});

test('whatever is written is read back, also by an editor that indents it anew', () => {
  fc.assert(
    fc.property(fc.oneof(jobs, templates), (content: HandOver) => {
      const text = sealed(content);
      expect(unsealed(text)).toEqual(content);
      expect(unsealed(`\ufeff${JSON.stringify(JSON.parse(text))}`)).toEqual(content);
    }),
    { numRuns: 200 },
  );
});

test('a changed sign anywhere in the content is told', () => {
  const text = sealed(job);
  const from = text.indexOf('"content"') + '"content": {'.length;
  fc.assert(
    fc.property(fc.integer({ min: from, max: text.length - 6 }), (at) => {
      const sign = text[at] ?? '';
      // Blanks between values are no part of what is said.
      if (!/[a-z0-9]/i.test(sign)) return;
      const changed = text.slice(0, at) + (sign === 'x' ? 'y' : 'x') + text.slice(at + 1);
      expect(codeOf(changed)).toBe('handover-damaged');
    }),
    { numRuns: 300 },
  );
});

test('half a file is damaged, wherever it was cut', () => {
  const text = sealed(job);
  for (const part of [0.3, 0.5, 0.99])
    expect(codeOf(text.slice(0, text.length * part))).toBe('handover-damaged');
});

test.each([
  ['another program’s JSON', '{"format": "other", "version": 1}', 'handover-foreign'],
  ['no JSON at all', 'PK\u0003\u0004', 'handover-foreign'],
  ['nothing', '', 'handover-foreign'],
  ['a list', '[]', 'handover-foreign'],
  ['one of a newer app', sealed(job).replace('"version": 1', '"version": 2'), 'handover-newer'],
  ['one without its content', '{"format":"pbx-activation-wizard/pbxjob","version":1}', 'handover-damaged'],
  ['one too large to be read', ' '.repeat(handOverMaxSigns + 1), 'handover-too-large'],
])('%s is refused', (_what, text, code) => {
  expect(codeOf(text)).toBe(code);
});

test('what nobody gets through is damaged, not a crash', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const text = `{"format":"pbx-activation-wizard/pbxjob","version":1,"sha256":"x","content":${deep}}`;
  expect(codeOf(text)).toBe('handover-damaged');
});

test('a sound hash over a shape nobody wrote is damaged too, and names no value', () => {
  const odd = { ...job, inputs: { prepare: { 'no field!': 'value-of-it' } } };
  expect(() => sealed(odd)).toThrow();
  const text = sealed(job);
  expect(codeOf(text.replace(/"sha256": "[0-9a-f]+"/, '"sha256": "00"'))).toBe('handover-damaged');
});
