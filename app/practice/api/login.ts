import { form, type Ask } from '../http/ask';
import type { Reply } from '../http/reply';
import { colleague } from '../pbx/colleagues';
import { needsOtp, useOtp } from '../pbx/otp';
import { byPassword, openSession, sessionCookie, takesBasic, type Verdict } from '../pbx/sign-in';
import type { User } from '../state';
import type { World } from '../world';
import { failure, result } from './envelope';

/** Session login: the form fields `login` and `password`, then the cookie. */
export function logIn(world: World, ask: Ask): Reply {
  const sent = form(ask);
  const verdict = byPassword(world, sent.get('login') ?? '', sent.get('password') ?? '', ask.ip);
  if (verdict.kind !== 'user') return refused(world, verdict);
  const refusal = refusedFactor(world, verdict.user, sent.get('otp') ?? '', ask.ip);
  if (refusal) return refusal;
  const reply = result(world.preset.answers.login(colleague(world.store.state, verdict.user)));
  return { ...reply, headers: { 'Set-Cookie': sessionCookie(openSession(world, verdict.user)) } };
}

/** Says no to one whom we do not know. Basic is offered only where it is taken. */
export function refused(world: World, verdict: Verdict): Reply {
  if (verdict.kind === 'blocked') return failure(403, 'Too many wrong passwords: blocked for some minutes');
  const reply = failure(401, '401 Unauthorized');
  return takesBasic(world) ? { ...reply, headers: { 'WWW-Authenticate': 'Basic realm="WMS"' } } : reply;
}

function refusedFactor(world: World, user: User, otp: string, ip: string): Reply | undefined {
  const { loginTakesOtp, refusal } = world.preset.secondFactor;
  if (!needsOtp(world, user)) return undefined;
  if (!loginTakesOtp || otp === '') return failure(refusal.code, refusal.reason);
  const checked = useOtp(world, user, otp, ip);
  if (checked === 'right') return undefined;
  return checked === 'blocked'
    ? failure(403, 'Too many wrong one-time passwords: blocked for some minutes')
    : failure(401, 'Wrong or expired one-time password');
}
