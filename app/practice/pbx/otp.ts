import { randomInt } from 'node:crypto';
import type { LiveOtp, User } from '../state';
import { has } from '../versions';
import type { World } from '../world';
import { countWrong, forgive, isBlocked } from './blocks';
import type { Refusal } from './upgrade';

/** An OTP as it is shown, and for how many inside milliseconds it is good. */
export interface ShownOtp {
  otp: string;
  validMs: number;
}

/** Whether this user needs an OTP beside the password: the vendor says so of root admins, from two versions on. */
export function needsOtp({ store }: World, { role }: User): boolean {
  return role === 'admin' && has(store.state.version, 'secondFactor');
}

/**
 * An OTP for the root admin: the one shown last if there is time enough left to type it, else a new one. How long the vendor's are
 * good, and how they look, is not published: ours have six digits, are good once, and for as long as the preset says.
 */
export function showOtp(world: World): ShownOtp | Refusal {
  const { store, clock, preset } = world;
  if (!has(store.state.version, 'secondFactor')) return { refused: 'This version asks for no OTP' };
  const { validMs } = preset.secondFactor;
  const now = clock.inside();
  const fresh = live(world).find(({ until }) => until - now >= validMs / 2);
  const otp = fresh ?? { code: String(randomInt(1_000_000)).padStart(6, '0'), until: now + validMs };
  if (!fresh) store.change((state) => (state.otps = [...live(world), otp]));
  return { otp: otp.code, validMs: otp.until - now };
}

/** Checks an OTP and uses it up. Wrong ones in a row block further ones, as with passwords. */
export function useOtp(world: World, user: User, code: string, ip: string): 'right' | 'wrong' | 'blocked' {
  const { store } = world;
  const key = `${ip} ${user.id} otp`;
  const blocked = isBlocked(world, key);
  const found = blocked ? undefined : live(world).find((otp) => otp.code === code.trim());
  store.change((state) => {
    state.counters.otpAttempts += 1;
    state.otps = live(world).filter((otp) => otp !== found);
  });
  if (blocked) return 'blocked';
  if (found) {
    forgive(world, key);
    return 'right';
  }
  store.change((state) => {
    state.counters.wrongOtps += 1;
    countWrong(world, key);
  });
  return 'wrong';
}

function live({ store, clock }: World): LiveOtp[] {
  const now = clock.inside();
  return store.state.otps.filter(({ until }) => until > now);
}
