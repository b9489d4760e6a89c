import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { groupDn, writeUser } from '../pbx/colleagues';
import { userById } from '../pbx/sign-in';
import type { State, User } from '../state';
import { has } from '../versions';
import { texts } from '../texts';
import type { World } from '../world';
import { type Html, html } from './html';
import { adminPage, alarm, choice, field, notice, textField } from './layout';
import { PATHS } from './paths';

const PATH = PATHS.users;
const ON_A_PAGE = 20;
const SINGLE_FIELDS = ['name', 'extension', 'email', 'language'];

/** The table of users: twenty a page, with search, and Edit and Set passwords for those selected. */
export function usersPage(world: World, ask: Ask): Reply {
  const t = texts(world);
  const search = ask.query.get('search') ?? '';
  const users = world.store.state.users.filter((user) => contains(user, search));
  const pages = Math.max(1, Math.ceil(users.length / ON_A_PAGE));
  const page = Math.min(pages, Math.max(1, Number(ask.query.get('page')) || 1));
  const shown = users.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
  const body = html`${ask.query.has('saved') && notice(t.saved)}
    ${ask.query.has('nobody') && alarm(t.selectFirst)}
    <form class="bar" method="get" action="${PATH}" role="search">
      <label for="search">${t.search}</label>
      <input id="search" name="search" type="search" value="${search}" />
      <button>${t.search}</button>
    </form>
    <form method="get" action="${PATH}/edit">
      <div class="bar">
        <button>${t.edit}</button> <button formaction="${PATH}/passwords">${t.setPasswords}</button>
      </div>
      ${table(world, shown)}
    </form>
    ${pager(t, search, page, pages)}`;
  return adminPage(world, PATH, t.users, body);
}

function table(world: World, users: User[]): Html {
  const t = texts(world);
  const typed = has(world.store.state.version, 'licenceTypes');
  const heads = [
    t.name,
    t.extension,
    t.type,
    ...(typed ? [t.licenseType] : []),
    t.group,
    t.department,
    t.email,
  ];
  return html`<table>
    <thead>
      <tr>
        <th><input type="checkbox" data-select-all aria-label="${t.select}: ${t.users}" /></th>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${users.map((user) => row(world, user, typed))}
    </tbody>
  </table>`;
}

function row(world: World, user: User, typed: boolean): Html {
  const type = typed && html`<td>${typeLabel(world, user.licenseType)}</td>`;
  return html`<tr>
    <td>
      <input type="checkbox" name="id" value="${user.id}" aria-label="${texts(world).select} ${user.name}" />
    </td>
    <td><bdi>${user.name}</bdi></td>
    <td>${user.extension}</td>
    <td>${user.role}</td>
    ${type}
    <td>${user.group}</td>
    <td>${user.department}</td>
    <td>${user.email}</td>
  </tr>`;
}

function pager(t: ReturnType<typeof texts>, search: string, page: number, pages: number): Html {
  const link = (to: number, text: string): Html =>
    html`<a href="${PATH}?${new URLSearchParams({ search, page: String(to) }).toString()}">${text}</a>`;
  return html`<div class="bar">
    ${page > 1 && link(page - 1, t.previous)}
    <span>${page} / ${pages}</span> ${page < pages && link(page + 1, t.next)}
  </div>`;
}

/** The form for one user, or what can be changed for many at once. */
export function editPage(world: World, ask: Ask, problem?: string): Reply {
  const t = texts(world);
  const users = selected(world.store.state, problem === undefined ? ask.query : form(ask));
  if (users.length === 0) return redirect(`${PATH}?nobody`);
  const only = users.length === 1 ? users[0] : undefined;
  const body = html`${problem !== undefined && alarm(problem)} ${names(users)}
    <form method="post" action="${PATH}/edit">
      ${hiddenIds(users)} ${only && singleFields(t, only)} ${sharedFields(world, users)} ${okOrCancel(t)}
    </form>`;
  return adminPage(world, PATH, t.edit, body);
}

function singleFields(t: ReturnType<typeof texts>, user: User): Html {
  return html`${textField('name', t.name, user.name)} ${textField('extension', t.extension, user.extension)}
  ${textField('email', t.email, user.email)} ${textField('language', t.language, user.language)}`;
}

