import { isSameAddress } from '../../../domain/address';
import { Failure } from '../../../domain/failure';
import type { Said, SecretName } from '../../../domain/job';
import type { CloudPbx } from '../../../domain/move/facts';
import type { AddressLook } from '../../../domain/pbx';
import { sameSerial } from '../../../domain/pasted';
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

/** Who it is, and how many are on it, before the move. `cloud-is-old` where it is the PBX that is moved. */
export async function whatIsThere(
  context: StepContext,
): Promise<{ version: string; serial: string | null; userCount: number }> {
  mustBeElsewhere(context);
  const pbx = await signInToCloud(context, 'cloud-password');
  const { version, serial } = await pbx.identity(context.signal);
  mustBeAnother(context, serial);
  const users = movedUsers(await pbx.users(context.signal));
  return { version, serial, userCount: users.length };
}

function mustBeAnother(context: StepContext, serial: string | null): void {
  const old = context.job().facts.serial;
  if (old && serial && sameSerial(old, serial)) throw new Failure('cloud-is-old', { serial });
}

/** Not every way of signing in is told a serial. The certificate tells nothing: several PBXs may share one. */
function mustBeElsewhere(context: StepContext): void {
  const { address: own = '', serial } = context.job().facts;
  if (isSameAddress(own, cloudOf(context).address ?? ''))
    throw new Failure('cloud-is-old', { serial: serial ?? own });
}
