import { powerMonitor, powerSaveBlocker } from 'electron';

let blocker: number | null = null;

/** Keeps the laptop from falling asleep by itself while something runs on a PBX. The lid still wins. */
export function stayAwake(needed: boolean): void {
  if (needed && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
  if (!needed && blocker !== null) {
    powerSaveBlocker.stop(blocker);
    blocker = null;
  }
}

/** Calls the listener whenever this computer wakes from sleep; call the answer to be told no more. */
export function onWake(listener: () => void): () => void {
  powerMonitor.on('resume', listener);
  return () => {
    powerMonitor.off('resume', listener);
  };
}
