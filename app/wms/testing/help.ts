import type { WizardError } from '../../domain/error';
import { Failure } from '../../domain/failure';
import type { Certificate } from '../../domain/pbx';
import type { SignInOffer } from '../../procedure/ports';
import type { Address } from '../../domain/address';
import { readCertificate } from '../connection/certificate';
import { settingsOf, type Limits } from '../settings';

/** A signal that nobody fires. */
export const never = new AbortController().signal;

/** Short enough for tests that wait for one to pass, long enough for a busy machine otherwise. */
export const patient: Partial<Limits> = {
  connectMs: 10_000,
  idleMs: 10_000,
  totalMs: 15_000,
  checkEveryMs: 5,
};

export const basic: SignInOffer = { way: 'basic', login: 'admin', password: 'Basic-Pass-1' };
export const session: SignInOffer = { way: 'session', login: 'admin', password: 'Basic-Pass-1' };
export const token: SignInOffer = { way: 'token', token: 'access_EXAMPLE_TOKEN' };

/** The certificate as a person would have accepted it. */
export function pinOf(address: Address): Promise<Certificate> {
  return readCertificate(address, settingsOf({ roots: [] }), never);
}

/** The error of something that must fail with a Failure. */
export async function failing(promise: Promise<unknown>): Promise<WizardError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Failure) return error.error;
    throw error;
  }
  throw new Error('it did not fail');
}
