import { formatAddress, parseAddress } from '../../domain/address';
import { Failure, toWizardError } from '../../domain/failure';
import { sameSerial } from '../../domain/pasted';
import type { JobState } from '../../domain/job';
import { factory } from '../../domain/password';
import { knowsSimpleTokens } from '../../domain/version';
import type { AddressLook, Identity } from '../../domain/pbx';
import { refusedSignIn, secretsToTry } from '../connection';
import { lookAtHostKey } from '../host-key';
import type { PbxSession } from '../ports';
import { isAccepted, lookOf, said, satisfied, type Look, type Step, type StepContext } from '../step';
import { ensureToken } from '../token';
import { automaticByRoute } from '../ways';
import { cloneWarnings } from './clone';
import { activationLeft, awaitActivation, owesActivation } from './cloud-activated';
import { isConverted } from './hw-serial';
import { forgetOtp, signInOnPageBySsh, sshPlan, usesSsh } from './sign-in-ssh';

/** What is asked about the certificate before anything secret may be sent. */
export function certificatePlan(context: StepContext, seen: AddressLook): ReturnType<typeof said>[] {
  const pin = context.job().facts.pin;
  const { fingerprint256: now, trusted } = seen.certificate;
  const changed = pin !== undefined && pin.fingerprint256 !== now;
  if (!changed && (pin || trusted)) return [];
  const question = changed
    ? said('warn.certificate-changed', { was: pin.fingerprint256, now })
    : said('ask.accept-certificate', { now });
  return [isAccepted(context.record(), question) ? said('do.pin-certificate', { now }) : question];
}

function planOf(context: StepContext, seen: AddressLook): Look {
  const plan = certificatePlan(context, seen);
  const hasPage = context.connection.hasPage();
  const refused = hasPage ? null : refusedSignIn(context.job());
  const needsSecret = !hasPage && secretsToTry(context.job()).length === 0;
  const ssh = usesSsh(context) ? sshPlan(context) : null;
  if (ssh) plan.push(...ssh.plan);
  else if (refused) plan.push(said('ask.other-way'));
  else if (needsSecret) plan.push(said('ask.password'));
  const acts = [
    said('do.sign-in', { login: factory.login }),
    said('do.read-capabilities'),
    ...(needsToken(context.job()) ? [said('do.make-token')] : []),
  ];
  return lookOf([...plan, ...acts], ssh ? ssh.error : refused?.error);
}

/** As {@link planOf}, having looked at what SSH shows where that is the way on. */
async function planAfterLook(context: StepContext, seen: AddressLook): Promise<Look> {
  const problem = usesSsh(context) ? await lookAtHostKey(context) : null;
  const look = planOf(context, seen);
  if (!problem) return look;
  const acts = look.plan.filter(({ code }) => code !== 'do.look-host-key');
  return lookOf([said('ask.other-way'), ...acts], problem);
}

/** Shown while it is not known that there is one, or that this WMS has none. */
function needsToken({ facts, secrets }: JobState): boolean {
  const canHave = facts.version === undefined || knowsSimpleTokens(facts.version);
  return canHave && !secrets.some(({ name }) => name === 'api-token' || name === 's2s-secret');
}

/** Refusals that another way of signing in may get around. A wrong password is typed again instead. */
const otherWayHelps: ReadonlySet<string> = new Set([
  'second-factor-needed',
  'no-sign-in-way',
  'token-refused',
  'page-not-signed-in',
]);

/** Whether the installer is to be asked for another way; notes it, so that nothing is sent again meanwhile. */
async function asksOtherWay(context: StepContext, thrown: unknown): Promise<boolean> {
  const error = toWizardError(thrown);
  if (context.signal.aborted || !otherWayHelps.has(error.code)) return false;
  const at = context.ports.clock.now().toISOString();
  const address = context.job().facts.address ?? '';
  await context.facts({ signInRefused: { error, at, address } }, 'sign-in');
  return true;
}

/** Pins what was accepted. Only here does a pin come to be, and only from a fingerprint the installer was shown. */
export async function pinAccepted(context: StepContext): Promise<void> {
  const certificate = context.job().facts.look?.certificate;
  if (!certificate) throw new Failure('certificate-not-accepted');
  const was = context.job().facts.pin;
  if (certificate.trusted && !was) {
    await context.evidence(said('certificate-trusted'), 'read-back', 'TLS handshake');
    return;
  }
  if (was?.fingerprint256 === certificate.fingerprint256) return;
  await context.facts({ pin: certificate }, 'accepted by the installer');
  const now = certificate.fingerprint256;
  const what = was
    ? said('certificate-repinned', { was: was.fingerprint256, now })
    : said('certificate-pinned', { sha256: now });
  await context.evidence(what, 'person', 'compared by the installer');
  context.connection.drop();
}

/** The same PBX as before in this job, or a failure that names both serials. */
export function mustBeSamePbx(context: StepContext, identity: Identity): void {
  const known = context.job().facts.serial;
  if (!known || !identity.serial || isConverted(context.job(), identity.serial)) return;
  if (!sameSerial(known, identity.serial)) {
    throw new Failure('other-pbx', { expected: known, found: identity.serial });
  }
}

