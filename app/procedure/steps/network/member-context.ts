import { toWizardError } from '../../../domain/failure';
import type { Evidence, Facts, Said } from '../../../domain/job';
import { stepOf } from '../../../domain/job';
import { memberName } from '../../../domain/member-secret';
import { MemberFacts, type Member } from '../../../domain/network-members';
import { membersOf, type MemberLine } from '../../../domain/network-state';
import type { StepContext } from '../../step';
import { memberConnection, memberJob } from './member-job';

/** Adds to what is known of a member. */
export function noteMember(
  context: StepContext,
  number: string,
  more: Member,
  source: string,
): Promise<void> {
  return context.facts({ network: { members: { [number]: more } } }, source);
}

/** What went wrong with a member, or that nothing does any more. */
export async function noteProblem(context: StepContext, number: string, thrown: unknown): Promise<void> {
  const at = context.ports.clock.now().toISOString();
  const problem = thrown === null ? null : { error: toWizardError(thrown), at };
  await noteMember(context, number, { problem }, 'the last look');
}

/** The line of one member as it is now; it must be there. */
export function lineOf(context: StepContext, number: string): MemberLine {
  const line = membersOf(context.job()).find((one) => one.number === number);
  if (!line) throw new Error(`the network has no PBX ${number}`);
  return line;
}

/**
 * The context of a step for one other PBX: all that it reads is that PBX's, and all that it writes is kept as that PBX's.
 * @param onProgress what goes on with it; where left out nobody is told
 */
export function memberContext(
  context: StepContext,
  number: string,
  onProgress: StepContext['progress'] = () => undefined,
): StepContext {
  const { name } = lineOf(context, number);
  const whose = { member: number, pbx: name };
  const marked = ({ code, params }: Said): Said => ({ code, params: { ...params, ...whose } });
  const job = (): ReturnType<StepContext['job']> => memberJob(context.job(), number);
  return {
    ports: context.ports,
    connection: memberConnection(context.connection, context.ports, () => context.job(), number),
    signal: context.signal,
    assist: context.assist,
    job,
    record: () => stepOf(job(), context.record().id),
    users: () => null,
    keepUsers: () => undefined,
    keepDevices: () => undefined,
    mayGoOn: () => context.mayGoOn(),
    progress: onProgress,
    facts: (facts: Partial<Facts>, source) => {
      const pinned = facts.pin ? { pinnedAt: context.ports.clock.now().toISOString() } : {};
      return noteMember(context, number, { facts: MemberFacts.parse(facts), ...pinned }, source);
    },
    evidence: (what: Said, proof: Evidence['proof'], source) => context.evidence(marked(what), proof, source),
    verdict: (what: Said, proof: Evidence['proof'], source) => context.verdict(marked(what), proof, source),
    intent: (code, params) => context.intent(code, { ...params, ...whose }),
    keepSecret: (own, value) => context.keepSecret(memberName(own, number), value),
    forgetSecret: (own) => context.forgetSecret(memberName(own, number)),
    settle: (action, outcome) => context.settle(action, outcome),
    fallBack: () => Promise.reject(new Error('another PBX of a network is not worked by its page')),
  };
}

/** Several at once, each in turn begun only when the installer lets it; nobody's end waits for another's. */
const atOnce = 4;

/**
 * Does the same for each, a few at a time. An act that fails must keep that to itself: what it throws ends the whole.
 */
export async function forEachMember(
  context: StepContext,
  numbers: readonly string[],
  act: (number: string) => Promise<void>,
): Promise<void> {
  const waiting = [...numbers];
  async function work(): Promise<void> {
    for (;;) {
      if (waiting.length === 0) return;
      await context.mayGoOn();
      context.signal.throwIfAborted();
      const next = waiting.shift();
      if (next === undefined) return;
      await act(next);
    }
  }
  const workers = Array.from({ length: Math.min(atOnce, numbers.length) }, work);
  const ends = await Promise.allSettled(workers);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
