import type { State, User } from '../state';
import type { World } from '../world';
import type { Kind } from './script-words';

/** How many there are of a kind of data on a PBX; the admin is none of its users. */
export function countOf(state: State, kind: Kind): number {
  return kind === 'users' ? withoutAdmin(state).length : (state.holds[kind] ?? 0);
}

/** Copies a kind of data to the cloud PBX, in place of what it has of that kind. The old PBX keeps all of it. */
export function carry({ store: from }: World, { store: to, preset }: World, kind: Kind): void {
  to.change((state) => {
    if (kind === 'users') carryUsers(from.state, state, preset.newUserType);
    else state.holds[kind] = countOf(from.state, kind);
  });
}

/** The last thing: from now on the cloud PBX is called as the old one was, and opened with its password (vendor's guide). */
export function carryAdmin({ store: from }: World, { store: to }: World): void {
  to.change((state) => {
    const [old, fresh] = [adminOf(from.state), adminOf(state)];
    const password = old && from.state.passwords[old.id];
    if (fresh && password) state.passwords[fresh.id] = { ...password };
    state.hostname = from.state.hostname;
    state.settings['hostname'] = from.state.hostname;
    state.sessions = [];
    state.blocks = {};
  });
}

/** With their types and passwords. A version that knows no licence types gives everybody the type of new users. */
function carryUsers(from: State, to: State, newUserType: string): void {
  const users = withoutAdmin(from).map((user) => ({ ...user, licenseType: user.licenseType || newUserType }));
  to.users = [...to.users.filter(isAdmin), ...users];
  for (const { id } of users) if (from.passwords[id]) to.passwords[id] = { ...from.passwords[id] };
  to.nextUserId = Math.max(to.nextUserId, from.nextUserId);
}

function withoutAdmin({ users }: State): User[] {
  return users.filter((user) => !isAdmin(user));
}

function adminOf({ users }: State): User | undefined {
  return users.find(isAdmin);
}

function isAdmin({ role }: User): boolean {
  return role === 'admin';
}
