import { Failure } from '../../domain/failure';
import type { JobState, Said, StepRecord } from '../../domain/job';
import {
  actsFor,
  mayBeTakenBack,
  paramsOf,
  shownCode,
  stageOf,
  wordCode,
  type ActCode,
  type PortalAct,
  type PortalStage,
} from '../../domain/licensing/portal-acts';
import { readChange, targetText, typesNotTold, type MeantChange } from '../../domain/licensing/portal-change';
import { isAccepted, lookOf, said, wordOf, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';
import { portalSource, readBack, readToBegin } from './portal-change-read';
import { refusalsOf, warningsOf } from './portal-change-rules';

/** The time zone of this computer, which stands until the PBX's is typed. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

interface ActWords extends Record<string, string> {
  types: string;
  period: string;
}

/** An act that is about to begin: its intent is written, then the installer goes to the portal. */
function begin(code: ActCode, params: ActWords): Said {
  switch (code) {
    case 'portal-numbers':
      return said('do.portal-numbers', params);
    case 'portal-order':
      return params.period === '' ? said('do.portal-order', params) : said('do.portal-order-term', params);
    case 'portal-zero':
      return said('do.portal-zero');
    case 'portal-back':
      return said('do.portal-back', params);
  }
}

/** What the installer does there, and says the end of. */
function ask(code: ActCode, params: ActWords): Said {
  switch (code) {
    case 'portal-numbers':
      return said('ask.portal-numbers', params);
    case 'portal-order':
      return params.period === '' ? said('ask.portal-order', params) : said('ask.portal-order-term', params);
    case 'portal-zero':
      return said('ask.portal-zero');
    case 'portal-back':
      return said('ask.portal-back', params);
  }
}

function told(code: ActCode, params: ActWords): Said {
  switch (code) {
    case 'portal-numbers':
      return said('portal-numbers-told', params);
    case 'portal-order':
      return params.period === ''
        ? said('portal-order-told', params)
        : said('portal-order-term-told', params);
    case 'portal-zero':
      return said('portal-zero-told');
    case 'portal-back':
      return said('portal-back-told', params);
  }
}

const inWords = (meant: MeantChange, { numbers, period }: PortalAct): ActWords => ({
  types: targetText(meant.now, numbers),
  period: period ?? '',
});

/** What was typed against the rules, before the first act. */
function lookAtTyped(context: StepContext): Look {
  const counts = context.job().facts.licences ?? [];
  const typed = readChange(context.record().inputs, counts, zoneHere());
  if ('odd' in typed) {
    const { field } = typed.odd;
    return lookOf([said('ask.input', { field })], new Failure('value-invalid', typed.odd).error);
  }
  if ('missing' in typed) return lookOf(typed.missing.map((field) => said('ask.input', { field })));
  const now = context.ports.clock.now();
  const refusals = refusalsOf(typed.meant, now);
  if (refusals.length > 0) return lookOf(refusals);
  const known = { told: counts, notTold: typesNotTold(context.record().inputs, counts) };
  const open = warningsOf(typed.meant, known, now).filter((one) => !isAccepted(context.record(), one));
  const [first] = actsFor(typed.meant);
  if (!first) throw new Failure('internal', undefined, 'a change without an act');
  return lookOf([...open, begin(first.code, inWords(typed.meant, first))]);
}

/** The plan from the journal and what was typed. Once the first act has begun, nothing typed counts any more. */
function lookNow(context: StepContext): Look {
  const stage = stageOf(context.record());
  switch (stage.at) {
    case 'typing':
      return lookAtTyped(context);
    case 'asked':
      return lookOf([ask(stage.act.code, inWords(stage.meant, stage.act))]);
    case 'half':
      // Putting licences back is never blocked, by no day and no warning.
      return lookOf([begin(stage.act.code, inWords(stage.meant, stage.act))]);
    case 'acted':
      return lookOf([said('do.read-numbers')]);
  }
}

/** Ends the act at hand by the installer's word, if it was given; tells whether it was. */
async function settleByWord(context: StepContext): Promise<boolean> {
  const stage = stageOf(context.record());
  if (stage.at === 'acted') return takeBack(context, stage);
  if (stage.at !== 'asked') return false;
  const word = wordOf(context.record(), wordCode(stage.action));
  if (word !== 'done' && word !== 'not-done') return false;
  await context.settle(stage.action.id, word === 'done' ? 'done' : 'failed');
  const what =
    word === 'done' ? told(stage.act.code, inWords(stage.meant, stage.act)) : said('portal-act-not-done');
  await context.evidence(what, 'person', portalSource);
  return true;
}

/** The portal does not show what the second act should have left there, so it counts as not done, and is the next again. */
async function takeBack(
  context: StepContext,
  stage: Extract<PortalStage, { at: 'acted' }>,
): Promise<boolean> {
  const word = wordOf(context.record(), shownCode(stage.action));
  if (word !== 'not-shown' || !mayBeTakenBack(stage)) return false;
  await context.settle(stage.action.id, 'failed');
  await context.evidence(said('portal-term-not-shown'), 'person', portalSource);
  return true;
}

/** An act was just ended: the next one needs a press of its own, so that two are never begun by one. */
function withPause(look: Look, stage: PortalStage): Look {
  return stage.at === 'acted' ? look : { ...look, verdict: 'person' };
}

async function probe(context: StepContext): Promise<Look> {
  const settled = await settleByWord(context);
  const stage = stageOf(context.record());
  if (settled) return withPause(lookNow(context), stage);
  return stage.at === 'typing' ? lookToBegin(context) : lookNow(context);
}

/** An act that was shown with other numbers than those read now needs a press of its own. */
async function lookToBegin(context: StepContext): Promise<Look> {
  const shown = context.record().plan;
  const problem = await readToBegin(context);
  const look = lookNow(context);
  if (look.verdict === 'person') return problem ? { error: problem, ...look } : look;
  const promised = shown.some(({ code }) => code.startsWith('do.'));
  const same = JSON.stringify(shown) === JSON.stringify(look.plan);
  return promised && !same ? { ...look, verdict: 'person' } : look;
}

function meantNow(job: JobState, context: StepContext): MeantChange {
  const typed = readChange(context.record().inputs, job.facts.licences ?? [], zoneHere());
  if (!('meant' in typed)) throw new Failure('not-now', undefined, 'the change is not known');
  return typed.meant;
}

/** On the disk before the installer goes to the portal; it stays open until the word on its end. */
async function beginAct(context: StepContext): Promise<void> {
  const stage = stageOf(context.record());
  if (stage.at === 'acted') return;
  if (stage.at === 'asked') throw new Failure('not-now', undefined, 'an act in the portal has not ended');
  const meant = stage.at === 'half' ? stage.meant : meantNow(context.job(), context);
  const act = stage.at === 'half' ? stage.act : actsFor(meant)[0];
  if (act) await context.intent(act.code, paramsOf(meant, act));
}

/** Between its two acts a change of term leaves the PBX without licences: nobody may go home there by a mistake. */
function whyNotLeave(record: StepRecord): Failure | null {
  const stage = stageOf(record);
  const isBetween =
    stage.at === 'half' || (stage.at === 'asked' && /^portal-(zero|back)$/.test(stage.act.code));
  return isBetween ? new Failure('portal-half-done') : null;
}

/**
 * Numbers and term are changed in the portal, to which no public route leads: the installer does it there. The wizard
 * computes, refuses what the calendar forbids, orders the acts, keeps the word on each, and reads the numbers back from the
 * PBX where it tells them.
 */
export const portalChange: Step = {
  id: 'portal-change',
  ways: () => guidedBecause('way.portal-only'),
  replan: lookNow,
  probe,
  apply: beginAct,
  verify(context) {
    const stage = stageOf(context.record());
    return stage.at === 'acted' ? readBack(context, stage) : Promise.resolve(lookNow(context));
  },
  whyNotLeave,
};
