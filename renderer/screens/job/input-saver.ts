const restMs = 400;

/** Sends what is typed once the fingers rest, and at once when asked to, so that nothing typed is lost. */
export class InputSaver {
  readonly #save: (field: string, value: string) => Promise<unknown>;
  readonly #waiting = new Map<string, { value: string; timer: ReturnType<typeof setTimeout> }>();

  constructor(save: (field: string, value: string) => Promise<unknown>) {
    this.#save = save;
  }

  typed(field: string, value: string): void {
    clearTimeout(this.#waiting.get(field)?.timer);
    const timer = setTimeout(() => void this.flush(field), restMs);
    this.#waiting.set(field, { value, timer });
  }

  isWaiting(field: string): boolean {
    return this.#waiting.has(field);
  }

  /** Resolves when the app has everything typed so far, of one field or of all. */
  async flush(only?: string): Promise<void> {
    const due = [...this.#waiting].filter(([field]) => only === undefined || field === only);
    await Promise.all(
      due.map(([field, { value, timer }]) => {
        clearTimeout(timer);
        this.#waiting.delete(field);
        return this.#save(field, value);
      }),
    );
  }
}
