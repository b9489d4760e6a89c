import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure';
import { readAnswer, resultOf } from './envelope';
import { shapeOf } from './shape';
import { asCount, asMap, asRecords, leavesOf } from './values';

const answer = (text: string, status = 200): Parameters<typeof readAnswer>[0] => ({
  status,
  headers: {},
  text,
});

describe('readAnswer', () => {
  it.each([
    ['{"type":"result","result":"Success"}', 200, { kind: 'result', result: 'Success' }],
    ['{"type":"result","result":[]}', 200, { kind: 'result', result: [] }],
    ['\uFEFF {"type":"result","result":0}\n', 200, { kind: 'result', result: 0 }],
    ['{"type":"result"}', 200, { kind: 'result', result: null }],
    ['{"result":{"a":1}}', 200, { kind: 'result', result: { a: 1 } }],
    ['{"type":"error","reason":"no"}', 200, { kind: 'error', status: 200, reason: 'no' }],
    ['{"type":"error","reason":"no","code":"404"}', 200, { kind: 'error', status: 404, reason: 'no' }],
    ['{"type":"error","reason":"no","code":7}', 200, { kind: 'error', status: 200, reason: 'no' }],
    [
      '{"type":"error","message":"m","errors":["a",{"b":"c"}]}',
      400,
      { kind: 'error', status: 400, reason: 'm; a; c' },
    ],
    ['{"type":"result","result":"x"}', 500, { kind: 'error', status: 500, reason: 'x' }],
    ['<html>', 200, { kind: 'html', status: 200 }],
    ['', 204, { kind: 'empty', status: 204 }],
    ['hello', 200, { kind: 'other', status: 200, shape: 'text' }],
    ['[{"id":"1"}]', 200, { kind: 'other', status: 200, shape: '[{id: string}]' }],
  ])('reads %s (%i)', (text, status, reading) => {
    expect(readAnswer(answer(text, status))).toEqual(reading);
  });

  it('never throws, and a call gets a result or a Failure', () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((one) => `{"type":"result","result":${one}}`),
    );
    fc.assert(
      fc.property(
        bodies,
        fc.integer({ min: 100, max: 599 }),
        fc.constantFrom('GET /x', 'PUT /x'),
        (text, status, route) => {
          const reading = readAnswer(answer(text, status));
          try {
            resultOf(reading, route);
          } catch (error) {
            expect(error).toBeInstanceOf(Failure);
          }
        },
      ),
    );
  });

  it('an answer without a body is the end of a write and no answer to a question', () => {
    expect(resultOf(readAnswer(answer('', 204)), 'PUT /x')).toBeNull();
    expect(() => resultOf(readAnswer(answer('', 200)), 'GET /x')).toThrow('unknown-answer');
  });
});

describe('shapeOf', () => {
  it.each([
    [
      {
        total: '2',
        records: [
          { id: '1', n: null },
          { id: '2', n: 3 },
        ],
      },
      '{total: string, records: [{id: string, n: null} | {id: string, n: number}]}',
    ],
    [{ '101': { online: '1' }, '102': { online: '0' } }, '{<key>: {online: string}}'],
    [{ 'ada@example.test': 1, '000c29aabbcc': 2 }, '{<key>: number}'],
    [{ ada: { n: 1 }, bob: { n: 2 }, eve: { n: 3 } }, '{<key>: {n: number}}'],
    [
      { basic: { n: 1 }, business: { n: 2 }, premium: { n: 3 } },
      '{basic: {n: number}, business: {n: number}, premium: {n: number}}',
    ],
    [{ 'UC-Premium': 1, BODY: [] }, '{UC-Premium: number, BODY: []}'],
    ['4.01.44100.12', 'string'],
    [[], '[]'],
    [true, 'boolean'],
  ])('%j is %s', (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });

  it('holds no value, however deep', () => {
    const marked = fc.string({ minLength: 3, maxLength: 8 }).map((text) => `§${text}`);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 8 },
        marked,
        fc.integer({ min: 100_000 }),
        fc.array(tie('tree')),
        fc.dictionary(
          fc.oneof(
            fc.constantFrom('id', 'name', 'licenseType'),
            marked,
            fc.emailAddress(),
            fc.nat().map(String),
          ),
          tie('tree'),
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const shape = shapeOf(value);
        expect(shape).not.toMatch(/[§@\d]/);
        expect(shape.length).toBeLessThanOrEqual(2_001);
      }),
    );
  });

  it('never throws and always ends, also for what is deeply nested', () => {
    fc.assert(fc.property(fc.anything({ maxDepth: 5 }), (value) => typeof shapeOf(value) === 'string'));
    const deep: unknown = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));
    expect(shapeOf(deep)).toContain('…');
    expect(leavesOf(deep)).toEqual([]);
  });
});

describe('values', () => {
  it('takes an empty list for an empty map, and no other', () => {
    expect(asMap([])).toEqual({});
    expect(asMap([1])).toBeNull();
    expect(asMap(null)).toBeNull();
  });

  it('finds records bare, under their key and empty', () => {
    expect(asRecords({ total: '1', records: [{ id: '1' }, 3] })).toEqual([{ id: '1' }]);
    expect(asRecords([])).toEqual([]);
    expect(asRecords({ records: {} })).toBeNull();
    expect(asRecords('Success')).toBeNull();
  });

  it('takes digits for a number and nothing else', () => {
    expect([' 37 ', 5, 0].map(asCount)).toEqual([37, 5, 0]);
    expect(['', '3x', '-1', -1, 1.5, null, '9'.repeat(20)].map(asCount)).toEqual(Array(7).fill(null));
  });

  it('leaves never throw', () => {
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(leavesOf(value))));
  });
});
