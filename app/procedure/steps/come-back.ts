import type { JobState } from '../../domain/job';
import { stepOf } from '../../domain/step-state';
import { isDay } from '../../domain/licensing/dates';
import { icsOf } from '../../domain/licensing/ics';
import { isTimeZone } from '../../domain/licensing/zone';
import { reminderOf, takeDown } from '../../domain/move/after';
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
  return job.kind === 'move-to-cloud' ? takeDownFile(job, now) : changeFile(job, now);
}

function changeFile(job: JobState, now: Date): string | null {
  const step = stepOf(job, 'portal-change');
  const typed = readChange(step.inputs, job.facts.licences ?? [], zoneHere());
  if (stageOf(step).at !== 'typing' || !('meant' in typed)) return null;
  const refusal = refusalsOf(typed.meant, now).find(({ code }) => code === 'ask.come-back');
  if (!refusal) return null;
  const why = 'No licence may be taken away on the last day of a month. From now on it is possible again.';
  const from = new Date(String(refusal.params?.from));
  return entry(job, { now, from, zone: typed.meant.zone, summary: 'Change licences in the portal', why });
}

/** After a move: when the licences of the old PBX are to be taken away. */
function takeDownFile(job: JobState, now: Date): string | null {
  const { inputs } = stepOf(job, 'after-move');
  const typed = (inputs.zone ?? '').trim();
  const zone = isTimeZone(typed) ? typed : zoneHere();
  const lastDay = (inputs.lastDay ?? '').trim();
  const from = reminderOf(takeDown(now, zone, isDay(lastDay) ? lastDay : null), now, zone);
  if (!from) return null;
  const why =
    'After the sign-off by the customer. Not on the last day of a month, and two days before the end of the term at the latest.';
  return entry(job, { now, from, zone, summary: 'Take the licences of the old PBX away in the portal', why });
}

function entry(
  job: JobState,
  { now, from, zone, summary, why }: { now: Date; from: Date; zone: string; summary: string; why: string },
): string {
  const prepared = job.steps.find(({ id }) => id === 'prepare')?.inputs ?? {};
  const names = [prepared.customer, prepared.pbxName].map((name) => (name ?? '').trim()).filter(Boolean);
  return icsOf({
    uid: `${job.id}-${from.toISOString().slice(0, 10)}@pbx-activation-wizard`,
    stamp: now,
    from,
    to: new Date(from.getTime() + lengthMs),
    summary: [summary, ...names].join(', '),
    description: [
      why,
      `Open the job in the PBX Activation Wizard: ${job.id}.`,
      `Time zone of the PBX: ${zone}.`,
    ].join('\n'),
  });
}
