import { connectionLost, Failure, toWizardError } from '../../domain/failure';
import { shapeOf } from '../answer/shape';
import { asCount, asRecords, asText, type Json } from '../answer/values';
import type { Api } from '../api';
import { routes } from '../routes';

/**
 * Makes a Simple Token for admin, in the place of any of that name. Making does not tell the secret, so the list is read
 * for it; of several with one name the newest is ours (ids count up).
 */
export async function makeToken(
  api: Api,
  name: string,
  expires: Date,
  signal: AbortSignal,
): Promise<{ id: string; secret: string }> {
  await deleteTokens(api, name, signal);
  const expireTime = Math.floor(expires.getTime() / 1000);
  await api.send('POST', routes.simpleToken, { name, pbxUser: 'admin', expireTime }, signal);
  const list = await listAfter(api, signal);
  const ours = named(list, name).sort(newestFirst)[0];
  const [id, secret] = [asText(ours?.['id']), asText(ours?.['secret'])];
  if (id === '' || secret === '') {
    throw new Failure('unknown-answer', { route: `GET ${routes.simpleToken}` }, shapeOf(list));
  }
  return { id, secret };
}

/** From here on there is a token: that its list cannot be read leaves open what became of it, whatever the PBX says. */
async function listAfter(api: Api, signal: AbortSignal): Promise<unknown> {
  try {
    return await api.get(routes.simpleToken, signal);
  } catch (error) {
    const { code } = toWizardError(error);
    if (signal.aborted || connectionLost.includes(code)) throw error;
    throw new Failure('unknown-answer', { route: `GET ${routes.simpleToken}` }, code);
  }
}

function named(list: unknown, name: string): Json[] {
  return (asRecords(list) ?? []).filter((one) => asText(one['name']) === name);
}

function newestFirst(a: Json, b: Json): number {
  return (asCount(b['id']) ?? 0) - (asCount(a['id']) ?? 0);
}

/** Deletes every token of that name and tells how many there were. `route-missing` on a WMS that knows no tokens. */
export async function deleteTokens(api: Api, name: string, signal: AbortSignal): Promise<number> {
  const found = named(await api.get(routes.simpleToken, signal), name);
  // A token may be the one we are signed in with, after which no other could be deleted: the newest goes last.
  for (const one of found.sort(newestFirst).reverse()) await deleteToken(api, asText(one['id']), signal);
  return found.length;
}

/** A token that is already gone is what was wanted. */
async function deleteToken(api: Api, id: string, signal: AbortSignal): Promise<void> {
  try {
    await api.send('DELETE', `${routes.simpleToken}${encodeURIComponent(id)}/`, undefined, signal);
  } catch (error) {
    if (error instanceof Failure && error.error.code === 'route-missing') return;
    throw error;
  }
}
