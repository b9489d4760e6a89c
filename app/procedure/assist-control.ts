import type { AssistMode } from '../domain/recipe';

/** Who has the mouse of an assisted run, and news of a change. The installer's word counts at once. */
export class AssistControl {
  private current: AssistMode = 'acting';
  private readonly listeners = new Set<() => void>();

  get mode(): AssistMode {
    return this.current;
  }

  set(mode: AssistMode): void {
    if (mode === this.current) return;
    this.current = mode;
    for (const tell of [...this.listeners]) tell();
  }

  /** Resolves at the next change of the mode; rejects when the signal fires. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => (): void => {
        this.listeners.delete(tell);
        signal.removeEventListener('abort', stop);
        finish();
      };
      const tell = end(resolve);
      const stop = end(() => {
        reject(new DOMException('aborted', 'AbortError'));
      });
      if (signal.aborted) {
        stop();
        return;
      }
      this.listeners.add(tell);
      signal.addEventListener('abort', stop);
    });
  }
}
