import { toWizardError } from '../../domain/failure';
import { said, wordOf, type StepContext } from '../step';

/** Answers of a PBX that did not take the order. */
const refusals: ReadonlySet<string> = new Set([
  'route-missing',
  'http-status',
  'pbx-error',
  'html-instead-of-json',
  'unknown-answer',
]);

/** Before anything is changed: a backup by its route, else the installer's word that there is one. */
export function backupPlan(context: StepContext): ReturnType<typeof said>[] {
  if (isMade(context)) return [];
  const route = context.job().facts.capabilities?.find(({ name }) => name === 'backups');
  if (route?.works && !wasRefused(context)) return [said('do.backup')];
  return askForBackup(context);
}

/** Where the wizard makes none: the installer's word, until it is given. */
export function askForBackup(context: StepContext): ReturnType<typeof said>[] {
  const isKnown = isMade(context) || wordOf(context.record(), 'backup-exists') !== null;
  return isKnown ? [] : [said('ask.backup-exists')];
}

function isMade(context: StepContext): boolean {
  return context.record().evidence.some(({ said: { code } }) => code === 'backup-made');
}

/** That the route can be read does not mean that it takes the order. */
function wasRefused(context: StepContext): boolean {
  return context.record().actions.findLast(({ code }) => code === 'make-backup')?.outcome === 'failed';
}

export async function backUp(context: StepContext): Promise<void> {
  if (!backupPlan(context).some(({ code }) => code === 'do.backup')) {
    const word = wordOf(context.record(), 'backup-exists');
    if (word !== null)
      await context.evidence(said('backup-confirmed'), 'person', 'confirmed by the installer');
    return;
  }
  context.progress(said('applying.backup'), { usualMs: 60_000 });
  const ended = await context.intent('make-backup');
  try {
    await (await context.connection.pbx(context.signal)).backup(context.signal);
  } catch (thrown) {
    // Where nothing answered it may have been made, and the next try makes one more; a refusal would only come again.
    if (!context.signal.aborted && refusals.has(toWizardError(thrown).code)) await ended('failed');
    throw thrown;
  }
  await ended('done');
  await context.evidence(said('backup-made'), 'observed', 'POST /api/v1/pbx/settings/backups');
}
