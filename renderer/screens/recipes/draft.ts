import type { PageAct, PageRecipe, ScreenWord } from '../../../app/domain/recipe';

/** A recipe's text while it is worked on. What is no recipe at all gives null; what is wrong in it the app says on saving. */
export function recipeIn(text: string): PageRecipe | null {
  try {
    const value = JSON.parse(text) as Partial<PageRecipe> | null;
    return Array.isArray(value?.acts) && Array.isArray(value.languages) ? (value as PageRecipe) : null;
  } catch {
    return null;
  }
}

/** The words by which an act finds its thing, and the name they stand under. */
export function wordsIn(act: PageAct): { under: 'names' | 'labels' | 'texts'; words: readonly ScreenWord[] } {
  if (act.act === 'click') return { under: 'names', words: act.names };
  if (act.act === 'waitFor') return { under: 'texts', words: act.texts };
  return { under: 'labels', words: act.labels };
}

/** The text with other words for one act. */
export function withWords(text: string, place: number, words: readonly ScreenWord[]): string {
  const recipe = recipeIn(text);
  if (!recipe) return text;
  const acts = recipe.acts.map((act, i) => (i === place ? { ...act, [wordsIn(act).under]: words } : act));
  return `${JSON.stringify({ ...recipe, acts }, null, 2)}\n`;
}
