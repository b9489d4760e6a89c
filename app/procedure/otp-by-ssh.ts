import { parseAddress } from '../domain/address';
import { Failure, toWizardError } from '../domain/failure';
import { stepOf, type JobState, type SecretName } from '../domain/job';
import { findOneTimePassword } from '../domain/one-time';
import { parsePort, parseUser, sshPort } from '../domain/ssh';
import type { SshOutput, SshTarget } from './ports';
import { said, type StepContext } from './step';

/**
 * Run as root it tells the one-time password of the root admin, also where the portal does not reach the PBX. Published by the
 * vendor (page on the second factor, June 2025, read directly), who does not say what it prints.
 */
export const otpCommand = '/usr/sbin/get_admin_otp';

/** More than this nobody reads for six digits. */
const mostShown = 2_000;

/** Where and as whom: from the address of the PBX and what was typed in the sign-in step. */
export interface SshLine {
  target: Omit<SshTarget, 'pin'>;
  user: string;
}

/** Whether the job has what SSH needs, as far as the installer gives it. */
export function hasSsh(job: JobState): boolean {
  return job.secrets.some(({ name }) => name === 'ssh-password');
}

/** Fails with `ssh-place-invalid` {field} for what was typed wrongly. */
export function sshLineOf(job: JobState): SshLine {
  const address = parseAddress(job.facts.address ?? '');
  const { inputs } = stepOf(job, 'sign-in');
  const port = parsePort(inputs['sshPort'] ?? '');
  const user = parseUser(inputs['sshUser'] ?? '');
  if (!address) throw new Failure('address-invalid', { address: job.facts.address ?? '' });
  if (port === null) throw new Failure('ssh-place-invalid', { field: 'sshPort' });
  if (user === null) throw new Failure('ssh-place-invalid', { field: 'sshUser' });
  return {
    target: { address: { host: address.host, port }, oldAlgorithms: inputs['sshOld'] === 'yes' },
    user,
  };
}

/** Who and where, as one text. */
export function loginText({ user, target: { address } }: SshLine): string {
  const port = address.port === sshPort ? '' : `:${String(address.port)}`;
  return `${user}@${address.host}${port}`;
}

/** The refusal that still holds: the same login, and the secret it was for has not been given anew. */
export function refusedSsh(
  job: JobState,
  line: SshLine,
): NonNullable<JobState['facts']['sshRefused']> | null {
  const refused = job.facts.sshRefused ?? null;
  if (refused?.login !== loginText(line)) return null;
  const given = job.secrets.some(({ name, at }) => name === refused.secret && at > refused.at);
  return given ? null : refused;
}

/**
 * Reads the one-time password on the PBX itself and keeps it until it is used. Null: it was not had, and the look that follows
 * says why.
 */
export async function readOtp(context: StepContext): Promise<string | null> {
  const line = sshLineOf(context.job());
  context.progress(said('applying.ssh', { login: loginText(line) }), { usualMs: 15_000 });
  const ended = await context.intent('ssh-command', { command: otpCommand, login: loginText(line) });
  try {
    const printed = await printedBy(context, line);
    await ended('done');
    return await taken(context, printed, loginText(line));
  } catch (thrown) {
    await ended('failed');
    if (await noteRefused(context, line, thrown)) return null;
    throw thrown;
  }
}

async function printedBy(context: StepContext, line: SshLine): Promise<SshOutput> {
  const { ports, signal } = context;
  const pin = context.job().facts.sshPin ?? null;
  const password = await secretOf(context, 'ssh-password');
  const rootPassword = line.user === 'root' ? null : await secretOf(context, 'ssh-root-password');
  const session = await ports.ssh.signIn(
    { ...line.target, pin },
    { user: line.user, offers: [{ way: 'password', password }] },
    signal,
  );
  try {
    await noteOld(context, session.old);
    const options = rootPassword === null ? {} : { as: { user: 'root', password: rootPassword } };
    return await session.run(otpCommand, options, signal);
  } finally {
    session.end();
  }
}

async function secretOf(context: StepContext, name: SecretName): Promise<string> {
  const value = await context.ports.secrets.get(context.job().id, name);
  if (value === null) throw new Failure('secret-missing', { name });
  return value;
}

async function noteOld(context: StepContext, old: readonly string[]): Promise<void> {
  if (old.length > 0) await context.evidence(said('ssh-old', { names: old.join(', ') }), 'observed', 'SSH');
}

/** What is told to be an OTP is kept as one; anything else is kept to be read by the installer, who knows what to look for. */
async function taken(
  context: StepContext,
  { exit, output, errors }: SshOutput,
  login: string,
): Promise<string | null> {
  const source = `${otpCommand} as root over SSH, ${login}`;
  const otp = findOneTimePassword(output);
  if (otp !== null) {
    await context.keepSecret('otp', otp);
    await context.evidence(said('otp-read'), 'observed', source);
    return otp;
  }
  const printed = `${output}${errors}`.trim().slice(0, mostShown);
  if (printed !== '') await context.keepSecret('otp-printed', printed);
  const code = exit === 0 ? 'otp-not-recognised' : 'command-failed';
  await context.evidence(said('otp-not-read', { exit: exit ?? '?' }), 'observed', source);
  await context.fallBack(new Failure(code, { command: otpCommand, exit: exit ?? '?' }).error);
  return null;
}

/** Which secret a refusal was about: that one is not sent again. */
const refusedSecrets: Readonly<Record<string, SecretName>> = {
  'ssh-refused': 'ssh-password',
  'ssh-asks': 'ssh-password',
  'su-refused': 'ssh-root-password',
};

async function noteRefused(context: StepContext, line: SshLine, thrown: unknown): Promise<boolean> {
  const error = toWizardError(thrown);
  const secret = refusedSecrets[error.code];
  if (context.signal.aborted || secret === undefined) return false;
  const at = context.ports.clock.now().toISOString();
  await context.facts({ sshRefused: { error, at, login: loginText(line), secret } }, 'SSH');
  return true;
}