function sharedFields(world: World, users: User[]): Html {
  const t = texts(world);
  const { preset, store } = world;
  const keep = users.length > 1 ? [['', t.noChange] as const] : [];
  const same = (key: 'group' | 'department' | 'licenseType'): string =>
    users.length === 1 ? (users[0]?.[key] ?? '') : '';
  const typed = has(store.state.version, 'licenceTypes') && users.some(({ role }) => role !== 'admin');
  const types = preset.licenceTypes.map(({ wire, label }) => [wire, label] as const);
  const groups = preset.groups.map((name) => [name, name] as const);
  const departments = preset.departments.map((name) => [name, name] as const);
  const nothing = users.length === 1 ? [['', ''] as const] : [];
  return html`${choice('group', t.group, [...keep, ...groups], same('group'))}
  ${choice('department', t.department, [...keep, ...nothing, ...departments], same('department'))}
  ${typed && choice('licenseType', t.licenseType, [...keep, ...types], same('licenseType'))}`;
}

/** Takes the form of `editPage`. */
export function saveEdit(world: World, ask: Ask): Reply {
  const sent = form(ask);
  const users = selected(world.store.state, sent);
  for (const user of users) {
    const fields = changes(user, sent, users.length === 1);
    const refusal = world.store.change((state) => {
      const refused = writeUser(world, user, fields);
      if (!refused) countWrite(state, user.id);
      return refused;
    });
    if (refusal) return editPage(world, ask, refusal.refused);
  }
  return redirect(`${PATH}?saved`);
}

function changes(user: User, sent: URLSearchParams, single: boolean): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const key of single ? [...SINGLE_FIELDS, 'department'] : ['department']) {
    const value = sent.get(key);
    if (value !== null && (single || value !== '')) fields[key] = value;
  }
  const group = sent.get('group');
  if (group) fields['groupDn'] = groupDn(group);
  const type = sent.get('licenseType');
  if (type && user.role !== 'admin') fields['licenseType'] = type;
  return fields;
}

/** The form of Set passwords. */
export function passwordsPage(world: World, ask: Ask, problem?: string): Reply {
  const t = texts(world);
  const users = selected(world.store.state, problem === undefined ? ask.query : form(ask));
  if (users.length === 0) return redirect(`${PATH}?nobody`);
  const input = html`<input
    id="password"
    name="password"
    type="password"
    autocomplete="new-password"
    required
  />`;
  const body = html`${problem !== undefined && alarm(problem)} ${names(users)}
    <form method="post" action="${PATH}/passwords">
      ${hiddenIds(users)} ${field('password', t.webPassword, input)}
      <div class="bar"><button type="button" data-generate="password">${t.generate}</button></div>
      ${okOrCancel(t)}
    </form>`;
  return adminPage(world, PATH, t.setPasswords, body);
}

/** Takes the form of `passwordsPage`: the selected users have the same new password. */
export function savePasswords(world: World, ask: Ask): Reply {
  const sent = form(ask);
  const password = sent.get('password') ?? '';
  if (password.length < world.preset.passwordLength) {
    return passwordsPage(world, ask, texts(world).passwordShort);
  }
  world.store.change((state) => {
    for (const user of selected(state, sent)) {
      writeUser(world, user, { password });
      countWrite(state, user.id);
    }
  });
  return redirect(`${PATH}?saved`);
}

function countWrite({ counters }: State, id: string): void {
  counters.pageWritesByUser[id] = (counters.pageWritesByUser[id] ?? 0) + 1;
}

function selected(state: State, sent: URLSearchParams): User[] {
  return sent
    .getAll('id')
    .map((id) => userById(state, id))
    .filter((user) => user !== undefined);
}

function names(users: User[]): Html {
  return html`<p class="quiet">
    ${users.map(({ name }, index) => html`${index > 0 && ', '}<bdi>${name}</bdi>`)}
  </p>`;
}

function hiddenIds(users: User[]): Html {
  return html`${users.map(({ id }) => html`<input type="hidden" name="id" value="${id}" />`)}`;
}

function okOrCancel(t: ReturnType<typeof texts>): Html {
  return html`<div class="bar">
    <button class="main">${t.ok}</button> <a class="button" href="${PATH}">${t.cancel}</a>
  </div>`;
}

function typeLabel({ preset }: World, wire: string): string {
  return preset.licenceTypes.find((type) => type.wire === wire)?.label ?? wire;
}

function contains(user: User, search: string): boolean {
  const text = search.toLowerCase();
  return [user.name, user.extension, user.email].some((value) => value.toLowerCase().includes(text));
}
