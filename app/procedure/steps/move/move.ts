import { Failure, toWizardError } from '../../../domain/failure';
import type { WizardError } from '../../../domain/error';
import type { Said } from '../../../domain/job';
import { isEngine, mayMove } from '../../../domain/move/database';
import { fateWord, moveStage, startWord, voidWord, wordToType, type Kept } from '../../../domain/move/stage';
import { commandOf } from '../../../domain/script-recipe';
import { sshPasswordAsked } from '../../ssh-line';
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
import { doorOf, isOpenEnough, tryDoor } from './door';
import { isThere, runAgain, runNew } from './move-script';
import { changesToAccept, readAgain } from './read-again';

/** What no reason lets pass, however the steps before ended: a skipped inventory does not make MySQL movable. */
function hindrance(context: StepContext): WizardError | null {
  const { inventory } = context.job().facts;
  if (!inventory) return new Failure('not-now', { step: 'inventory' }).error;
  const engine = context.job().steps.find(({ id }) => id === 'inventory')?.inputs.engine;
  if (!isEngine(engine)) return new Failure('input-missing', { field: 'engine' }).error;
  const { version } = inventory;
  return mayMove(version, engine) === 'no'
    ? new Failure('engine-not-moved', { version, engine }).error
    : null;
}

/** Before the first start, or after one that did not end well. */
function planToStart(context: StepContext): Look {
  const stage = moveStage(context.record());
  if (stage.at !== 'before') return lookOf([]);
  const command = commandOf(context.ports.move.recipe(), cloudOf(context).address ?? '');
  const again = stage.failed ? [said('warn.script-again', { now: stage.failed.id })] : [];
  const typed = wordOf(context.record(), startWord(stage.starts))?.trim() ?? '';
  const keeper = context.job().facts.inventory?.keeper;
  const asked = sshPasswordAsked(context.job());
  const plan: Said[] = [
    ...(asked ? [said('ask.ssh-password')] : []),
    ...(command === null ? [said('ask.input', { field: 'scriptCommand' })] : []),
    ...changesToAccept(context),
    ...again.filter((one) => !isAccepted(context.record(), one)),
    ...(typed !== '' && typed === wordToType(context.job()) ? [] : [said('ask.point-of-no-return')]),
    said('do.read-both-again'),
    said('do.try-door'),
    // It is not as good as tmux in one thing: what it prints stands in a file for as long as it runs.
    ...(command !== null && keeper === 'screen' ? [said('do.keep-in-screen')] : []),
    ...(command === null ? [] : [said('do.run-script', { command })]),
  ];
  return lookOf(plan, hindrance(context) ?? asked?.error ?? undefined);
}

/** Without the network. How a script stands that is under way is not to be known so: what was seen last counts. */
function replan(context: StepContext): Look {
  const stage = moveStage(context.record());
  if (stage.at === 'ended') return satisfied;
  return stage.at === 'before' ? planToStart(context) : lookOf([...context.record().plan]);
}

async function probe(context: StepContext): Promise<Look> {
  await settleByWord(context);
  const stage = moveStage(context.record());
  if (stage.at === 'ended') return satisfied;
  if (stage.at === 'before') return planToStart(context);
  return stage.kept ? lookAtScript(context, stage.kept) : lookOf([said('ask.script-fate')]);
}

/** A kept script can be seen; one that is gone is the installer's to judge, and one that cannot be asked for is neither. */
async function lookAtScript(context: StepContext, kept: Kept): Promise<Look> {
  const asked = sshPasswordAsked(context.job());
  if (asked) return lookOf([said('ask.ssh-password')], asked.error ?? undefined);
  try {
    const there = await isThere(context, kept);
    return lookOf([said(there ? 'do.attach-script' : 'ask.script-fate')]);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return lookOf(sshPasswordAsked(context.job()) ? [said('ask.ssh-password')] : [], toWizardError(thrown));
  }
}

/** The installer looked how it ended, or that it moved nothing, and said so. */
async function settleByWord(context: StepContext): Promise<void> {
  const stage = moveStage(context.record());
  const source = 'seen by the installer on both PBXs';
  if (stage.at === 'ended' && wordOf(context.record(), voidWord(stage.action)) !== null) {
    await context.settle(stage.action.id, 'failed');
    await context.evidence(said('script-told-void'), 'person', source);
  }
  if (stage.at !== 'under-way') return;
  const word = wordOf(context.record(), fateWord(stage.action));
  if (word !== 'done' && word !== 'failed') return;
  await context.settle(stage.action.id, word);
  const what = word === 'done' ? said('script-told-done') : said('script-told-failed');
  await context.evidence(what, 'person', source);
}

async function apply(context: StepContext): Promise<void> {
  const stage = moveStage(context.record());
  if (stage.at === 'under-way') {
    const { action, kept } = stage;
    if (!kept) throw new Failure('script-end-unseen');
    await runAgain(context, kept, (outcome) => context.settle(action.id, outcome));
    return;
  }
  if (stage.at === 'ended') return;
  const tried = await tryDoor(context);
  const { host, port } = doorOf(context);
  if (!isOpenEnough(tried)) throw new Failure(tried.here ? 'door-blocked' : 'door-closed', { host, port });
  // What has changed is shown and accepted first; the look after this shows it.
  if (await readAgain(context)) await runNew(context);
}

/**
 * The vendor's script, started once and by the installer's typed word, watched in a terminal, and never started a second time
 * by itself. What became of it is its exit code, or the installer's word where nobody saw its end.
 */
export const move: Step = {
  id: 'move',
  ways: () => automaticBySsh,
  replan,
  probe,
  apply,
  verify: (context) => Promise.resolve(replan(context)),
};
