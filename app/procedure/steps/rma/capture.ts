import type { WizardError } from '../../../domain/error';
import { Failure } from '../../../domain/failure';
import type { Evidence, Said } from '../../../domain/job';
import { typedCounts } from '../../../domain/licensing/order-numbers';
import { checkSerial } from '../../../domain/pasted';
import {
  captureFields,
  captureText,
  merge,
  missingIn,
  otherSerial,
  withOrigin,
  withoutOrigin,
  type CaptureField,
  type CaptureValues,
  type From,
} from '../../../domain/rma/capture';
import type { Capture, Origin } from '../../../domain/rma/facts';
import { findVersion } from '../../../domain/version';
import { isAccepted, said, type StepContext } from '../../step';

/*
 * What is known of the old PBX: told by several sources, each value with its own. What nobody tells stays unknown.
 */

/** What is typed counts as long as it stands in its field, and gives way to what was read. */
export function captureNow(context: StepContext): Capture {
  const typed = withOrigin(typedValues(context), {
    origin: 'typed',
    at: context.ports.clock.now().toISOString(),
    source: 'typed by the installer',
  });
  return merge(typed, withoutOrigin(context.job().facts.capture ?? {}, 'typed'));
}

/** Adds what a source tells; `old-is-another` where it is about a PBX of another serial. */
export async function noteCapture(context: StepContext, values: CaptureValues, from: From): Promise<void> {
  const had = captureNow(context);
  const more = withOrigin(values, from);
  const other = otherSerial(had, more);
  if (other) throw new Failure('old-is-another', other);
  await context.facts({ capture: merge(had, more) }, from.source);
}

type TypedField = 'oldName' | 'oldVersion' | 'oldSerial' | 'oldSwSerial' | 'oldUserCount';

function typed(context: StepContext, field: TypedField): string | null {
  return (context.record().inputs[field] ?? '').trim() || null;
}

/** An empty field is not known, and neither is one that is no such thing. */
function typedValues(context: StepContext): CaptureValues {
  const version = findVersion(typed(context, 'oldVersion') ?? '');
  const count = typed(context, 'oldUserCount');
  const licences = typedCounts(context.record().inputs);
  return {
    name: typed(context, 'oldName'),
    version: version?.text ?? null,
    serial: typed(context, 'oldSerial'),
    swSerial: typed(context, 'oldSwSerial'),
    userCount: count !== null && isCount(count) ? Number(count) : null,
    licences: licences.length > 0 ? licences : null,
  };
}

const isCount = (text: string): boolean => /^\d{1,6}$/.test(text);

/** What is wrong with what was typed, and where; null: nothing. */
export function typedProblem(context: StepContext): { field: string; error: WizardError } | null {
  for (const field of ['oldSwSerial', 'oldSerial'] as const) {
    const serial = checkSerial(typed(context, field) ?? '');
    if ('not' in serial && serial.not !== 'empty')
      return { field, error: new Failure('serial-looks-wrong', { not: serial.not }).error };
  }
  const version = typed(context, 'oldVersion');
  if (version !== null && !findVersion(version)) return invalid('oldVersion', version);
  const count = typed(context, 'oldUserCount');
  if (count !== null && !isCount(count)) return invalid('oldUserCount', count);
  const told = withoutOrigin(context.job().facts.capture ?? {}, 'typed');
  const from = { origin: 'typed' as const, at: '', source: '' };
  const other = otherSerial(told, withOrigin(typedValues(context), from));
  if (!other) return null;
  return { field: 'oldSwSerial', error: new Failure('old-is-another', other).error };
}

function invalid(field: TypedField, value: string): { field: string; error: WizardError } {
  return { field, error: new Failure('value-invalid', { field, value }).error };
}

/** What is left once the sources have told what they can. */
export function endPlan(context: StepContext): Said[] {
  const step = context.record();
  const madeOne = step.evidence.some(({ said: { code } }) => code === 'old-backup-made');
  const missing = missingIn(captureNow(context)).join(', ');
  const warning = said('warn.capture-incomplete', { values: missing, now: missing });
  return [
    ...(madeOne || step.inputs.oldBackup ? [] : [said('ask.input', { field: 'oldBackup' })]),
    ...(missing === '' || isAccepted(step, warning) ? [] : [warning]),
    said('do.keep-capture'),
  ];
}

const proofs: Record<Origin, Evidence['proof']> = {
  read: 'read-back',
  'earlier-job': 'observed',
  'report-file': 'observed',
  typed: 'person',
};

/** One piece of evidence for each value, with where it comes from; then what is not known. */
export async function keepCapture(context: StepContext): Promise<void> {
  const capture = captureNow(context);
  await context.facts(
    { capture, ...(capture.types ? { typesBefore: capture.types.value } : {}) },
    'what is known of the old PBX',
  );
  for (const field of captureFields) await sayValue(context, capture, field);
  const missing = missingIn(capture).join(', ');
  if (missing !== '')
    await context.evidence(said('captured-not', { values: missing }), 'observed', 'no source tells it');
}

async function sayValue(context: StepContext, capture: Capture, field: CaptureField): Promise<void> {
  const told = capture[field];
  if (!told) return;
  const what = said(`captured-${field}`, { value: captureText(capture, field) });
  await context.evidence(what, proofs[told.origin], `${told.source}, ${told.at.slice(0, 10)}`);
}
