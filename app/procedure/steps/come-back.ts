import type { JobState } from '../../domain/job';
import { stepOf } from '../../domain/step-state';
import { icsOf } from '../../domain/licensing/ics';
import { readChange } from '../../domain/licensing/portal-change';
import { stageOf } from '../../domain/licensing/portal-acts';
import { zoneHere } from './portal-change';
import { refusalsOf } from './portal-change-rules';

export const comeBackName = 'come-back.ics';
const lengthMs = 30 * 60_000;

/**
 * The entry for the calendar of the installer, from the first minute on that the change can be made; null when nothing is
 * forbidden now. In English, like all that leaves the window for other programs.
 */
export function comeBackFile(job: JobState, now: Date): string | null {
  const step = stepOf(job, 'portal-change');
  const typed = readChange(step.inputs, job.facts.licences ?? [], zoneHere());
  if (stageOf(step).at !== 'typing' || !('meant' in typed)) return null;
  const refusal = refusalsOf(typed.meant, now).find(({ code }) => code === 'ask.come-back');
  if (!refusal) return null;
  const from = new Date(String(refusal.params?.from));
  const prepared = job.steps.find(({ id }) => id === 'prepare')?.inputs ?? {};
  const names = [prepared.customer, prepared.pbxName].map((name) => (name ?? '').trim()).filter(Boolean);
  return icsOf({
    uid: `${job.id}-${from.toISOString().slice(0, 10)}@pbx-activation-wizard`,
    stamp: now,
    from,
    to: new Date(from.getTime() + lengthMs),
    summary: ['Change licences in the portal', ...names].join(', '),
    description: [
      'No licence may be taken away on the last day of a month. From now on it is possible again.',
      `Open the job in the PBX Activation Wizard: ${job.id}.`,
      `Time zone of the PBX: ${typed.meant.zone}.`,
    ].join('\n'),
  });
}
