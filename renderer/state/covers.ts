import { useEffect, useSyncExternalStore } from 'react';

/**
 * The PBX's page lies over the window as a view of its own, so nothing of ours can lie over it. Whoever covers the
 * window (a dialog) says so here, and the page steps aside.
 */
let covers = 0;
const listeners = new Set<() => void>();

function change(by: number): void {
  covers += by;
  for (const listener of listeners) listener();
}

/** While `open`, the page steps aside. */
export function useCover(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    change(1);
    return () => {
      change(-1);
    };
  }, [open]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For the page: something of ours lies over the window now. */
export function useIsCovered(): boolean {
  return useSyncExternalStore(listen, () => covers > 0);
}
