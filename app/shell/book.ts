import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { Failure } from '../domain/failure';

/** A recipe of whatever kind as its book lists it. */
export interface Listed<T> {
  recipe: T;
  /** There is one of the installer's own, to stand in the place of the one that came with the app. */
  own: boolean;
  /** The installer's own file does not hold a recipe, so the one that came with the app is used and theirs is left as it is; in words. */
  problem: string | null;
}

/**
 * Editable data of one kind on this computer. The installer's own are JSON files in a folder, one an id, checked by the
 * schema; they go before those that come with the app.
 */
export class Book<T extends { id: string }> {
  private listed: readonly Listed<T>[];

  constructor(
    private readonly folder: string,
    private readonly schema: ZodType<T>,
    private readonly shipped: readonly T[],
  ) {
    this.listed = this.readAll();
  }

  all(): readonly T[] {
    return this.listed.map(({ recipe }) => recipe);
  }

  has(id: string): boolean {
    return this.shipped.some((one) => one.id === id);
  }

  list(): readonly Listed<T>[] {
    return this.listed;
  }

  /** Keeps a recipe as the installer's own. `recipe-invalid` {problems}: what is wrong with the text, in words. */
  save(id: string, text: string): void {
    const recipe = parseBy(this.schema, text);
    if (recipe.id !== id) throw new Failure('recipe-invalid', { problems: `id: must stay ${id}` });
    if (!this.has(id)) throw new Failure('recipe-invalid', { problems: `id: no step uses ${id}` });
    mkdirSync(this.folder, { recursive: true });
    const file = this.fileOf(id);
    writeFileSync(`${file}.part`, textOf(recipe));
    renameSync(`${file}.part`, file);
    this.listed = this.readAll();
  }

  /** Back to the one that came with the app. */
  restore(id: string): void {
    if (!this.has(id)) throw new Failure('bad-request');
    rmSync(this.fileOf(id), { force: true });
    this.listed = this.readAll();
  }

  /** Writes the recipe as it is in use into a file of its own to be handed on, and gives its path. */
  export(id: string): string {
    const found = this.listed.find(({ recipe }) => recipe.id === id);
    if (!found) throw new Failure('bad-request');
    const folder = join(this.folder, 'exported');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${id}.json`);
    writeFileSync(file, textOf(found.recipe));
    return file;
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  private readAll(): Listed<T>[] {
    const files = existsSync(this.folder) ? readdirSync(this.folder) : [];
    return this.shipped.map((recipe) => {
      if (!files.includes(`${recipe.id}.json`)) return { recipe, own: false, problem: null };
      try {
        const own = parseBy(this.schema, readFileSync(this.fileOf(recipe.id), 'utf8'));
        return { recipe: own, own: true, problem: null };
      } catch (thrown) {
        const problem = thrown instanceof Failure ? String(thrown.error.params?.problems) : String(thrown);
        return { recipe, own: true, problem };
      }
    });
  }
}

/** As it stands in a file and in the window's text area. */
export function textOf(recipe: object): string {
  return `${JSON.stringify(recipe, null, 2)}\n`;
}

/** A recipe of whatever kind out of its text; `recipe-invalid` {problems} in words. */
export function parseBy<T>(schema: ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new Failure('recipe-invalid', { problems: `this is not JSON: ${String(thrown)}` });
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'the recipe'}: ${message}`,
  );
  throw new Failure('recipe-invalid', { problems: problems.slice(0, 10).join('; ') });
}
