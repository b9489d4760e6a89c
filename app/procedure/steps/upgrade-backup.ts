import { said, wordOf, type StepContext } from '../step';

/** Before anything is changed: a backup by its route, else the installer's word that there is one. */
export function backupPlan(context: StepContext): ReturnType<typeof said>[] {
  const madeOne = context.record().evidence.some(({ said: { code } }) => code === 'backup-made');
  if (madeOne) return [];
  const route = context.job().facts.capabilities?.find(({ name }) => name === 'backups');
  if (route?.works) return [said('do.backup')];
  return wordOf(context.record(), 'backup-exists') === null ? [said('ask.backup-exists')] : [];
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
  await (await context.connection.pbx(context.signal)).backup(context.signal);
  await ended('done');
  await context.evidence(said('backup-made'), 'observed', 'POST /api/v1/pbx/settings/backups');
}
