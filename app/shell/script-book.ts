import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../domain/failure';
import { emptyScriptRecipe, ScriptRecipe } from '../domain/script-recipe';
import { parseBy } from './recipe-book';

/** The script recipe as it is listed. */
export interface ListedScript {
  recipe: ScriptRecipe;
  own: boolean;
  /** The installer's own file does not hold a recipe, so the empty one is used; in words. */
  problem: string | null;
}

/**
 * The script recipe of this computer: one JSON file, checked by the schema. The app comes with an empty one, since the vendor
 * publishes neither name nor prompts of the script.
 */
export class ScriptBook {
  private listed: ListedScript;

  constructor(private readonly folder: string) {
    this.listed = this.read();
  }

  get(): ListedScript {
    return this.listed;
  }

  /** Keeps the text as the installer's own. `recipe-invalid` {problems}: what is wrong with it, in words. */
  save(text: string): void {
    this.keep(parse(text));
  }

  saveCommand(command: string): void {
    this.keep(parse(JSON.stringify({ ...this.listed.recipe, command })));
  }

  restore(): void {
    rmSync(this.file, { force: true });
    this.listed = this.read();
  }

  /** Writes it into a file to be handed on, and gives its path. */
  export(): string {
    const folder = join(this.folder, 'exported');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${this.listed.recipe.id}.json`);
    writeFileSync(file, scriptText(this.listed.recipe));
    return file;
  }

  private get file(): string {
    return join(this.folder, `${emptyScriptRecipe.id}.json`);
  }

  private keep(recipe: ScriptRecipe): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(`${this.file}.part`, scriptText(recipe));
    renameSync(`${this.file}.part`, this.file);
    this.listed = this.read();
  }

  private read(): ListedScript {
    if (!existsSync(this.file)) return { recipe: emptyScriptRecipe, own: false, problem: null };
    try {
      return { recipe: parse(readFileSync(this.file, 'utf8')), own: true, problem: null };
    } catch (thrown) {
      const problem = thrown instanceof Failure ? String(thrown.error.params?.problems) : String(thrown);
      return { recipe: emptyScriptRecipe, own: true, problem };
    }
  }
}

export function scriptText(recipe: ScriptRecipe): string {
  return `${JSON.stringify(recipe, null, 2)}\n`;
}

const parse = (text: string): ScriptRecipe => parseBy(ScriptRecipe, text);
