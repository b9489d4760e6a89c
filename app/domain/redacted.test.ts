import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalEvent } from './journal-event';
import { redacted } from './redacted';

const word = fc.oneof(fc.string(), fc.constantFrom('done', 'prepare', 'step one', 'a "quoted" input'));

const anyEvent: fc.Arbitrary<JournalEvent> = fc.oneof(
  fc.record({
    type: fc.constant('input' as const),
    step: fc.constant('prepare' as const),
    field: word,
    value: word,
  }),
  fc.record({
    type: fc.constant('step' as const),
    step: fc.constant('admin-password' as const),
    state: fc.constantFrom('done' as const, 'needs-person' as const),
    plan: fc.array(
      fc.record({
        code: word,
        params: fc.dictionary(fc.constantFrom('says', 'from'), fc.oneof(word, fc.nat())),
      }),
    ),
    error: fc.record({ code: fc.constant('timeout' as const), retry: fc.boolean(), details: word }),
  }),
  fc.record({
    type: fc.constant('evidence' as const),
    step: fc.constant('sign-in' as const),
    evidence: fc.record({
      at: word,
      said: fc.record({ code: word }),
      proof: fc.constant('read-back' as const),
      source: word,
    }),
  }),
);

const hide = (secret: string) => (text: string) => text.replaceAll(secret, '‹secret›');

describe('an event with its secrets taken out', () => {
  it('is the same when there is none in it', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(redacted(JournalEvent, event, (text) => text)).toEqual(event);
      }),
    );
  });

  it('can always be read again, whatever the secret looks like', () => {
    fc.assert(
      fc.property(
        anyEvent,
        fc.constantFrom('step', 'e', 'done', 'input', '"', 'prepare', '-'),
        (event, secret) => {
          const without = redacted(JournalEvent, event, hide(secret));
          expect(JournalEvent.parse(JSON.parse(JSON.stringify(without)))).toEqual(without);
          expect(without.type).toBe(event.type);
        },
      ),
    );
  });

  it('has none in any free text, however deep', () => {
    const event: JournalEvent = {
      type: 'step',
      step: 'admin-password',
      state: 'failed',
      plan: [{ code: 'do.sign-in', params: { login: 'hunter2', tries: 1 } }],
      error: {
        code: 'wrong-password',
        retry: false,
        params: { says: 'no hunter2 here' },
        details: '{"p":"hunter2"}',
      },
      reason: 'hunter2hunter2',
    };
    const without = redacted(JournalEvent, event, hide('hunter2'));
    expect(JSON.stringify(without)).not.toContain('hunter2');
    expect(without).toMatchObject({ step: 'admin-password', state: 'failed', error: { retry: false } });
  });

  it('keeps the fixed words that hold a secret’s value, and only those', () => {
    const event: JournalEvent = {
      type: 'input',
      step: 'admin-password',
      field: 'note',
      value: 'the password of admin',
    };
    expect(redacted(JournalEvent, event, hide('admin'))).toEqual({
      ...event,
      value: 'the password of ‹secret›',
    });
  });

  it('leaves what it was given as it is', () => {
    const event: JournalEvent = { type: 'input', step: 'prepare', field: 'note', value: 'hunter2' };
    redacted(JournalEvent, event, hide('hunter2'));
    expect(event.value).toBe('hunter2');
  });
});
