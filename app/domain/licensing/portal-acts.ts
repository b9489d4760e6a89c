import type { Params } from '../error';
import type { Action, StepRecord } from '../job';
import { actsOf, type Act, type TermChange } from './change-of-term';
import { isOrdering, orderingOf, type OrderingId } from './ordering';
import { periods } from './periods';
import { changeKinds, numbersIn, numbersText, oneOf, platforms, type MeantChange } from './portal-change';

/**
 * One thing that the installer does in the portal, from opening the form to Ok. The codes are those of the journal's
 * intents. Each begins with an intent and ends with the installer's word.
 */
export const actCodes = ['portal-numbers', 'portal-zero', 'portal-back', 'portal-order'] as const;
export type ActCode = (typeof actCodes)[number];

export interface PortalAct extends Pick<Act, 'numbers'> {
  code: ActCode;
  /** The period to choose, where it is touched. */
  period: Act['period'] | null;
}

/** In their order, one after the other; never two at once. */
export function actsFor(meant: MeantChange): PortalAct[] {
  const { change, to, wanted, ordering } = meant;
  if (orderingOf(ordering).setsTermAtOnce)
    return [{ code: 'portal-order', period: change === 'term' ? to : null, numbers: wanted }];
  const term = termOf(meant);
  if (!term) return [{ code: 'portal-numbers', period: null, numbers: wanted }];
  const [zero, back] = actsOf(term);
  return [
    { code: 'portal-zero', period: null, numbers: zero.numbers },
    { code: 'portal-back', period: back.period, numbers: back.numbers },
  ];
}

/** Null for every other kind. */
export function termOf({ change, platform, from, to, wanted }: MeantChange): TermChange | null {
  if (change !== 'term' || from === null || to === null) return null;
  return { platform, from, to, numbers: wanted };
}

/**
 * Where the work in the portal stands, from the journal alone, so that it is the same after a crash.
 * `asked`: an act was begun and nobody said how it ended. `half`: the first act of a change of term is done, so the PBX has
 * no licences. `acted`: all that was to be done there is done.
 */
export type PortalStage =
  | { at: 'typing' }
  | { at: 'asked'; meant: MeantChange; act: PortalAct; action: Action; zeroSince: Date | null }
  | { at: 'half'; meant: MeantChange; act: PortalAct; zeroSince: Date }
  | { at: 'acted'; meant: MeantChange; act: PortalAct | null; action: Action };

export function stageOf(step: Pick<StepRecord, 'actions'>): PortalStage {
  const begun = step.actions.filter(
    ({ code, outcome }) => oneOf(actCodes, code) !== null && outcome !== 'failed',
  );
  const [first] = begun;
  const last = begun.at(-1);
  const meant = first ? meantIn(first.params ?? {}) : null;
  if (!first || !last || !meant) return { at: 'typing' };
  const acts = actsFor(meant);
  const [doing, next] = [acts[begun.length - 1], acts[begun.length]];
  // Counted from when it was begun: the hour in which the portal took it was not seen, so the earliest.
  const zeroSince = first.code === 'portal-zero' ? new Date(first.at) : null;
  if (last.outcome === null && doing) return { at: 'asked', meant, act: doing, action: last, zeroSince };
  if (next && zeroSince) return { at: 'half', meant, act: next, zeroSince };
  return { at: 'acted', meant, act: doing ?? null, action: last };
}

/** What an intent keeps of the change, so that nothing typed later can turn it into another one half-way. */
export function paramsOf(meant: MeantChange, act: PortalAct): Params {
  const { change, platform, ordering, zone, from, to, now, wanted } = meant;
  return {
    change,
    platform,
    ordering,
    zone,
    from: from ?? '',
    to: to ?? '',
    before: numbersText(now),
    types: numbersText(wanted),
    ...(act.period === null ? {} : { period: act.period }),
  };
}

function meantIn(params: Params): MeantChange | null {
  const text = (name: string): string => String(params[name] ?? '');
  const [change, platform] = [oneOf(changeKinds, text('change')), oneOf(platforms, text('platform'))];
  const ordering = text('ordering');
  if (!change || !platform || !isOrdering(ordering)) return null;
  return {
    change,
    platform,
    ordering: ordering satisfies OrderingId,
    zone: text('zone'),
    from: oneOf(periods, text('from')),
    to: oneOf(periods, text('to')),
    lastDay: null,
    oneSitting: true,
    now: numbersIn(text('before')),
    wanted: numbersIn(text('types')),
  };
}

/** The code of the installer's word on how an act ended; by the act, so that no word counts for another one. */
export function wordCode({ id }: Pick<Action, 'id'>): string {
  return `act-${id}`;
}
export type ActWord = 'done' | 'not-done';

/** The code of the installer's word on what the portal shows after a change of term; by its last act, for the same reason. */
export function shownCode({ id }: Pick<Action, 'id'>): string {
  return `shown-${id}`;
}
export type ShownWord = 'shown' | 'not-shown';

/** Only the second act can be taken back and begun again: an order that was sent may just not have been carried out yet. */
export function mayBeTakenBack(stage: Extract<PortalStage, { at: 'acted' }>): boolean {
  return stage.act?.code === 'portal-back';
}
