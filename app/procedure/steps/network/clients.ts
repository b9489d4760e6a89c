import { Failure, toWizardError } from '../../../domain/failure';
import type { Said } from '../../../domain/job';
import { isRefusal, memberFields, membersOf, type MemberLine } from '../../../domain/network-state';
import {
  lookOf,
  said,
  satisfied,
  wordOf,
  type Look,
  type ProgressLine,
  type Step,
  type StepContext,
} from '../../step';
import { automaticByRoute } from '../../ways';
import { certificatePlan, pinAccepted } from '../sign-in';
import { upgradeByRoute, lookByRoute, verifyByRoute } from '../upgrade-one';
import { forEachMember, lineOf, memberContext, noteMember, noteProblem } from './member-context';

/** Still to be upgraded, or not known to be. */
function pending(context: StepContext): MemberLine[] {
  return membersOf(context.job()).filter(({ state }) => state !== 'done' && state !== 'left-out');
}

/** What only the installer can do before this one is gone on with. */
function asksOf(context: StepContext, { number, name, address, error, member, state }: MemberLine): Said[] {
  const whose = { member: number, pbx: name };
  const { look } = member.facts ?? {};
  const own = memberContext(context, number);
  const trust = look ? certificatePlan(own, look).filter(({ code }) => code !== 'do.pin-certificate') : [];
  const { asks = [], facts = {} } = member;
  return [
    ...trust.map(({ code, params }) => said(code, { ...params, ...whose })),
    ...(state === 'failed' && isRefusal(error) ? [said('ask.member-password', whose)] : []),
    ...(asks.includes('backup') && wordOf(context.record(), 'backup-exists') === null
      ? [said('ask.backup-exists')]
      : []),
    ...(asks.includes('by-hand') && wordOf(context.record(), memberFields.upgradedByHand(number)) === null
      ? [said('ask.client-by-hand', { ...whose, version: facts.version ?? '', address })]
      : []),
  ];
}

function actOf({ number, name, state, member }: MemberLine): Said {
  const whose = { member: number, pbx: name };
  if (state === 'under-way') return said('do.go-on-client', whose);
  const { offered, facts = {} } = member;
  return offered
    ? said('do.upgrade-client', { ...whose, from: facts.version ?? '', to: offered })
    : said('do.look-at-client', whose);
}

/** Those that can be gone on with now: nothing is asked about them. */
function ready(context: StepContext): MemberLine[] {
  return pending(context).filter((line) => asksOf(context, line).length === 0);
}

/** One that waits for the installer holds up no other. */
function planNow(context: StepContext): Look {
  const lines = pending(context);
  if (lines.length === 0) return satisfied;
  const asked = lines.flatMap((line) => asksOf(context, line));
  const backup = asked.find(({ code }) => code === 'ask.backup-exists');
  const plan = [
    ...(backup ? [backup] : []),
    ...asked.filter(({ code }) => code !== 'ask.backup-exists'),
    ...ready(context).map(actOf),
  ];
  return { verdict: ready(context).length > 0 && !backup ? 'changes' : 'person', plan };
}

/** What only a look at the client's own page tells: its line asks for that in one way. */
const onlyInPage: ReadonlySet<string> = new Set([
  'ask.upgrade-by-hand',
  'ask.nothing-newer',
  'ask.upgrade-over',
]);

/** Keeps what a look at one member means for it. */
async function keepLook(context: StepContext, number: string, look: Look): Promise<void> {
  const to = look.plan.find(({ code }) => code === 'do.upgrade')?.params?.to;
  const asks = [
    ...(look.plan.some(({ code }) => code === 'ask.backup-exists') ? (['backup'] as const) : []),
    ...(look.plan.some(({ code }) => onlyInPage.has(code)) ? (['by-hand'] as const) : []),
  ];
  const offered = look.verdict === 'satisfied' ? { offered: null } : to ? { offered: String(to) } : {};
  await noteMember(context, number, { ...offered, asks, problem: null }, 'the last look');
}

/** Does something with one member; what goes wrong is kept as its own, and ends no other. */
async function alone(context: StepContext, number: string, act: () => Promise<Look>): Promise<void> {
  try {
    await keepLook(context, number, await act());
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    memberContext(context, number).connection.lost(toWizardError(thrown));
    await noteProblem(context, number, thrown);
    if (thrown instanceof Failure && thrown.error.code === 'certificate-changed')
      await lookAtCertificate(context, number);
  }
}

