import { Failure } from '../domain/failure';
import { findOneTimePassword } from '../domain/one-time';
import type { SshOutput } from './ports';
import { loginText, isRefusedSsh, sshLineOf, withSsh } from './ssh-line';
import { said, type StepContext } from './step';

/**
 * Run as root it tells the one-time password of the root admin, also where the portal does not reach the PBX. Published by the
 * vendor (page on the second factor, June 2025, read directly), who does not say what it prints.
 */
export const otpCommand = '/usr/sbin/get_admin_otp';

/** More than this nobody reads for six digits. */
const mostShown = 2_000;

/**
 * Reads the one-time password on the PBX itself and keeps it until it is used. Null: it was not had, and the look that follows
 * says why.
 */
export async function readOtp(context: StepContext): Promise<string | null> {
  const line = sshLineOf(context.job());
  context.progress(said('applying.ssh', { login: loginText(line) }), { usualMs: 15_000 });
  const ended = await context.intent('ssh-command', { command: otpCommand, login: loginText(line) });
  try {
    const printed = await withSsh(context, line, ({ session, asRoot }) =>
      session.run(otpCommand, asRoot, context.signal),
    );
    await ended('done');
    return await taken(context, printed, loginText(line));
  } catch (thrown) {
    await ended('failed');
    if (!context.signal.aborted && isRefusedSsh(thrown)) return null;
    throw thrown;
  }
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
