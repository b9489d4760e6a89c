import type { WizardError } from './error';
import type { Action, JobState, SecretInfo, SecretName } from './job';
import { memberNamesOf, mostMembers } from './member-secret';
import type { Member, ToldMember } from './network-members';

// Apart from network-members.ts so that the window can use it without the schemas.

/**
 * How another PBX of the network stands. `under-way`: its upgrade was started and its end was not seen. `left-out`: by the
 * installer, with a reason.
 */
export type MemberState = 'not-met' | 'to-do' | 'under-way' | 'failed' | 'done' | 'left-out';

export interface MemberLine {
  number: string;
  /** What a person calls it: its name, else its address, else nothing. */
  name: string;
  address: string;
  state: MemberState;
  /** Why it is left out; empty: it is not. */
  reason: string;
  error: WizardError | null;
  member: Member;
}

/** Fields of the steps `members` and `clients` that are about one member. */
export const memberFields = {
  address: (number: string): string => `address-${number}`,
  leaveOut: (number: string): string => `leave-out-${number}`,
  upgradedByHand: (number: string): string => `upgraded-by-hand-${number}`,
  /** Typed by the installer and taken back. */
  gone: (number: string): string => `gone-${number}`,
};

/** Every other PBX of the network, in order. One with neither an address nor anything told of it is none. */
export function membersOf(job: JobState): MemberLine[] {
  return memberNumbers(job).flatMap((number) => {
    const line = lineOf(job, number);
    return line.address === '' && !line.member.told ? [] : [line];
  });
}

/** The numbers that are in use, those whose address is still to be typed included. */
export function memberNumbers(job: JobState): string[] {
  const inputs = inputsOf(job, 'members');
  const typed = Object.keys(inputs).flatMap((field) => /^address-(\d+)$/.exec(field)?.[1] ?? []);
  const all = new Set([...Object.keys(job.facts.network?.members ?? {}), ...typed]);
  return [...all]
    .filter((number) => !inputs[memberFields.gone(number)])
    .sort((a, b) => Number(a) - Number(b));
}

/**
 * The next number nobody has had in this job, so that a secret of one is never sent to another; null: all were given out.
 */
export function nextNumber(job: JobState): string | null {
  const inputs = inputsOf(job, 'members');
  const typed = Object.keys(inputs).flatMap((field) => /^(?:address|gone)-(\d+)$/.exec(field)?.[1] ?? []);
  const all = [...Object.keys(job.facts.network?.members ?? {}), ...typed].map(Number);
  const next = Math.max(0, ...all) + 1;
  return next > mostMembers ? null : String(next);
}

function lineOf(job: JobState, number: string): MemberLine {
  const member = job.facts.network?.members?.[number] ?? {};
  const address = addressOf(job, number);
  const reason = leftOutReason(job, number);
  const problem = isStale(job, number, member) ? null : (member.problem ?? null);
  return {
    number,
    name: nameOf(member.told, address),
    address,
    reason,
    error: problem?.error ?? null,
    member,
    state: stateOf(job, number, { member, address, reason, failed: problem !== null }),
  };
}

function stateOf(
  job: JobState,
  number: string,
  { member, address, reason, failed }: { member: Member; address: string; reason: string; failed: boolean },
): MemberState {
  if (reason !== '') return 'left-out';
  if (failed) return 'failed';
  if (isUnderWay(job, number)) return 'under-way';
  const { facts = {}, offered } = member;
  if (facts.version === undefined || facts.address !== address) return 'not-met';
  return facts.versionAfter !== undefined && offered === null ? 'done' : 'to-do';
}

/** A password given since, or another address, makes what went wrong before old news. */
function isStale(job: JobState, number: string, member: Member): boolean {
  const { problem } = member;
  if (!problem) return true;
  if (member.facts?.address !== addressOf(job, number)) return true;
  return secretsOf(job, number).some(({ at }) => at > problem.at) && refusals.has(problem.error.code);
}

const refusals: ReadonlySet<string> = new Set([
  'wrong-password',
  'second-factor-needed',
  'no-sign-in-way',
  'token-refused',
  'secret-missing',
]);

/** What only another password, or a token, can get around. */
export function isRefusal(error: WizardError | null): boolean {
  return error !== null && refusals.has(error.code);
}

/** The secrets given for one member. */
export function secretsOf(job: JobState, number: string): SecretInfo[] {
  const names: SecretName[] = memberNamesOf(number);
  return job.secrets.filter(({ name }) => names.includes(name));
}

/** Whether anything is known that could open it. */
export function hasSecret(job: JobState, number: string): boolean {
  return secretsOf(job, number).length > 0;
}

/** The address as typed, else as told. */
export function addressOf(job: JobState, number: string): string {
  const typed = (inputsOf(job, 'members')[memberFields.address(number)] ?? '').trim();
  return typed || (job.facts.network?.members?.[number]?.told?.address ?? '');
}

/** The step that upgrades the clients has the last word. */
function leftOutReason(job: JobState, number: string): string {
  const field = memberFields.leaveOut(number);
  return (inputsOf(job, 'clients')[field] ?? inputsOf(job, 'members')[field] ?? '').trim();
}

function nameOf(told: ToldMember | undefined, address: string): string {
  const names = [told?.name, address, told?.serial];
  return names.find((one) => one) ?? '';
}

/** Its acts on that PBX, in order. */
export function actsOn(actions: readonly Action[], number: string): Action[] {
  return actions.filter(({ params }) => params?.member === number);
}

function isUnderWay(job: JobState, number: string): boolean {
  const { actions = [] } = job.steps.find(({ id }) => id === 'clients') ?? {};
  const last = actsOn(actions, number).findLast(({ code }) => code === 'start-upgrade');
  return last?.outcome === null;
}

function inputsOf(job: JobState, step: 'members' | 'clients'): Record<string, string> {
  return job.steps.find(({ id }) => id === step)?.inputs ?? {};
}

/** Those that are not known to be upgraded, whatever the reason. */
export function remaining(job: JobState): MemberLine[] {
  return membersOf(job).filter(({ state }) => state !== 'done');
}

/**
 * How many PBXs of the network still have to be upgraded, the server counted; null: no job of a network, or none of it was
 * looked at.
 */
export function remainingInNetwork(job: JobState): number | null {
  const server = job.steps.find(({ id }) => id === 'upgrade')?.state;
  if (!job.facts.network?.members || server === undefined) return null;
  const serverDone = server === 'done' || server === 'already-done';
  return remaining(job).length + (serverDone ? 0 : 1);
}