/** Another certificate than the pinned one: which one is asked about. */
async function lookAtCertificate(context: StepContext, number: string): Promise<void> {
  const own = memberContext(context, number);
  const { address } = own.connection.target();
  try {
    const look = await context.ports.pbx.look(address, context.signal);
    await own.facts({ look }, 'TLS handshake');
  } catch {
    context.signal.throwIfAborted(); // it has gone meanwhile; the next look finds it
  }
}

/** How it stands with each, shown while several are worked on at once. */
class Lines {
  private readonly lines = new Map<string, ProgressLine>();

  constructor(private readonly context: StepContext) {}

  of(number: string): StepContext['progress'] {
    return (doing, { fraction } = {}) => {
      const before = this.lines.get(number);
      const since =
        before?.doing.code === doing.code ? before.since : this.context.ports.clock.now().toISOString();
      this.lines.set(number, { member: number, doing, fraction: fraction ?? null, since });
      this.show();
    };
  }

  ended(number: string): void {
    this.lines.delete(number);
    this.show();
  }

  show(): void {
    const all = membersOf(this.context.job()).filter(({ state }) => state !== 'left-out');
    const done = all.filter(({ state }) => state === 'done').length;
    this.context.progress(said('applying.clients', { done, count: all.length }), {
      lines: [...this.lines.values()],
      ...(all.length === 0 ? {} : { fraction: done / all.length }),
      usualMs: 45 * 60_000,
      pausable: true,
    });
  }
}

/** From where it stands to a client that offers nothing newer. */
async function bringUp(context: StepContext, number: string, lines: Lines): Promise<void> {
  const own = memberContext(context, number, lines.of(number));
  own.progress(said('applying.client-look'));
  await alone(context, number, async () => {
    await pinAccepted(own);
    const look = await lookByRoute(own);
    // Known by now to be up to date, or the installer's to do: nothing is begun.
    if (look.verdict !== 'changes') return look;
    await upgradeByRoute(own);
    return verifyByRoute(own);
  });
  lines.ended(number);
}

/** The one the installer wants to try again alone, and nobody in its stead while it is not ready; all where none is named. */
function chosen(context: StepContext): MemberLine[] {
  const only = context.record().inputs.only ?? '';
  const all = ready(context);
  return only === '' ? all : all.filter(({ number }) => number === only);
}

/** Which clients were left out, and why, stands in the report. */
async function noteLeftOut(context: StepContext): Promise<void> {
  for (const { number, name, reason } of membersOf(context.job()).filter(
    ({ state }) => state === 'left-out',
  )) {
    const what = said('client-left-out', { member: number, pbx: name, reason });
    await context.evidence(what, 'person', 'the installer');
  }
}

async function settle(context: StepContext): Promise<Look> {
  const look = planNow(context);
  if (look.verdict === 'satisfied') await noteLeftOut(context);
  return look;
}

/** Every client of the network upgraded, several at once, before the server. */
export const clients: Step = {
  id: 'clients',
  ways: () => automaticByRoute,
  // Nothing is left to be done: pressing looks once more, and that ends the step.
  replan: (context) => {
    const look = planNow(context);
    return look.verdict === 'satisfied' ? lookOf([said('do.look-at-clients')]) : look;
  },
  async probe(context) {
    // What was refused is not sent again before it was given anew.
    const due = pending(context)
      .filter(({ state, error }) => state !== 'failed' || !isRefusal(error))
      .map(({ number }) => number);
    await forEachMember(context, due, (number) =>
      alone(context, number, () => lookByRoute(memberContext(context, number))),
    );
    return settle(context);
  },
  async apply(context) {
    const lines = new Lines(context);
    lines.show();
    const due = chosen(context).map(({ number }) => number);
    await forEachMember(context, due, (number) => bringUp(context, number, lines));
  },
  async verify(context) {
    const look = await settle(context);
    const left = pending(context).filter(({ state }) => state === 'failed' || state === 'under-way');
    if (left.length === 0) return look;
    const names = left.map(({ number }) => lineOf(context, number).name).join(', ');
    return { ...look, error: new Failure('clients-not-done', { pbxs: names }).error };
  },
};
