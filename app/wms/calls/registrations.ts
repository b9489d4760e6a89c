import { asMap, asText, isMap } from '../answer/values';
import type { Api } from '../api';
import { Failure } from '../../domain/failure';
import { routes } from '../routes';

/**
 * What is registered by SIP just now, by extension: the name each device gives itself (`useragent`). The answer's shape is
 * reported by a public client that ran against real PBXs: `{ "101": { registrations: [{ online, contact, useragent }] } }`.
 * What is offline, or has no name, is left out.
 */
export async function registrations(api: Api, signal: AbortSignal): Promise<Map<string, string[]>> {
  const answer = asMap(await api.get(routes.sipRegistrations, signal));
  if (!answer) throw new Failure('unknown-answer', { route: `GET ${routes.sipRegistrations}` });
  const found = new Map<string, string[]>();
  for (const [extension, entry] of Object.entries(answer)) {
    const list = isMap(entry) && Array.isArray(entry['registrations']) ? entry['registrations'] : [];
    const names = list.flatMap((one) =>
      isMap(one) && isOnline(one['online']) ? asText(one['useragent']) || [] : [],
    );
    if (names.length > 0) found.set(extension, names);
  }
  return found;
}

function isOnline(value: unknown): boolean {
  return value === true || asText(value) === '1';
}
