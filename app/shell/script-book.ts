import { emptyScriptRecipe, ScriptRecipe } from '../domain/script-recipe';
import { Book, textOf, type Listed } from './book';

const { id } = emptyScriptRecipe;

/**
 * The script recipe of this computer: one JSON file, checked by the schema. The app comes with an empty one, since the vendor
 * publishes neither name nor prompts of the script.
 */
export class ScriptBook {
  private readonly book: Book<ScriptRecipe>;

  constructor(folder: string) {
    this.book = new Book(folder, ScriptRecipe, [emptyScriptRecipe]);
  }

  get(): Listed<ScriptRecipe> {
    const [listed = { recipe: emptyScriptRecipe, own: false, problem: null }] = this.book.list();
    return listed;
  }

  /** Keeps the text as the installer's own. `recipe-invalid` {problems}: what is wrong with it, in words. */
  save(text: string): void {
    this.book.save(id, text);
  }

  saveCommand(command: string): void {
    this.save(JSON.stringify({ ...this.get().recipe, command }));
  }

  restore(): void {
    this.book.restore(id);
  }

  /** Writes it into a file to be handed on, and gives its path. */
  export(): string {
    return this.book.export(id);
  }
}

export const scriptText: (recipe: ScriptRecipe) => string = textOf;
