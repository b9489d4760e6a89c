import { describe, expect, it } from 'vitest';
import { failing, never } from '../testing/help';
import { fakeApi, ok } from '../testing/api';
import { registrations } from './registrations';

describe('registered devices', () => {
  it('are told by extension; what is offline or nameless is none', async () => {
    const api = fakeApi(() =>
      ok({
        '101': {
          registrations: [
            { online: '1', useragent: 'Wildix WP480G' },
            { online: '0', useragent: 'old' },
          ],
        },
        '102': { registrations: [{ online: '1', contact: 'sip:102@x' }] },
        '103': { registrations: [] },
        '104': 'odd',
      }),
    );
    expect([...(await registrations(api, never))]).toEqual([['101', ['Wildix WP480G']]]);
  });

  it('of an empty map, which PHP sends as a list, are none', async () => {
    expect(
      (
        await registrations(
          fakeApi(() => ok([])),
          never,
        )
      ).size,
    ).toBe(0);
  });

  it('in an unknown shape are an error, not nobody', async () => {
    expect(
      (
        await failing(
          registrations(
            fakeApi(() => ok('none')),
            never,
          ),
        )
      ).code,
    ).toBe('unknown-answer');
  });
});
