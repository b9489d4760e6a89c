import { useEffect, type RefObject } from 'react';
import type { JobState, StepId } from '../../../app/domain/job';
import { go, jobHref } from '../../route';

/** The step `by` places away, if there is one. */
function neighbour(state: JobState, shown: StepId, by: number): StepId | undefined {
  return state.steps[state.steps.findIndex((step) => step.id === shown) + by]?.id;
}

/** Moves the focus to the next region of the window (the previous one with Shift), as F6 does in desktop programs. */
function cycleRegions(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(here + (back ? -1 : 1) + regions.length) % regions.length];
  const inside = next?.querySelector<HTMLElement>('[data-region-focus]');
  (inside ?? next)?.focus();
}

/** Keys that hold anywhere in a job. While a dialog is open they are the dialog's. */
export function useKeys(state: JobState, shown: StepId, pressRef: RefObject<(() => void) | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) pressRef.current?.();
      else if (event.key === 'F6') cycleRegions(event.shiftKey);
      else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        const to = neighbour(state, shown, event.key === 'ArrowUp' ? -1 : 1);
        if (to) go(jobHref(state.id, to));
      } else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [state, shown, pressRef]);
}
