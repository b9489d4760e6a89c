import { parseAddress } from '../../../domain/address';
import { connectionLost, Failure, toWizardError } from '../../../domain/failure';
import { hasSecret, isRefusal, membersOf, type MemberLine } from '../../../domain/network-state';
import { sameSerial } from '../../../domain/pasted';
import {
  isAccepted,
  lookOf,
  said,
  satisfied,
  wordOf,
  type Look,
  type Step,
  type StepContext,
} from '../../step';
import { automaticByRoute } from '../../ways';
import { certificatePlan, pinAccepted, readPbx } from '../sign-in';
import { forEachMember, lineOf, memberContext, noteMember, noteProblem } from './member-context';
import { otherServer, readList } from './members-list';

/** Those that somebody means to upgrade in this job. */
function wanted(context: StepContext): MemberLine[] {
  return membersOf(context.job()).filter(({ state }) => state !== 'left-out');
}

/** What is to be done about the network as a whole: that this is its server, and that all are known. */
function planOfNetwork(context: StepContext): ReturnType<typeof said>[] {
  const server = otherServer(context);
  if (server !== null) {
    const warning = said('warn.network-not-server', { now: server });
    return isAccepted(context.record(), warning) ? [] : [warning];
  }
  return needsWord(context) && wordOf(context.record(), 'network-complete') === null
    ? [said('ask.network-complete')]
    : [];
}

/** Only where the server itself told all of it, and that it is the server, is no word needed. */
function needsWord(context: StepContext): boolean {
  const { list } = context.job().facts.network ?? {};
  const typed = membersOf(context.job()).some(({ member }) => !member.told);
  const isWhole = list?.from === 'server' && !list.notUnderstood && !list.tooMany;
  return !isWhole || list.ownRole !== 'server' || typed;
}

/** What is needed of one member before it can be signed in to; `do.meet-member` where nothing is. */
function planOfMember(context: StepContext, line: MemberLine): ReturnType<typeof said>[] {
  const { number, name, address, state, error, member } = line;
  const whose = { member: number, pbx: name };
  if (parseAddress(address) === null) return [said('ask.member-address', whose)];
  const { look } = member.facts?.address === address ? member.facts : {};
  const trust = look ? certificatePlan(memberContext(context, number), look) : [];
  const asked = trust.map(({ code, params }) => said(code, { ...params, ...whose }));
  const refused = state === 'failed' && isRefusal(error);
  const secret = refused || !hasSecret(context.job(), number) ? [said('ask.member-password', whose)] : [];
  const open = [...asked, ...secret];
  return state === 'not-met' || state === 'failed' || open.length > 0
    ? [...open, said('do.meet-member', whose)]
    : [];
}

function planNow(context: StepContext): Look {
  const plan = [...wanted(context).flatMap((line) => planOfMember(context, line)), ...planOfNetwork(context)];
  return plan.length === 0 ? satisfied : lookOf(plan);
}

/** As {@link planNow}; what was met and needs nothing more is no reason to press again. */
function replan(context: StepContext): Look {
  const look = planNow(context);
  // Nothing is left to be done: pressing looks once more, and that ends the step.
  return look.verdict === 'satisfied' ? lookOf([said('do.meet-members')]) : look;
}

const lookProblems: ReadonlySet<string> = new Set([
  ...connectionLost,
  'not-a-pbx',
  'plain-http',
  'html-instead-of-json',
  'http-status',
]);

/** Looks at a member without a credential: does a PBX answer there, and with which certificate. */
async function lookAt(context: StepContext, number: string): Promise<void> {
  const { address, member } = lineOf(context, number);
  if (member.facts?.address !== address)
    await noteMember(context, number, { facts: { address } }, 'the address in use');
  const parsed = parseAddress(address);
  if (!parsed) return;
  try {
    const look = await context.ports.pbx.look(parsed, context.signal);
    if (look.signs.length === 0) throw new Failure('not-a-pbx', { address });
    await noteMember(context, number, { facts: { look } }, `TLS and HTTPS at ${address}`);
    // What was wrong when it was signed in to is not put right by an answer.
    const { error } = lineOf(context, number);
    if (error && lookProblems.has(error.code)) await noteProblem(context, number, null);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    await noteProblem(context, number, thrown);
  }
}

/** Pins what was accepted, signs in and reads who it is: none but a client of its own. */
async function meet(context: StepContext, number: string): Promise<void> {
  const own = memberContext(context, number);
  try {
    await pinAccepted(own);
    const pbx = await readPbx(own);
    mustBeItself(context, number, (await pbx.identity(context.signal)).serial);
    await noteProblem(context, number, null);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    own.connection.lost(toWizardError(thrown));
    await noteProblem(context, number, thrown);
  }
}

/** Neither the server nor one that stands under another number already. */
function mustBeItself(context: StepContext, number: string, serial: string | null): void {
  if (serial === null) return;
  if (sameSerial(serial, context.job().facts.serial ?? '')) throw new Failure('member-is-server', { serial });
  const twice = wanted(context).find(
    (one) => one.number !== number && sameSerial(serial, one.member.facts?.serial ?? ''),
  );
  if (twice) throw new Failure('member-twice', { serial, other: twice.name });
}

async function noteEnd(context: StepContext): Promise<void> {
  if (!needsWord(context)) return;
  const count = membersOf(context.job()).length;
  await context.evidence(said('network-said', { count }), 'person', 'confirmed by the installer');
}

/** Who is in the WMS network beside its server: each with its address, certificate and password, met and read. */
export const members: Step = {
  id: 'members',
  ways: () => automaticByRoute,
  replan,
  async probe(context) {
    await readList(context);
    await forEachMember(
      context,
      wanted(context).map(({ number }) => number),
      (number) => lookAt(context, number),
    );
    const look = planNow(context);
    if (look.verdict === 'satisfied') await noteEnd(context);
    return look;
  },
  async apply(context) {
    const due = wanted(context).filter((line) => planOfMember(context, line).length > 0);
    const lines = due.map(({ number }) => number);
    context.progress(said('applying.members'), { usualMs: 60_000 });
    await forEachMember(context, lines, (number) => meet(context, number));
  },
  async verify(context) {
    const look = planNow(context);
    if (look.verdict === 'satisfied') await noteEnd(context);
    return Promise.resolve(look);
  },
};
