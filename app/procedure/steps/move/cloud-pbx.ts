import type { Said, SecretName } from '../../../domain/job';
import type { CloudPbx } from '../../../domain/move/facts';
import type { AddressLook } from '../../../domain/pbx';
import type { PbxSession } from '../../ports';
import {
  lookAtSecond,
  pinSecond,
  secondCertificatePlan,
  signInToSecond,
  type Second,
} from '../../second-pbx';
import type { StepContext } from '../../step';
import { movedUsers } from './inventory-read';

/** The second PBX of a move. */
export const cloudPbx: Second = {
  fact: 'cloud',
  pinned: 'cloud-certificate-pinned',
  repinned: 'cloud-certificate-repinned',
};

export function cloudOf(context: StepContext): CloudPbx {
  return context.job().facts.cloud ?? {};
}

/** Adds to what is known of it. */
export function noteCloud(context: StepContext, more: CloudPbx, source: string): Promise<void> {
  return context.facts({ cloud: { ...cloudOf(context), ...more } }, source);
}

export function lookAtCloud(context: StepContext, typed: string): Promise<AddressLook> {
  return lookAtSecond(context, cloudPbx, typed);
}

export function cloudCertificatePlan(context: StepContext): Said[] {
  return secondCertificatePlan(context, cloudPbx);
}

export function pinCloud(context: StepContext): Promise<void> {
  return pinSecond(context, cloudPbx);
}

export function signInToCloud(context: StepContext, name: SecretName): Promise<PbxSession> {
  return signInToSecond(context, cloudPbx, name);
}

/** Who it is, and how many are on it, before the move. */
export async function whatIsThere(
  context: StepContext,
): Promise<{ version: string; serial: string | null; userCount: number }> {
  const pbx = await signInToCloud(context, 'cloud-password');
  const { version, serial } = await pbx.identity(context.signal);
  const users = movedUsers(await pbx.users(context.signal));
  return { version, serial, userCount: users.length };
}
