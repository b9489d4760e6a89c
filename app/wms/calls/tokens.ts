import { Failure } from '../../domain/failure';
import { shapeOf } from '../answer/shape';
import { asCount, asRecords, asText, type Json } from '../answer/values';
import type { Api } from '../api';
import { routes } from '../routes';

/**
 * Makes a Simple Token for admin. Making does not tell the secret, so the list is read for it; of several with one name
 * the newest is ours (ids count up).
 */
export async function makeToken(
  api: Api,
  name: string,
  expires: Date,
  signal: AbortSignal,
): Promise<{ id: string; secret: string }> {
  const expireTime = Math.floor(expires.getTime() / 1000);
  await api.send('POST', routes.simpleToken, { name, pbxUser: 'admin', expireTime }, signal);
  const list = await api.get(routes.simpleToken, signal);
  const ours = (asRecords(list) ?? []).filter((one) => asText(one['name']) === name).sort(newestFirst)[0];
  const [id, secret] = [asText(ours?.['id']), asText(ours?.['secret'])];
  if (id === '' || secret === '') {
    throw new Failure('unknown-answer', { route: `GET ${routes.simpleToken}` }, shapeOf(list));
  }
  return { id, secret };
}

function newestFirst(a: Json, b: Json): number {
  return (asCount(b['id']) ?? 0) - (asCount(a['id']) ?? 0);
}

/** A token that is already gone is what was wanted. */
export async function deleteToken(api: Api, id: string, signal: AbortSignal): Promise<void> {
  try {
    await api.send('DELETE', `${routes.simpleToken}${encodeURIComponent(id)}/`, undefined, signal);
  } catch (error) {
    if (error instanceof Failure && error.error.code === 'route-missing') return;
    throw error;
  }
}
