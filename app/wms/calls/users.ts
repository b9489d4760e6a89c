import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, toWizardError } from '../../domain/failure';
import type { PbxUser } from '../../domain/pbx';
import { shapeOf } from '../answer/shape';
import { asCount, asMap, asRecords, asText, isMap, type Json } from '../answer/values';
import type { Api } from '../api';
import { routes } from '../routes';

/** Far above any PBX (hardware ends at 1000 users): a list that does not end is a fault. */
const mostPages = 2_000;

type OnPage = (read: number, total: number | null) => void;

/** All users in the admin's view, or in everybody's where this PBX has no other. */
export async function users(
  api: Api,
  pageSize: number,
  signal: AbortSignal,
  onPage?: OnPage,
): Promise<PbxUser[]> {
  try {
    return await readAll(api, routes.users, pageSize, signal, onPage);
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return readAll(api, routes.usersPlain, pageSize, signal, onPage);
  }
}

async function readAll(
  api: Api,
  route: string,
  pageSize: number,
  signal: AbortSignal,
  onPage?: OnPage,
): Promise<PbxUser[]> {
  const known = new Map<string, PbxUser>();
  let start = 0;
  for (let number = 0; number < mostPages; number++) {
    const page = await patiently(() => readPage(api, route, start, pageSize, signal), signal);
    const fresh = page.users.filter((user) => !known.has(user.id));
    if (page.users.length > 0 && fresh.length === 0) {
      if (isWhole(known.size, page, pageSize)) break;
      throw new Failure(
        'unknown-answer',
        { route: `GET ${route}` },
        'every page is the same: start is ignored',
      );
    }
    for (const user of fresh) known.set(user.id, user);
    start += page.users.length;
    onPage?.(known.size, page.total);
    if (page.users.length === 0 || (page.total !== null && known.size >= page.total)) break;
  }
  return [...known.values()];
}

const waitMs = 1_000;
/** So many waits for one page. */
const mostWaits = 10;

/** A PBX that wants to be asked more slowly says 429 (RFC 6585); a long list is asked for that fast. */
async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await ask();
    } catch (error) {
      if (toWizardError(error).params?.status !== 429 || waits === mostWaits) throw error;
      await sleep(waitMs, undefined, { signal });
    }
  }
}

/** A page came a second time: is the first all there is? */
function isWhole(known: number, page: Page, pageSize: number): boolean {
  return page.total === null ? page.users.length !== pageSize : known >= page.total;
}

interface Page {
  users: PbxUser[];
  total: number | null;
}

async function readPage(
  api: Api,
  route: string,
  start: number,
  count: number,
  signal: AbortSignal,
): Promise<Page> {
  const answer = await api.get(`${route}?start=${start}&count=${count}`, signal);
  const records = asRecords(answer);
  if (!records) throw new Failure('unknown-answer', { route: `GET ${route}` }, shapeOf(answer));
  const total = isMap(answer) ? asCount(answer['total']) : null;
  // A total that is smaller than this very page is not the number of users.
  return { users: records.flatMap(userOf), total: total !== null && total >= records.length ? total : null };
}

/** One user by id, in the admin's view where there is one. */
export async function user(api: Api, id: string, signal: AbortSignal): Promise<PbxUser> {
  for (const base of [routes.users, routes.usersPlain]) {
    const found = await readOne(api, `${base}${encodeURIComponent(id)}/`, id, signal);
    if (found) return found;
  }
  throw new Failure('user-gone', { user: id });
}

async function readOne(api: Api, path: string, id: string, signal: AbortSignal): Promise<PbxUser | null> {
  let answer: unknown;
  try {
    answer = await api.get(path, signal);
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
  return (
    recordsIn(answer)
      .flatMap(userOf)
      .find((one) => one.id === id) ?? null
  );
}

/** One user comes bare, under `colleague`, or as the only one of a list. */
function recordsIn(answer: unknown): Json[] {
  const list = asRecords(answer);
  if (list) return list;
  const map = asMap(answer);
  if (!map) return [];
  return isMap(map['colleague']) ? [map['colleague']] : [map];
}

function isNotThere(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  const { code, params } = error.error;
  return code === 'route-missing' || params?.['status'] === 403;
}

/** A record without an id cannot be addressed and is left out. */
function userOf(raw: Json): PbxUser[] {
  const id = asText(raw['id']);
  if (id === '') return [];
  const text = (key: string): string => asText(raw[key]);
  return [
    {
      id,
      name: text('name'),
      extension: text('extension'),
      login: text('login'),
      email: text('email'),
      role: text('role'),
      group: text('groupName') || commonName(text('groupDn')),
      department: text('department'),
      licenceType: text('licenseType') || null,
      raw: { ...raw },
    },
  ];
}

/** `Default` of `cn=Default,o=…`. */
function commonName(dn: string): string {
  return /(?:^|,)\s*cn=([^,]+)/i.exec(dn)?.[1] ?? dn;
}

/** What a public tool that writes whole records leaves out, since the PBX does not take it back; and the write-only one. */
const notWrittenBack = new Set(['dn', 'id', 'pbxDn', 'picture', 'sourceId', 'jid', 'password']);

/**
 * The body that changes a licence type: the record as it was read with one value changed. Whether the PBX keeps fields
 * that a body does not name is not published, and whole records are what was seen to work, so the whole record is sent,
 * unknown keys and nested values included. A value shown as stars is left out: written back it would become the real one
 * (a SIP password of stars takes a phone off the network).
 */
export function bodyWithType(raw: Json, type: string): Json {
  const kept = Object.entries(raw).filter(([key, value]) => !notWrittenBack.has(key) && !isMasked(value));
  return { ...Object.fromEntries(kept), licenseType: type };
}

function isMasked(value: unknown): boolean {
  return typeof value === 'string' && /^[*•●·]{2,}$/.test(value);
}

export async function setLicenceType(
  api: Api,
  one: PbxUser,
  type: string,
  signal: AbortSignal,
): Promise<void> {
  const { sipPassword } = one.raw;
  await write(api, one.id, bodyWithType(one.raw, type), signal, [asText(sipPassword)]);
}

/** Only the password is sent; a public client changes it that way. Refused by the PBX's rules: `password-refused`. */
export async function setPassword(
  api: Api,
  id: string,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await write(api, id, { password }, signal, [password]);
  } catch (error) {
    const { code, params } = error instanceof Failure ? error.error : {};
    const status = Number(params?.['status'] ?? 0);
    const ownWords = code === 'pbx-error' && status < 500 && status !== 403;
    throw ownWords ? new Failure('password-refused', { reason: params?.['reason'] ?? '' }) : error;
  }
}

async function write(
  api: Api,
  id: string,
  body: Json,
  signal: AbortSignal,
  secrets: readonly string[],
): Promise<void> {
  try {
    await api.send('PUT', `${routes.users}${encodeURIComponent(id)}/`, body, signal, secrets);
  } catch (error) {
    const gone = error instanceof Failure && error.error.code === 'route-missing';
    throw gone ? new Failure('user-gone', { user: id }) : error;
  }
}
