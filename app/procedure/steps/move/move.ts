import { toWizardError } from '../../../domain/failure';
import type { Said } from '../../../domain/job';
import { commandOf } from '../../../domain/script-recipe';
import { Failure } from '../../../domain/failure';
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
import { automaticBySsh } from '../../ways';
import { cloudOf } from './cloud-pbx';
import { tryDoor } from './door';
import { isThere, runAgain, runNew } from './move-script';
import { fateWord, moveStage, startWord, wordToType } from '../../../domain/move/stage';

function planNow(context: StepContext): Look {
  const stage = moveStage(context.record());
  if (stage.at === 'ended') return satisfied;
  if (stage.at === 'under-way')
    return lookOf([said(stage.session === '' ? 'ask.script-fate' : 'do.attach-script')]);
  const command = commandOf(context.ports.move.recipe(), cloudOf(context).address ?? '');
  const again = stage.failed ? [said('warn.script-again', { now: stage.failed.id })] : [];
  const typed = wordOf(context.record(), startWord(stage.starts));
  const plan: Said[] = [
    ...(command === null ? [said('ask.input', { field: 'scriptCommand' })] : []),
    ...again.filter((one) => !isAccepted(context.record(), one)),
    ...(typed?.trim() === wordToType(context.job()) ? [] : [said('ask.point-of-no-return')]),
    said('do.try-door'),
    ...(command === null ? [] : [said('do.run-script', { command })]),
  ];
  return lookOf(plan);
}

async function probe(context: StepContext): Promise<Look> {
  const stage = moveStage(context.record());
  if (stage.at === 'under-way') {
    if (await settledByWord(context)) return planNow(context);
    if (stage.session !== '') return lookAtScript(context, stage.session);
  }
  return planNow(context);
}

/** A kept script can be seen; one that is gone is the installer's to judge. */
async function lookAtScript(context: StepContext, session: string): Promise<Look> {
  try {
    const there = await isThere(context, session);
    return lookOf([said(there ? 'do.attach-script' : 'ask.script-fate')]);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return lookOf([said('ask.script-fate')], toWizardError(thrown));
  }
}

/** The installer looked on the old PBX how it ended, and said so. */
async function settledByWord(context: StepContext): Promise<boolean> {
  const stage = moveStage(context.record());
  if (stage.at !== 'under-way') return false;
  const word = wordOf(context.record(), fateWord(stage.action));
  if (word !== 'done' && word !== 'failed') return false;
  await context.settle(stage.action.id, word);
  const what = word === 'done' ? said('script-told-done') : said('script-told-failed');
  await context.evidence(what, 'person', 'seen by the installer on the old PBX');
  return true;
}

async function apply(context: StepContext): Promise<void> {
  const stage = moveStage(context.record());
  if (stage.at === 'under-way') {
    const { action, session } = stage;
    await runAgain(context, session, (outcome) => context.settle(action.id, outcome));
    return;
  }
  if (stage.at === 'ended') return;
  const { here, there } = await tryDoor(context);
  const { address = '', door } = cloudOf(context);
  if (there === false)
    throw new Failure(here ? 'door-blocked' : 'door-closed', { host: address, port: door?.port ?? '' });
  await runNew(context);
}

/**
 * The vendor's script, started once and by the installer's typed word, watched in a terminal, and never started a second time
 * by itself. What became of it is its exit code, or the installer's word where nobody saw its end.
 */
export const move: Step = {
  id: 'move',
  ways: () => automaticBySsh,
  replan: planNow,
  probe,
  apply,
  verify: (context) => Promise.resolve(planNow(context)),
};
