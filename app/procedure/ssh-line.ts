import { parseAddress } from '../domain/address';
import type { WizardError } from '../domain/error';
import { Failure, failureOf, toWizardError } from '../domain/failure';
import type { JobState, SecretName, StepId, StepRecord } from '../domain/job';
import { parsePort, parseUser, sshPort } from '../domain/ssh';
import type { SshOffer, SshRun, SshSession, SshTarget } from './ports';
import { said, type StepContext } from './step';

/** Where and as whom: from the address of the PBX and what was typed in the step that has SSH's fields. */
export interface SshLine {
  target: Omit<SshTarget, 'pin'>;
  user: string;
  /** Path of a private key; empty: none. */
  keyFile: string;
  /** Keys of the program that keeps them on this computer are offered too. */
  agent: boolean;
}

/** Whether the job has what SSH needs, as far as the installer gives it. */
export function hasSsh(job: JobState): boolean {
  const byKey = typed(job, 'sshKeyFile') !== '' || typed(job, 'sshAgent') === 'yes';
  return byKey || job.secrets.some(({ name }) => name === 'ssh-password');
}

/** Steps with the fields of SSH to the job's PBX, the later one first: what was typed there counts. */
const withFields: readonly StepId[] = ['inventory', 'sign-in'];

function typed(job: JobState, field: string): string {
  const steps = withFields.flatMap((id): StepRecord[] => job.steps.filter((step) => step.id === id));
  return steps.map(({ inputs }) => (inputs[field] ?? '').trim()).find((text) => text !== '') ?? '';
}

/** Fails with `ssh-place-invalid` {field} for what was typed wrongly. */
export function sshLineOf(job: JobState): SshLine {
  const address = parseAddress(job.facts.address ?? '');
  const port = parsePort(typed(job, 'sshPort'));
  const user = parseUser(typed(job, 'sshUser'));
  if (!address) throw new Failure('address-invalid', { address: job.facts.address ?? '' });
  if (port === null) throw new Failure('ssh-place-invalid', { field: 'sshPort' });
  if (user === null) throw new Failure('ssh-place-invalid', { field: 'sshUser' });
  return {
    target: { address: { host: address.host, port }, oldAlgorithms: typed(job, 'sshOld') === 'yes' },
    user,
    keyFile: typed(job, 'sshKeyFile'),
    agent: typed(job, 'sshAgent') === 'yes',
  };
}

/** Who and where, as one text. */
export function loginText({ user, target: { address } }: SshLine): string {
  const port = address.port === sshPort ? '' : `:${String(address.port)}`;
  return `${user}@${address.host}${port}`;
}

/** What is signed in with besides secrets: with another key it is another attempt. */
function loginOf(line: SshLine): string {
  return [loginText(line), line.keyFile, line.agent ? 'agent' : ''].filter((part) => part !== '').join(' ');
}

/** The refusal that still holds: the same login, and the secret it was for has not been given anew. */
export function refusedSsh(
  job: JobState,
  line: SshLine,
): NonNullable<JobState['facts']['sshRefused']> | null {
  const refused = job.facts.sshRefused ?? null;
  if (refused?.login !== loginOf(line)) return null;
  const given = job.secrets.some(({ name, at }) => name === refused.secret && at > refused.at);
  return given ? null : refused;
}

/** Whether the password is to be given, and why anew; null: nothing is asked. */
export function sshPasswordAsked(job: JobState): { error: WizardError | null } | null {
  if (!hasSsh(job)) return { error: null };
  try {
    const refused = refusedSsh(job, sshLineOf(job));
    return refused && { error: refused.error };
  } catch {
    return null; // what was typed wrongly is told where it is used
  }
}

/** A signed-in line to the job's PBX, and how a command is run there as root. */
export interface RootLine {
  session: SshSession;
  asRoot: Pick<SshRun, 'as'>;
}

/** Signs in over SSH, uses the line, and ends it. */
export async function withSsh<T>(
  context: StepContext,
  line: SshLine,
  use: (root: RootLine) => Promise<T>,
): Promise<T> {
  const root = await openSsh(context, line);
  try {
    return await use(root);
  } catch (thrown) {
    // `su` asks for root's password only when a command is run.
    await noteRefused(context, line, thrown);
    throw thrown;
  } finally {
    root.session.end();
  }
}

/** Signs in over SSH; the caller ends the line. What was refused and not given anew since is not sent again. */
export async function openSsh(context: StepContext, line: SshLine): Promise<RootLine> {
  const refused = refusedSsh(context.job(), line);
  if (refused) throw failureOf(refused.error);
  try {
    return await signInBySsh(context, line);
  } catch (thrown) {
    await noteRefused(context, line, thrown);
    throw thrown;
  }
}

async function signInBySsh(context: StepContext, line: SshLine): Promise<RootLine> {
  const { ports, signal } = context;
  const pin = context.job().facts.sshPin ?? null;
  const rootPassword = line.user === 'root' ? null : await secretOf(context, 'ssh-root-password');
  const session = await ports.ssh.signIn(
    { ...line.target, pin },
    { user: line.user, offers: await offersOf(context, line) },
    signal,
  );
  await noteOld(context, session.old);
  return { session, asRoot: rootPassword === null ? {} : { as: { user: 'root', password: rootPassword } } };
}

/** What may be tried, keys before the password: a key that is not taken gives nothing away. */
async function offersOf(context: StepContext, { keyFile, agent }: SshLine): Promise<SshOffer[]> {
  const { secrets } = context.ports;
  const job = context.job().id;
  const password = await secrets.get(job, 'ssh-password');
  const socket = context.ports.sshAgent();
  const offers: SshOffer[] = [
    ...(keyFile === ''
      ? []
      : [
          {
            way: 'key-file' as const,
            path: keyFile,
            passphrase: await secrets.get(job, 'ssh-key-passphrase'),
          },
        ]),
    ...(agent && socket !== null ? [{ way: 'agent' as const, socket }] : []),
    ...(password === null ? [] : [{ way: 'password' as const, password }]),
  ];
  if (offers.length === 0) throw new Failure('secret-missing', { name: 'ssh-password' });
  return offers;
}

async function secretOf(context: StepContext, name: SecretName): Promise<string> {
  const value = await context.ports.secrets.get(context.job().id, name);
  if (value === null) throw new Failure('secret-missing', { name });
  return value;
}

async function noteOld(context: StepContext, old: readonly string[]): Promise<void> {
  if (old.length > 0) await context.evidence(said('ssh-old', { names: old.join(', ') }), 'observed', 'SSH');
}

/** Which secret a refusal was about: that one is not sent again. */
const refusedSecrets: Readonly<Record<string, SecretName>> = {
  'ssh-refused': 'ssh-password',
  'ssh-asks': 'ssh-password',
  'su-refused': 'ssh-root-password',
};

/** Whether SSH refused a secret: that stands in the facts then, and is no failure to a step that asks for another. */
export function isRefusedSsh(thrown: unknown): boolean {
  return refusedSecrets[toWizardError(thrown).code] !== undefined;
}

/** So that it is not sent again. */
async function noteRefused(context: StepContext, line: SshLine, thrown: unknown): Promise<void> {
  const error = toWizardError(thrown);
  const secret = refusedSecrets[error.code];
  if (context.signal.aborted || secret === undefined) return;
  const at = context.ports.clock.now().toISOString();
  await context.facts({ sshRefused: { error, at, login: loginOf(line), secret } }, 'SSH');
}
