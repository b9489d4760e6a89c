import { acceptCode } from '../domain/accept';
import { parseAddress } from '../domain/address';
import type { WizardError } from '../domain/error';
import { Failure } from '../domain/failure';
import type { Facts, Said, SecretName } from '../domain/job';
import type { AddressLook } from '../domain/pbx';
import { factory } from '../domain/password';
import type { SecondPbx } from '../domain/second-pbx';
import type { PbxSession, Target } from './ports';
import { isAccepted, said, type StepContext } from './step';

/*
 * A PBX beside the job's own. It has facts of its own, one pin of its own, and is signed in to anew each time it is needed, which
 * is seldom.
 */

/** Which one: its place in the job's facts, and what the evidence about its certificate is called. */
export interface Second {
  fact: Extract<keyof Facts, 'cloud' | 'oldPbx'>;
  pinned: string;
  repinned: string;
}

export function secondOf(context: StepContext, { fact }: Second): SecondPbx {
  return context.job().facts[fact] ?? {};
}

/** Adds to what is known of it. */
export function noteSecond(
  context: StepContext,
  second: Second,
  more: SecondPbx,
  source: string,
): Promise<void> {
  return setSecond(context, second, { ...secondOf(context, second), ...more }, source);
}

function setSecond(context: StepContext, { fact }: Second, known: SecondPbx, source: string): Promise<void> {
  return context.facts(fact === 'cloud' ? { cloud: known } : { oldPbx: known }, source);
}

/** Looks at it without a credential, and notes what certificate it shows. Another address is another PBX. */
export async function lookAtSecond(
  context: StepContext,
  second: Second,
  typed: string,
): Promise<AddressLook> {
  const address = parseAddress(typed);
  if (!address) throw new Failure('address-invalid', { address: typed });
  const look = await context.ports.pbx.look(address, context.signal);
  if (look.signs.length === 0) throw new Failure('not-a-pbx', { address: typed });
  const known = secondOf(context, second).address === typed ? secondOf(context, second) : {};
  await setSecond(context, second, { ...known, address: typed, look }, `TLS and HTTPS at ${typed}`);
  return look;
}

/** The question about the certificate that it shows; null: it holds. */
function questionOf(context: StepContext, second: Second): Said | null {
  const { look, pin } = secondOf(context, second);
  if (!look) return null;
  const { fingerprint256: now, trusted } = look.certificate;
  if (pin ? pin.fingerprint256 === now : trusted) return null;
  return pin
    ? said('warn.certificate-changed', { was: pin.fingerprint256, now })
    : said('ask.accept-certificate', { now });
}

/** What is asked about its certificate before anything secret goes there. */
export function secondCertificatePlan(context: StepContext, second: Second): Said[] {
  const question = questionOf(context, second);
  if (!question) return [];
  const { now = '' } = question.params ?? {};
  return [isAccepted(context.record(), question) ? said('do.pin-certificate', { now }) : question];
}

/** Pins what was accepted in this step, and only what was shown. */
export async function pinSecond(context: StepContext, second: Second): Promise<void> {
  const question = questionOf(context, second);
  const { look, pin } = secondOf(context, second);
  if (!question || !look || look.certificate.trusted) return;
  const accepted = context.record().warnings.some(({ code }) => code === acceptCode(question));
  if (!accepted) throw new Failure('certificate-not-accepted');
  const now = look.certificate.fingerprint256;
  await noteSecond(context, second, { pin: look.certificate }, 'accepted by the installer');
  const what = pin
    ? said(second.repinned, { was: pin.fingerprint256, now })
    : said(second.pinned, { sha256: now });
  await context.evidence(what, 'person', 'compared by the installer');
}

function targetOf(context: StepContext, second: Second): Target {
  const { address: text = '', look, pin } = secondOf(context, second);
  const address = parseAddress(text);
  if (!address) throw new Failure('address-invalid', { address: text });
  if (!pin && look?.certificate.trusted !== true) throw new Failure('certificate-not-accepted');
  return { address, pin: pin ?? null };
}

/** Signs in with one secret of the job, once. */
export async function signInToSecond(
  context: StepContext,
  second: Second,
  name: SecretName,
): Promise<PbxSession> {
  const password = await context.ports.secrets.get(context.job().id, name);
  if (password === null) throw new Failure('secret-missing', { name });
  const { login } = factory;
  return context.ports.pbx.signIn(
    targetOf(context, second),
    [
      { way: 'basic', login, password },
      { way: 'session', login, password },
    ],
    context.signal,
  );
}

/** It has no such password, or that was refused and not given anew since: it is not sent again. */
export function needsPasswordOf(context: StepContext, second: Second, name: SecretName | null): boolean {
  const given = context.job().secrets.find((one) => one.name === name)?.at;
  const { refusedAt } = secondOf(context, second);
  return given === undefined || (refusedAt != null && refusedAt >= given);
}

/** What a refused sign-in leaves behind. */
export async function noteRefused(context: StepContext, second: Second): Promise<void> {
  const refusedAt = context.ports.clock.now().toISOString();
  await noteSecond(context, second, { refusedAt }, 'sign-in');
}

/** Nothing is read from it any more, or nothing ever was; what was read before is kept. */
export function noteSilent(
  context: StepContext,
  second: Second,
  address: string,
  silent: WizardError,
): Promise<void> {
  const known = secondOf(context, second).address === address ? secondOf(context, second) : {};
  return setSecond(context, second, { ...known, address, silent }, `no answer at ${address}`);
}
