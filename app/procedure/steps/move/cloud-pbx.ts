import { parseAddress } from '../../../domain/address';
import { acceptCode } from '../../../domain/accept';
import { Failure } from '../../../domain/failure';
import type { Said, SecretName } from '../../../domain/job';
import type { CloudPbx } from '../../../domain/move/facts';
import type { AddressLook } from '../../../domain/pbx';
import { factory } from '../../../domain/password';
import type { PbxSession, Target } from '../../ports';
import { isAccepted, said, type StepContext } from '../../step';
import { movedUsers } from './inventory-read';

/*
 * The second PBX of a move. It has facts of its own, one pin of its own, and is signed in anew each time it is needed: that
 * is three times in a job.
 */

export function cloudOf(context: StepContext): CloudPbx {
  return context.job().facts.cloud ?? {};
}

/** Adds to what is known of it. */
export function noteCloud(context: StepContext, more: CloudPbx, source: string): Promise<void> {
  return context.facts({ cloud: { ...cloudOf(context), ...more } }, source);
}

/** Looks at it without a credential, and notes what certificate it shows. */
export async function lookAtCloud(context: StepContext, typed: string): Promise<AddressLook> {
  const address = parseAddress(typed);
  if (!address) throw new Failure('address-invalid', { address: typed });
  const look = await context.ports.pbx.look(address, context.signal);
  if (look.signs.length === 0) throw new Failure('not-a-pbx', { address: typed });
  const changed = cloudOf(context).address !== typed;
  const known = changed ? {} : cloudOf(context);
  await context.facts({ cloud: { ...known, address: typed, look } }, `TLS and HTTPS at ${typed}`);
  return look;
}

/** What is asked about its certificate before anything secret goes there. */
export function cloudCertificatePlan(context: StepContext): Said[] {
  const { look, pin } = cloudOf(context);
  if (!look) return [];
  const { fingerprint256: now, trusted } = look.certificate;
  if (pin ? pin.fingerprint256 === now : trusted) return [];
  const question = pin
    ? said('warn.certificate-changed', { was: pin.fingerprint256, now })
    : said('ask.accept-certificate', { now });
  return [isAccepted(context.record(), question) ? said('do.pin-certificate', { now }) : question];
}

/** Pins what was accepted in this step, and only what was shown. */
export async function pinCloud(context: StepContext): Promise<void> {
  const { look, pin } = cloudOf(context);
  const certificate = look?.certificate;
  if (!certificate || certificate.trusted || pin?.fingerprint256 === certificate.fingerprint256) return;
  const now = certificate.fingerprint256;
  const asked = pin
    ? said('warn.certificate-changed', { was: pin.fingerprint256, now })
    : said('ask.accept-certificate', { now });
  const accepted = context.record().warnings.some(({ code }) => code === acceptCode(asked));
  if (!accepted) throw new Failure('certificate-not-accepted');
  await noteCloud(context, { pin: certificate }, 'accepted by the installer');
  const what = pin
    ? said('cloud-certificate-repinned', { was: pin.fingerprint256, now })
    : said('cloud-certificate-pinned', { sha256: now });
  await context.evidence(what, 'person', 'compared by the installer');
}

function targetOfCloud(context: StepContext): Target {
  const { address: text = '', look, pin } = cloudOf(context);
  const address = parseAddress(text);
  if (!address) throw new Failure('address-invalid', { address: text });
  if (!pin && look?.certificate.trusted !== true) throw new Failure('certificate-not-accepted');
  return { address, pin: pin ?? null };
}

/** Signs in with one secret of the job, once. */
export async function signInToCloud(context: StepContext, name: SecretName): Promise<PbxSession> {
  const password = await context.ports.secrets.get(context.job().id, name);
  if (password === null) throw new Failure('secret-missing', { name });
  const { login } = factory;
  return context.ports.pbx.signIn(
    targetOfCloud(context),
    [
      { way: 'basic', login, password },
      { way: 'session', login, password },
    ],
    context.signal,
  );
}

/** It refused that password, or has none, and none was given anew since: it is not sent again. */
export function isCloudPasswordDue(context: StepContext, name: SecretName | null): boolean {
  const given = context.job().secrets.find((one) => one.name === name)?.at;
  const { refusedAt } = cloudOf(context);
  return given === undefined || (refusedAt != null && refusedAt >= given);
}

export function noteRefused(context: StepContext): Promise<void> {
  return noteCloud(context, { refusedAt: context.ports.clock.now().toISOString() }, 'sign-in');
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
