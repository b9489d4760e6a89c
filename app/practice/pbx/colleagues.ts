import { blankUser, type State, type User } from '../state';
import { has } from '../versions';
import type { World } from '../world';
import { hashPassword } from './password-hash';
import type { Refusal } from './upgrade';

/** A colleague as it goes over the wire: every value a string (vendor's API). */
export type Colleague = Record<string, string>;

const GROUP_DN = /^cn=([^,]*),/;

/** A group as records name it. */
export function groupDn(name: string): string {
  return `cn=${name},o=com0,dc=wildix`;
}

/** Fields a PUT may change, and where they live. What is not here (dn, id, pbxDn, picture, sourceId, jid, ...) is ignored. */
const WRITABLE = [
  'name',
  'login',
  'extension',
  'officePhone',
  'mobilePhone',
  'faxNumber',
  'email',
  'role',
  'language',
  'dialplan',
  'faxDialplan',
  'department',
  'sipPassword',
] as const satisfies (keyof User)[];

/** Writable fields that another user may not have too. */
const UNIQUE = ['extension', 'login'] as const;

/** What the vendor's page for 3.x does not list. */
const NOT_IN_3 = ['login', 'picture', 'sourceId', 'jid', 'sipPassword'];

/** The record of one user, with what this version tells. */
export function colleague(state: State, user: User): Colleague {
  const record = fullRecord(state, user);
  if (has(state.version, 'fullColleague')) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => !NOT_IN_3.includes(key)));
}

/** The formats of `groupDn` and `jid` are guesses, their names are not. */
function fullRecord(state: State, user: User): Colleague {
  const host = `${state.hostname}.wildixin.test`;
  return {
    dn: `uid=${user.id},o=com0,dc=wildix`,
    id: user.id,
    name: user.name,
    login: user.login,
    extension: user.extension,
    officePhone: user.officePhone,
    mobilePhone: user.mobilePhone,
    faxNumber: user.faxNumber,
    email: user.email,
    pbxDn: `pbxid=${state.serial},dc=wildix`,
    pbx: host,
    role: user.role,
    groupDn: groupDn(user.group),
    groupName: user.group,
    language: user.language,
    dialplan: user.dialplan,
    faxDialplan: user.faxDialplan,
    department: user.department,
    picture: '',
    sourceId: user.sourceId,
    jid: user.extension === '' ? '' : `${user.extension}@${host}`,
    sipPassword: user.sipPassword,
    ...(has(state.version, 'licenceTypes') ? { licenseType: user.licenseType } : {}),
  };
}

/** Changes a user by a partial or a full record; nothing is changed when any of it is refused. Call inside a change. */
export function writeUser(world: World, user: User, fields: Record<string, unknown>): Refusal | undefined {
  const given = asStrings(fields);
  const refusal = refusedField(world, user, given);
  if (refusal) return refusal;
  for (const field of WRITABLE) user[field] = given[field] ?? user[field];
  user.group = GROUP_DN.exec(given['groupDn'] ?? '')?.[1] ?? user.group;
  user.licenseType = given['licenseType'] ?? user.licenseType;
  const { state } = world.store;
  if (given['password']) state.passwords[user.id] = hashPassword(given['password']);
  return undefined;
}

/** Adds a user. New ones have the preset's type unless told otherwise. Call inside a change. */
export function addUser(world: World, fields: Record<string, unknown>): Refusal | undefined {
  const { state } = world.store;
  const type = has(state.version, 'licenceTypes') ? world.preset.newUserType : '';
  const user = blankUser(String(state.nextUserId), type);
  const refusal = writeUser(world, user, fields);
  if (refusal) return refusal;
  state.nextUserId += 1;
  state.users.push(user);
  return undefined;
}

function refusedField(world: World, user: User, given: Record<string, string>): Refusal | undefined {
  const { state } = world.store;
  for (const field of UNIQUE) {
    const value = given[field];
    const taken = value && state.users.some((other) => other.id !== user.id && other[field] === value);
    if (taken) return { refused: `${field} ${value} is in use` };
  }
  if (given['password'] && given['password'].length < world.preset.passwordLength) {
    return { refused: `password must have at least ${world.preset.passwordLength} characters` };
  }
  return given['licenseType'] === undefined ? undefined : refusedType(world, user, given['licenseType']);
}

function refusedType({ store, preset }: World, user: User, type: string): Refusal | undefined {
  if (type === user.licenseType) return undefined;
  if (!has(store.state.version, 'licenceTypes')) return { refused: 'Unknown field licenseType' };
  if (user.role === 'admin') return { refused: 'The admin user has no license type' };
  if (!preset.licenceTypes.some(({ wire }) => wire === type))
    return { refused: `Unknown licenseType ${type}` };
  return undefined;
}

/** Values as PHP would take them: numbers and booleans become strings, anything else is left out. */
function asStrings(fields: Record<string, unknown>): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value === 'string') strings[key] = value;
    else if (typeof value === 'number') strings[key] = String(value);
    else if (typeof value === 'boolean') strings[key] = value ? '1' : '0';
  }
  return strings;
}
