import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { needsOtp, useOtp } from '../pbx/otp';
import {
  byPassword,
  bySession,
  closeSession,
  COOKIE,
  openPendingSession,
  openSession,
  pendingUser,
  sessionCookie,
} from '../pbx/sign-in';
import type { User } from '../state';
import { texts } from '../texts';
import { has } from '../versions';
import type { World } from '../world';
import { html, type Html } from './html';
import { alarm, field, lonePage, textField } from './layout';

const OTP_PATH = '/login/otp';

/** The sign-in page; where it asks for all at once, with the field of the OTP. */
export function signInPage(world: World, problem?: string, status = 200): Reply {
  const t = texts(world);
  const together =
    world.preset.secondFactor.asked === 'together' && has(world.store.state.version, 'secondFactor');
  const password = html`<input
    id="password"
    name="password"
    type="password"
    autocomplete="current-password"
    required
  />`;
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="/login">
      ${textField('login', t.login, '', 'autocomplete="username" required autofocus')}
      ${field('password', t.password, password)} ${together && otpField(world)}
      <div class="bar"><button class="main">${t.loginButton}</button></div>
    </form>`;
  return lonePage(world, t.signIn, body, status);
}

/** The page after it: the OTP alone. */
export function otpPage(world: World, ask: Ask, problem?: string, status = 200): Reply {
  if (!pendingUser(world, ask)) return redirect('/login');
  const t = texts(world);
  const body = html`${problem !== undefined && alarm(problem)}
    <form method="post" action="${OTP_PATH}">
      ${otpField(world)}
      <div class="bar">
        <button class="main">${t.otpButton}</button> <a class="button" href="/login">${t.cancel}</a>
      </div>
    </form>`;
  return lonePage(world, t.otpTitle, body, status);
}

function otpField(world: World): Html {
  const t = texts(world);
  return html`${textField('otp', t.otp, '', 'inputmode="numeric" autocomplete="one-time-code"')}
    <p class="quiet">${t.otpHint}</p>`;
}

/** Takes login and password, with the OTP or before it, and goes to the users. */
export function signIn(world: World, ask: Ask): Reply {
  const t = texts(world);
  const sent = form(ask);
  const verdict = byPassword(world, sent.get('login') ?? '', sent.get('password') ?? '', ask.ip);
  if (verdict.kind === 'blocked') return signInPage(world, t.blocked, 403);
  if (verdict.kind !== 'user') return signInPage(world, t.wrongPassword, 401);
  const { user } = verdict;
  if (user.role !== 'admin') return signInPage(world, t.notAdmin, 403);
  if (!needsOtp(world, user)) return signedIn(world, user);
  if (world.preset.secondFactor.asked === 'afterwards') {
    return redirect(OTP_PATH, { 'Set-Cookie': sessionCookie(openPendingSession(world, user)) });
  }
  const refusal = refusedOtp(world, user, ask);
  return refusal ? signInPage(world, refusal.problem, refusal.status) : signedIn(world, user);
}

/** Takes the OTP of one whose password was right. */
export function giveOtp(world: World, ask: Ask): Reply {
  const user = pendingUser(world, ask);
  if (!user) return redirect('/login');
  const refusal = refusedOtp(world, user, ask);
  if (refusal) return otpPage(world, ask, refusal.problem, refusal.status);
  closeSession(world, ask.cookies[COOKIE] ?? '');
  return signedIn(world, user);
}

/** An empty field is no attempt. */
function refusedOtp(world: World, user: User, ask: Ask): { problem: string; status: number } | undefined {
  const t = texts(world);
  const otp = form(ask).get('otp')?.trim() ?? '';
  const checked = otp === '' ? 'wrong' : useOtp(world, user, otp, ask.ip);
  if (checked === 'right') return undefined;
  return checked === 'blocked'
    ? { problem: t.otpBlocked, status: 403 }
    : { problem: t.otpWrong, status: 401 };
}

function signedIn(world: World, user: User): Reply {
  return redirect('/users', { 'Set-Cookie': sessionCookie(openSession(world, user)) });
}

/** Signs out. */
export function signOut(world: World, ask: Ask): Reply {
  const verdict = bySession(world, ask);
  if (verdict.kind === 'user' && verdict.session !== undefined) closeSession(world, verdict.session);
  return redirect('/login', { 'Set-Cookie': `${COOKIE}=; Path=/; Max-Age=0` });
}
