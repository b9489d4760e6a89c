import { showOtp, type ShownOtp } from '../pbx/otp';
import { isDown } from '../pbx/power';
import { strangerHere } from '../stranger';
import type { World } from '../world';
import type { PortalPbx } from './books-state';
import { worldOf } from './world-of';

const UNREACHABLE =
  'The portal cannot reach this PBX. Read the OTP on the PBX itself: over SSH, as root, with /usr/sbin/get_admin_otp.';

/**
 * The OTP of a PBX as the portal's lock icon shows it, or in words why not: the portal knows a PBX from its activation on, and
 * reaches it while it is up.
 */
export function otpOf(portal: World, pbx: PortalPbx): ShownOtp | string {
  const world = worldOf(portal, pbx);
  if (!world || isDown(world) || strangerHere(world)) return UNREACHABLE;
  const shown = showOtp(world);
  return 'refused' in shown ? `${shown.refused}.` : shown;
}
