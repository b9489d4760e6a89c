import type { Ask } from '../http/ask';
import { page, redirect, type Reply } from '../http/reply';
import { match, type Route } from '../http/router';
import { bySession } from '../pbx/sign-in';
import type { World } from '../world';
import { activateByForm, activationPage } from './activation';
import { signIn, signInPage, signOut } from './sign-in';
import { systemPage } from './system';
import { check, perform, rebootPage, saveRepository, upgradePage, upgradeState } from './upgrade';
import { editPage, passwordsPage, saveEdit, savePasswords, usersPage } from './users';

type Handler = (world: World, ask: Ask) => Reply | Promise<Reply>;

const TOOLS = '/settings/tools';

const OPEN: Route<Handler>[] = [
  { method: 'GET', path: '/login', handler: (world) => signInPage(world) },
  { method: 'POST', path: '/login', handler: signIn },
  { method: 'POST', path: '/logout', handler: signOut },
];

const SIGNED_IN: Route<Handler>[] = [
  { method: 'GET', path: '/', handler: () => redirect('/users') },
  { method: 'GET', path: '/users', handler: usersPage },
  { method: 'GET', path: '/users/edit', handler: (world, ask) => editPage(world, ask) },
  { method: 'POST', path: '/users/edit', handler: saveEdit },
  { method: 'GET', path: '/users/passwords', handler: (world, ask) => passwordsPage(world, ask) },
  { method: 'POST', path: '/users/passwords', handler: savePasswords },
  { method: 'GET', path: '/settings', handler: () => redirect('/settings/system') },
  { method: 'GET', path: '/settings/system', handler: systemPage },
  { method: 'GET', path: TOOLS, handler: () => redirect(`${TOOLS}/upgrade`) },
  { method: 'GET', path: `${TOOLS}/upgrade`, handler: (world, ask) => upgradePage(world, ask) },
  { method: 'GET', path: `${TOOLS}/upgrade/state`, handler: upgradeState },
  { method: 'POST', path: `${TOOLS}/upgrade/repository`, handler: saveRepository },
  { method: 'POST', path: `${TOOLS}/upgrade/check`, handler: check },
  { method: 'POST', path: `${TOOLS}/upgrade/perform`, handler: perform },
  { method: 'POST', path: `${TOOLS}/upgrade/reboot`, handler: rebootPage },
  { method: 'GET', path: `${TOOLS}/activation`, handler: (world, ask) => activationPage(world, ask) },
  { method: 'POST', path: `${TOOLS}/activation`, handler: activateByForm },
];

/** Answers a request for a web page of the PBX. */
export async function answerPages(world: World, ask: Ask): Promise<Reply> {
  world.store.note(({ counters }) => void (counters.pageViews += 1));
  const open = match(OPEN, ask);
  if (open) return open.handler(world, ask);
  const verdict = bySession(world, ask);
  if (verdict.kind !== 'user' || verdict.user.role !== 'admin') return redirect('/login');
  const found = match(SIGNED_IN, ask);
  return found
    ? found.handler(world, ask)
    : page('<!doctype html><title>404</title><h1>404 Not Found</h1>', 404);
}
