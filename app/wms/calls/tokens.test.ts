import { describe, expect, it } from 'vitest';
import { fakeApi, no, ok } from '../testing/api';
import { never } from '../testing/help';
import { makeToken } from './tokens';

const expires = new Date('2026-01-06T09:00:00Z');

describe('making a token', () => {
  it.each([[500], [404], [403]])(
    'leaves it open where its list answers %i after it was made',
    async (status) => {
      let made = false;
      const api = fakeApi(({ method }) => {
        if (method === 'POST') made = true;
        return method === 'GET' && made ? no(status) : ok([]);
      });
      await expect(makeToken(api, 'ours', expires, never)).rejects.toMatchObject({
        error: { code: 'unknown-answer' },
      });
      expect(made).toBe(true);
    },
  );

  it('that the PBX declines is told as it is', async () => {
    const api = fakeApi(({ method }) => (method === 'POST' ? no(405) : ok([])));
    await expect(makeToken(api, 'ours', expires, never)).rejects.not.toMatchObject({
      error: { code: 'unknown-answer' },
    });
  });
});
