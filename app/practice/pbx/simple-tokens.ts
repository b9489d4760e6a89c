import { randomBytes } from 'node:crypto';
import type { SimpleToken } from '../state';
import type { World } from '../world';

/** Makes a Simple Token. `expireTime` in unix seconds. */
export function addToken(
  { store }: World,
  fields: Pick<SimpleToken, 'name' | 'description' | 'pbxUser' | 'expireTime' | 'permissions'>,
): SimpleToken {
  return store.change((state) => {
    const token = { id: String(state.nextTokenId), ...fields, secret: newSecret() };
    state.nextTokenId += 1;
    state.counters.tokensMade += 1;
    state.tokens.push(token);
    return token;
  });
}

/** Whether the token was there and is gone now. */
export function deleteToken({ store }: World, id: string): boolean {
  if (!store.state.tokens.some((token) => token.id === id)) return false;
  store.change((state) => {
    state.tokens = state.tokens.filter((token) => token.id !== id);
    state.counters.tokensDeleted += 1;
  });
  return true;
}

/** A token as the PBX makes them: `access_` and then random. */
export function newSecret(): string {
  return `access_${randomBytes(32).toString('base64url')}`;
}
