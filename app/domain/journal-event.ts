import { z } from 'zod';
import { Params, WizardError } from './error';
import {
  AcceptedWarning,
  Evidence,
  Facts,
  HandedFrom,
  JobId,
  JobKind,
  Notice,
  Said,
  SecretInfo,
  SecretName,
  StepId,
  StepState,
  Way,
  WayOption,
} from './job';
import { Why } from './licensing/why';

/**
 * Everything that can happen to a job. The journal stores these with sequence number, time and hash chain around them
 * (see journal/); replaying them gives the job's state (see fold.ts).
 */
export const JournalEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('job-created'),
    id: JobId,
    kind: JobKind,
    steps: z.array(StepId),
    /** Preset of the app's own practice PBX; null for any other PBX. */
    preset: z.string().nullable(),
    app: z.object({ version: z.string(), electron: z.string(), platform: z.string() }),
    handedFrom: HandedFrom.optional(),
  }),
  /** A process opened the job. Steps that were in flight become `unknown`: nobody has looked since. */
  z.object({ type: z.literal('opened'), pid: z.number() }),
  z.object({ type: z.literal('went-to'), step: StepId }),
  /** `value` null: taken back. */
  z.object({ type: z.literal('input'), step: StepId, field: z.string(), value: z.string().nullable() }),
  z.object({ type: z.literal('way-chosen'), step: StepId, way: Way }),
  z.object({
    type: z.literal('step'),
    step: StepId,
    state: StepState,
    way: Way.optional(),
    ways: z.array(WayOption).optional(),
    plan: z.array(Said).optional(),
    error: WizardError.optional(),
    reason: z.string().optional(),
  }),
  z.object({
    type: z.literal('intent'),
    step: StepId,
    action: z.string(),
    code: z.string(),
    params: Params.optional(),
  }),
  z.object({
    type: z.literal('outcome'),
    step: StepId,
    action: z.string(),
    outcome: z.enum(['done', 'failed']),
  }),
  z.object({ type: z.literal('evidence'), step: StepId, evidence: Evidence }),
  z.object({ type: z.literal('facts'), facts: Facts.partial(), source: z.string() }),
  z.object({ type: z.literal('secret'), secret: SecretInfo }),
  /** `from` memory: it went with its process; what the keychain may hold under its name is still there. */
  z.object({ type: z.literal('secret-forgotten'), name: SecretName, from: z.literal('memory').optional() }),
  /** `why` tells of those that were not chosen by hand. */
  z.object({
    type: z.literal('assignment'),
    set: z.record(z.string(), z.string().nullable()),
    why: z.record(z.string(), Why).optional(),
  }),
  z.object({ type: z.literal('warning-accepted'), step: StepId, warning: AcceptedWarning }),
  z.object({ type: z.literal('notice'), notice: Notice }),
  z.object({ type: z.literal('closed'), outcome: z.enum(['done', 'left-open']) }),
]);
export type JournalEvent = z.infer<typeof JournalEvent>;

/** An event with the time it was written, ISO 8601 in UTC. */
export interface TimedEvent {
  at: string;
  event: JournalEvent;
}
