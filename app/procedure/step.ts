import { acceptCode } from '../domain/accept';
import type { Params, WizardError } from '../domain/error';
import type { Failure } from '../domain/failure';
import type {
  Evidence,
  Facts,
  JobState,
  Said,
  SecretName,
  StepId,
  StepRecord,
  WayOption,
} from '../domain/job';
import type { PbxUser } from '../domain/pbx';
import type { AssistedRun } from '../domain/recipe';
import type { AssistControl } from './assist-control';
import type { Connection } from './connection';
import type { Ports } from './ports';

/** What a look at the PBX (or at what was typed) says about a step. */
export interface Look {
  /**
   * `satisfied`: it is as it should be. `changes`: the plan can be carried out. `person`: something only the installer
   * can give, do or accept.
   */
  verdict: 'satisfied' | 'changes' | 'person';
  /** Codes by prefix: `do.*` the wizard does it, `ask.*` asked of the installer, `warn.*` to be accepted with a reason. */
  plan: Said[];
  /** What is wrong with what was typed, or why the look could not see. */
  error?: WizardError;
}

/**
 * One step of a job: probe, plan, apply, verify. A step keeps nothing: after a crash it is probed again. Probe and plan
 * are one call, since a plan is what the probe saw against what is wanted.
 */
export interface Step {
  id: StepId;
  /** The ways this step could go here, best first, each with its reason. */
  ways(job: JobState, ports: Ports): WayOption[];
  /** The plan from what is already known, without touching the network; called whenever something was typed. */
  replan?(context: StepContext): Look | Promise<Look>;
  probe(context: StepContext): Promise<Look>;
  /** Carries out the plan. Journals an intent before each act on the PBX. */
  apply(context: StepContext): Promise<void>;
  /** Looks again. Only `satisfied` ends the step. */
  verify(context: StepContext): Promise<Look>;
  /** Why it must not be skipped nor the job be closed as it stands now; left out: it always may. */
  whyNotLeave?(record: StepRecord): Failure | null;
}

/** How long something usually takes; past it the window says what is normal and what to check. */
export interface ProgressOptions {
  /** 0 to 1. */
  fraction?: number;
  usualMs?: number;
  cancellable?: boolean;
  /** It looks at {@link StepContext.mayGoOn} on its way, so it can be made to wait. */
  pausable?: boolean;
  /** Where the wizard works the PBX's page. */
  assisted?: AssistedRun;
  /** Where several PBXs are worked on at once: how it stands with each. */
  lines?: readonly ProgressLine[];
}

/** What goes on with one of several PBXs. */
export interface ProgressLine {
  /** The PBX's number in the job. */
  member: string;
  doing: Said;
  /** 0 to 1; null: no measure. */
  fraction: number | null;
  since: string;
}

/** What a running step may use. */
export interface StepContext {
  readonly ports: Ports;
  readonly connection: Connection;
  readonly signal: AbortSignal;
  /** The job as of now (it moves while the step runs). */
  job(): JobState;
  record(): StepRecord;
  /** Users as last read in this process; null when not read yet. */
  users(): readonly PbxUser[] | null;
  keepUsers(users: readonly PbxUser[]): void;
  /** Names of registered devices by extension, as last read in this process; null: not told. */
  keepDevices(devices: ReadonlyMap<string, readonly string[]> | null): void;
  /** Resolves at once, or when the installer lets it go on; rejects when it is called off. */
  mayGoOn(): Promise<void>;
  progress(doing: Said, options?: ProgressOptions): void;
  facts(facts: Partial<Facts>, source: string): Promise<void>;
  evidence(said: Said, proof: Evidence['proof'], source: string): Promise<void>;
  /** The same for what this step goes by: the newest must stand last, also where it was seen before. */
  verdict(said: Said, proof: Evidence['proof'], source: string): Promise<void>;
  /** On the disk before the act; call the answer with its end. */
  intent(code: string, params?: Params): Promise<(outcome: 'done' | 'failed') => Promise<void>>;
  /** Keeps a secret that was made on the PBX, and journals that it is there. */
  keepSecret(name: SecretName, value: string): Promise<void>;
  forgetSecret(name: SecretName): Promise<void>;
  /** Ends an intent of an earlier run whose end was not seen then but is known now. */
  settle(actionId: string, outcome: 'done' | 'failed'): Promise<void>;
  /** Who has the mouse while the PBX's page is worked. */
  readonly assist: AssistControl;
  /** The chosen way got no further: it becomes guided, and the look that follows carries the error unless satisfied. */
  fallBack(error: WizardError): Promise<void>;
}

export function said(code: string, params?: Params): Said {
  return params === undefined ? { code } : { code, params };
}

export const satisfied: Look = { verdict: 'satisfied', plan: [] };

/** `person` when anything is asked or warned of, else `changes`. */
export function lookOf(plan: Said[], error?: WizardError): Look {
  const asked = plan.some(({ code }) => code.startsWith('ask.') || code.startsWith('warn.'));
  return { verdict: asked || error ? 'person' : 'changes', plan, ...(error ? { error } : {}) };
}

/** The installer's explicit word, given by `steps.confirm`; its note, or null when not given. */
export function wordOf(step: StepRecord, code: string): string | null {
  return step.inputs[confirmedField(code)] ?? null;
}

/** Field under which the journal keeps an explicit word. */
export function confirmedField(code: string): string {
  return `confirmed.${code}`;
}

export function isAccepted(step: StepRecord, shown: Said): boolean {
  const code = acceptCode(shown);
  return step.warnings.some((warning) => warning.code === code);
}
