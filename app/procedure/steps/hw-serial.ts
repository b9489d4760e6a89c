import { readHwSerial, serialRoute } from '../../domain/hw-serial';
import { platformOf } from '../../domain/licensing/portal-form';
import { checkSerial, sameSerial } from '../../domain/pasted';
import type { JobState } from '../../domain/job';
import { said, type StepContext } from '../step';

/*
 * "The next activation of a hardware PBX converts its HW Serial to a SW Serial by itself, keeping Name, Licences and
 * Devices" (vendor's guide: sure). So the one it had before is kept while it can still be seen.
 */

/** Whether a serial of hardware matters to this job. */
export function hasHwSerial({ kind }: Pick<JobState, 'kind'>): boolean {
  return platformOf(kind) === 'hardware';
}

/** Keeps it, and tells whether the PBX told it or the installer read it on the box. */
export async function noteHwSerial(context: StepContext, swSerial: string): Promise<void> {
  const read = readHwSerial(context.job(), swSerial);
  const typed = checkSerial(context.record().inputs.hwSerial ?? '');
  const serial = read ?? ('not' in typed ? null : typed.serial);
  if (serial === null) return;
  const source = read === null ? 'the box, by the installer' : serialRoute;
  await context.facts({ hwSerial: serial }, source);
  const what = said(read === null ? 'hw-serial-given' : 'hw-serial-read', { serial });
  await context.evidence(what, read === null ? 'person' : 'read-back', source);
}

/** After the activation: which serial became which. `swSerial` is what the PBX tells, null where it tells none. */
export async function noteConverted(context: StepContext, swSerial: string | null): Promise<void> {
  const { hwSerial, swSerial: given } = context.job().facts;
  const now = swSerial ?? given;
  if (!hasHwSerial(context.job()) || hwSerial === undefined || now === undefined) return;
  const proof = swSerial === null ? 'person' : 'read-back';
  const source = swSerial === null ? 'the portal, by the installer' : 'GET /api/v1/PBX/settings/license';
  await context.evidence(said('hw-serial-converted', { was: hwSerial, now }), proof, source);
}

/** A serial that is another than before only because the hardware was activated since. */
export function isConverted(job: JobState, found: string): boolean {
  const { swSerial } = job.facts;
  return hasHwSerial(job) && swSerial !== undefined && sameSerial(swSerial, found);
}
