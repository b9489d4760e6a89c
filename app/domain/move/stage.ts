import type { Action, JobState, StepRecord } from '../job';
import { stepOf } from '../step-state';
import { Keeper } from './facts';

/** The intent before the script is started. Its params: `command`, `login`, `cloud`, `session`, empty where it is not kept, and
 * `keeper`, what keeps it; tmux where it is not said. */
export const scriptIntent = 'run-script';

/** A script that outlives its line: its name on the old PBX, and what keeps it. */
export interface Kept {
  name: string;
  keeper: Keeper;
}

/** How far the move is, from the journal alone, so that it is the same after a crash. */
export type MoveStage =
  /** No script runs. `failed`: the one before ended badly, and a further one is a decision of its own. */
  | { at: 'before'; starts: number; failed: Action | null }
  /** One was started, and its end was not seen. */
  | { at: 'under-way'; action: Action; kept: Kept | null }
  | { at: 'ended'; action: Action };

export function moveStage({ actions }: Pick<StepRecord, 'actions'>): MoveStage {
  const starts = actions.filter(({ code }) => code === scriptIntent);
  const last = starts.at(-1);
  if (!last || last.outcome === 'failed')
    return { at: 'before', starts: starts.length, failed: last ?? null };
  if (last.outcome === 'done') return { at: 'ended', action: last };
  return { at: 'under-way', action: last, kept: keptBy(last) };
}

function keptBy({ params }: Action): Kept | null {
  const name = String(params?.session ?? '');
  const keeper = Keeper.safeParse(params?.keeper).data ?? 'tmux';
  return name === '' ? null : { name, keeper };
}

/** Under which code the word before a start is kept: each start has its own. */
export const startWord = (starts: number): string => `begin-move-${String(starts + 1)}`;

/** Under which code the installer says how a script ended that nobody saw the end of. */
export const fateWord = ({ id }: Pick<Action, 'id'>): string => `fate-${id}`;

/** Under which code the installer says that a script which ended well has moved nothing, so that it may be started anew. */
export const voidWord = ({ id }: Pick<Action, 'id'>): string => `void-${id}`;

/** What has to be typed before the point of no return: the name of the PBX, so that it is not done to another one. */
export function wordToType(job: JobState): string {
  return (stepOf(job, 'prepare').inputs.pbxName ?? '').trim();
}
