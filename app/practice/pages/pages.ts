import type { Ask } from '../http/ask';
import { page, redirect, type Reply } from '../http/reply';
import { match, type Route } from '../http/router';
import { bySession } from '../pbx/sign-in';
import type { PageName } from '../presets/menu';
import type { World } from '../world';
import { activateByForm, activationPage } from './activation';
import { backupsPage, restoreByForm } from './backups';
import { companyKeysPage, createCompanyKey, removeCompanyKey } from './company-keys';
import { hasPage, PATHS } from './paths';
import { createS2s, removeS2s, s2sPage } from './s2s';
import { giveOtp, otpPage, signIn, signInPage, signOut } from './sign-in';
import { createToken, removeToken, tokensPage } from './simple-tokens';
import { systemPage } from './system';
import { check, perform, rebootPage, saveRepository, upgradePage, upgradeState } from './upgrade';
import { editPage, passwordsPage, saveEdit, savePasswords, usersPage } from './users';

type Handler = (world: World, ask: Ask) => Reply | Promise<Reply>;

const OPEN: Route<Handler>[] = [
  { method: 'GET', path: '/login', handler: (world) => signInPage(world) },
  { method: 'POST', path: '/login', handler: signIn },
  { method: 'GET', path: '/login/otp', handler: (world, ask) => otpPage(world, ask) },
  { method: 'POST', path: '/login/otp', handler: giveOtp },
  { method: 'POST', path: '/logout', handler: signOut },
];

/** Places of no page that somebody may type: they lead to the first page below them. */
const ABOVE: Route<Handler>[] = [
  { method: 'GET', path: '/', handler: () => redirect(PATHS.users) },
  { method: 'GET', path: '/settings', handler: () => redirect(PATHS.system) },
  { method: 'GET', path: '/settings/tools', handler: () => redirect(PATHS.upgrade) },
];

/** The routes of each page of the menu; a path that begins with a slash is below the page's own. */
const PAGES: Readonly<Record<PageName, Route<Handler>[]>> = {
  users: [
    { method: 'GET', path: '', handler: usersPage },
    { method: 'GET', path: '/edit', handler: (world, ask) => editPage(world, ask) },
    { method: 'POST', path: '/edit', handler: saveEdit },
    { method: 'GET', path: '/passwords', handler: (world, ask) => passwordsPage(world, ask) },
    { method: 'POST', path: '/passwords', handler: savePasswords },
  ],
  system: [{ method: 'GET', path: '', handler: systemPage }],
  upgrade: [
    { method: 'GET', path: '', handler: (world, ask) => upgradePage(world, ask) },
    { method: 'GET', path: '/state', handler: upgradeState },
    { method: 'POST', path: '/repository', handler: saveRepository },
    { method: 'POST', path: '/check', handler: check },
    { method: 'POST', path: '/perform', handler: perform },
    { method: 'POST', path: '/reboot', handler: rebootPage },
  ],
  activation: [
    { method: 'GET', path: '', handler: (world, ask) => activationPage(world, ask) },
    { method: 'POST', path: '', handler: activateByForm },
  ],
  backups: [
    { method: 'GET', path: '', handler: (world, ask) => backupsPage(world, ask) },
    { method: 'POST', path: '', handler: restoreByForm },
  ],
  simpleTokens: [
    { method: 'GET', path: '', handler: (world) => tokensPage(world) },
    { method: 'POST', path: '', handler: createToken },
    { method: 'POST', path: '/delete', handler: removeToken },
  ],
  s2s: [
    { method: 'GET', path: '', handler: (world) => s2sPage(world) },
    { method: 'POST', path: '', handler: createS2s },
    { method: 'POST', path: '/delete', handler: removeS2s },
  ],
  companyKeys: [
    { method: 'GET', path: '', handler: (world) => companyKeysPage(world) },
    { method: 'POST', path: '', handler: createCompanyKey },
    { method: 'POST', path: '/delete', handler: removeCompanyKey },
  ],
};

/** Answers a request for a web page of the PBX. */
export async function answerPages(world: World, ask: Ask): Promise<Reply> {
  world.store.note(({ counters }) => void (counters.pageViews += 1));
  const open = match(OPEN, ask);
  if (open) return open.handler(world, ask);
  const verdict = bySession(world, ask);
  if (verdict.kind !== 'user' || verdict.user.role !== 'admin') return redirect('/login');
  const found = match([...ABOVE, ...signedInRoutes(world)], ask);
  return found
    ? found.handler(world, ask)
    : page('<!doctype html><title>404</title><h1>404 Not Found</h1>', 404);
}

function signedInRoutes(world: World): Route<Handler>[] {
  const names = (Object.keys(PAGES) as PageName[]).filter((name) => hasPage(world, name));
  return names.flatMap((name) => PAGES[name].map((route) => ({ ...route, path: PATHS[name] + route.path })));
}
