import { describe, expect, it } from 'vitest';
import { Keeper } from '../../domain/move/facts';
import type { SshOutput, SshSession } from '../../procedure/ports';
import { createKeptScripts } from './port';

const { signal } = new AbortController();

/** What is told to be there when the server answers so. */
function listed(keeper: Keeper, answer: Partial<SshOutput>): Promise<string[]> {
  const told: SshOutput = { exit: 0, output: '', errors: '', cut: false, ...answer };
  const session: Partial<SshSession> = { run: () => Promise.resolve(told) };
  return createKeptScripts().list(session as SshSession, { keeper, asRoot: {} }, signal);
}

describe('what is there of kept scripts', () => {
  it('is told by name', async () => {
    expect(await listed('tmux', { output: 'pbx-move-a1\nother\n' })).toEqual(['pbx-move-a1']);
    const output = 'There is a screen on:\n\t12.pbx-move-b2\t(Detached)\n1 Socket in /run/screen.\n';
    expect(await listed('screen', { exit: 1, output })).toEqual(['pbx-move-b2']);
  });

  it('is nothing where the program is missing', async () => {
    for (const keeper of Keeper.options) expect(await listed(keeper, { exit: 127 })).toEqual([]);
  });

  it('is not known where the program says neither', async () => {
    for (const keeper of Keeper.options) {
      const answer = listed(keeper, { exit: keeper === 'tmux' ? 2 : 1, errors: 'no such thing' });
      await expect(answer).rejects.toMatchObject({ error: { code: 'command-failed' } });
      await expect(listed(keeper, { exit: null })).rejects.toMatchObject({
        error: { code: 'command-failed' },
      });
    }
  });
});