/**
 * In a swap it is the new PBX that is worked on: nothing may be done to the old one by mistake. Once it is activated as the
 * old one it may tell that one's serial.
 */
function mustNotBeReplaced(context: StepContext, { serial }: Identity): void {
  const { capture, activated } = context.job().facts;
  const old = capture?.serial?.value;
  if (!old || !serial || !sameSerial(old, serial)) return;
  if (activated !== true || !isConverted(context.job(), serial)) throw new Failure('new-is-old', { serial });
}

/** Reads who this PBX is and notes it. */
export async function identify(context: StepContext, pbx: PbxSession): Promise<Identity> {
  const identity = await pbx.identity(context.signal);
  mustBeSamePbx(context, identity);
  mustNotBeReplaced(context, identity);
  const { version, serial, adminId } = identity;
  await context.facts(
    { version, ...(serial ? { serial } : {}), ...(adminId ? { adminId } : {}) },
    'GET /api/v1/PBX/version/, GET /api/v1/personal/info',
  );
  await context.evidence(said('version-read', { version }), 'read-back', 'GET /api/v1/PBX/version/');
  const serialSeen = serial ? said('serial-read', { serial }) : said('serial-not-told');
  await context.evidence(serialSeen, 'read-back', 'GET /api/v1/personal/info');
  return identity;
}

/** Signs in, and notes who this PBX is and what it can do. */
export async function readPbx(context: StepContext): Promise<PbxSession> {
  context.progress(said('applying.sign-in'));
  const pbx = await context.connection.pbx(context.signal);
  await context.facts({ signedInBy: pbx.way, signInRefused: null }, 'sign-in');
  await context.evidence(said('signed-in', { way: pbx.way }), 'read-back', `sign-in by ${pbx.way}`);
  const identity = await identify(context, pbx);
  if (!context.job().facts.versionBefore)
    await context.facts({ versionBefore: identity.version }, 'GET /api/v1/PBX/version/');
  context.progress(said('applying.capabilities'));
  const capabilities = await pbx.capabilities(context.signal);
  await context.facts({ capabilities }, 'one request to each known route');
  const works = capabilities.filter((one) => one.works).length;
  await context.evidence(
    said('capabilities-read', { works, all: capabilities.length }),
    'observed',
    'one request to each known route',
  );
  return pbx;
}

async function signInAndRead(context: StepContext): Promise<void> {
  const pbx = await readPbx(context);
  await forgetOtp(context);
  if (owesActivation(context.job())) await awaitActivation(context, pbx);
  const { way } = await ensureToken(context, pbx);
  if (way !== pbx.way) await context.facts({ signedInBy: way }, 'sign-in');
}

/** What is left once somebody is signed in. */
async function afterSignIn(context: StepContext): Promise<Look> {
  const plan = [...(await activationLeft(context)), ...(await cloneWarnings(context))];
  return plan.length === 0 ? satisfied : lookOf(plan);
}

/** To its end: one that was stopped before it knew what this PBX can do is done anew. */
function wasSignedIn(context: StepContext): boolean {
  const signedIn = context.record().evidence.some(({ said: { code } }) => code === 'signed-in');
  return signedIn && context.job().facts.capabilities !== undefined;
}

/** Trust first, then the password: nothing secret goes to a certificate nobody accepted. */
export const signIn: Step = {
  id: 'sign-in',
  ways: () => automaticByRoute,
  replan(context) {
    const seen = context.job().facts.look;
    return seen ? planOf(context, seen) : lookOf([said('ask.password')]);
  },
  async probe(context) {
    const address = parseAddress(context.job().facts.address ?? '');
    if (!address) throw new Failure('address-invalid');
    const seen = await context.ports.pbx.look(address, context.signal);
    if (seen.signs.length === 0) throw new Failure('not-a-pbx', { address: formatAddress(address) });
    await context.facts({ look: seen }, `TLS and HTTPS at ${formatAddress(address)}`);
    await context.evidence(
      said('certificate-seen', { sha256: seen.certificate.fingerprint256 }),
      'observed',
      'TLS handshake',
    );
    const look = await planAfterLook(context, seen);
    const pinMoves = look.plan.some(({ code }) => code === 'do.pin-certificate');
    const again = wasSignedIn(context) && !context.job().facts.signInRefused;
    if (look.verdict !== 'changes' || pinMoves || !again) return look;
    // Nothing is asked and it worked before: looking again is signing in again, and seeing the same PBX.
    try {
      await identify(context, await context.connection.pbx(context.signal));
    } catch (thrown) {
      if (await asksOtherWay(context, thrown)) return planAfterLook(context, seen);
      throw thrown;
    }
    return afterSignIn(context);
  },
  async apply(context) {
    await pinAccepted(context);
    try {
      if (!usesSsh(context) || (await signInOnPageBySsh(context))) await signInAndRead(context);
    } catch (thrown) {
      if (!(await asksOtherWay(context, thrown))) throw thrown;
    }
  },
  async verify(context) {
    const seen = context.job().facts.look;
    if (seen && context.job().facts.signInRefused) return planAfterLook(context, seen);
    const pbx = await context.connection.pbx(context.signal);
    mustBeSamePbx(context, await pbx.identity(context.signal));
    return afterSignIn(context);
  },
};
