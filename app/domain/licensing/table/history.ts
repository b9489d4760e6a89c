import type { Choice } from '../why';
import type { Choices } from './rows';

/** What one act did to one user; undefined: no choice. */
export interface Change {
  readonly id: string;
  readonly before: Choice | undefined;
  readonly after: Choice | undefined;
}

/** One act, as it is undone: whole. */
export type Edit = readonly Change[];

export interface History {
  readonly past: readonly Edit[];
  readonly future: readonly Edit[];
}
export const noHistory: History = { past: [], future: [] };

/**
 * Changes kept for undo, over all acts: enough to set ten thousand users fifty times over, and some 30 MB at most. The
 * oldest acts are forgotten first, the last one never.
 */
export const mostKept = 500_000;

export function remember({ past }: History, edit: Edit): History {
  const kept = [...past, edit];
  let size = kept.reduce((sum, { length }) => sum + length, 0);
  while (size > mostKept && kept.length > 1) size -= kept.shift()?.length ?? 0;
  return { past: kept, future: [] };
}

/** The choices after a change, or before it. A new map: the old one may be shown still. */
export function play(choices: Choices, edit: Edit, side: 'before' | 'after'): Choices {
  const next = new Map(choices);
  for (const change of edit) {
    const choice = change[side];
    if (choice) next.set(change.id, choice);
    else next.delete(change.id);
  }
  return next;
}
