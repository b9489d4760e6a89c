import { sessionCookie } from '../api/api';
import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { bySession, byPassword, closeSession, COOKIE, openSession } from '../pbx/sign-in';
import type { World } from '../world';
import { html } from './html';
import { alarm, field, lonePage, texts, textField } from './layout';

/** The sign-in page. */
export function signInPage(world: World, problem?: string, status = 200): Reply {
  const t = texts(world);
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="/login">
      ${textField('login', t.login, '', 'autocomplete="username" required autofocus')}
      ${field(
        'password',
        t.password,
        html`<input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />`,
      )}
      <div class="bar"><button class="main">${t.loginButton}</button></div>
    </form>`;
  return lonePage(world, t.signIn, body, status);
}

/** Signs in and goes to the users. */
export function signIn(world: World, ask: Ask): Reply {
  const t = texts(world);
  const sent = form(ask);
  const verdict = byPassword(world, sent.get('login') ?? '', sent.get('password') ?? '', ask.ip);
  if (verdict.kind === 'blocked') return signInPage(world, t.blocked, 403);
  if (verdict.kind !== 'user') return signInPage(world, t.wrongPassword, 401);
  if (verdict.user.role !== 'admin') return signInPage(world, t.notAdmin, 403);
  return redirect('/users', { 'Set-Cookie': sessionCookie(openSession(world, verdict.user)) });
}

/** Signs out. */
export function signOut(world: World, ask: Ask): Reply {
  const verdict = bySession(world, ask);
  if (verdict.kind === 'user' && verdict.session !== undefined) closeSession(world, verdict.session);
  return redirect('/login', { 'Set-Cookie': `${COOKIE}=; Path=/; Max-Age=0` });
}
