import { folded, type ScriptRecipe } from '../../domain/script-recipe';

/** Looks in what streams by for the recipe's words that tell how it ended. */
export class EndWords {
  private readonly done: readonly string[];
  private readonly failed: readonly string[];
  private readonly overlap: number;
  private tail = '';
  private found = { done: false, failed: false };

  constructor({ done = [], failed = [] }: Pick<ScriptRecipe, 'done' | 'failed'>) {
    this.done = done.map(folded);
    this.failed = failed.map(folded);
    // Blanks are squeezed, so words may be longer where they stand.
    this.overlap = 2 * Math.max(0, ...[...done, ...failed].map(({ length }) => length)) + 20;
  }

  /** @param text as `PlainText` gives it */
  look(text: string): void {
    if (this.done.length + this.failed.length === 0) return;
    const all = this.tail + text;
    const words = folded(all);
    this.found.done ||= this.done.some((one) => words.includes(one));
    this.found.failed ||= this.failed.some((one) => words.includes(one));
    this.tail = all.slice(-this.overlap);
  }

  said(): 'done' | 'failed' | null {
    return this.found.failed ? 'failed' : this.found.done ? 'done' : null;
  }
}
