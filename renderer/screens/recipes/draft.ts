import type { OrderPart, OrderRecipe } from '../../../app/domain/licensing/orders/order-recipe';
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

/** The same of an order recipe. */
export function orderIn(text: string): OrderRecipe | null {
  try {
    const value = JSON.parse(text) as Partial<OrderRecipe> | null;
    const whole = Array.isArray(value?.parts) && value.parts.every(({ fields }) => Array.isArray(fields));
    return whole ? (value as OrderRecipe) : null;
  } catch {
    return null;
  }
}

/** The text with another label of a field. */
export function withLabel(text: string, partAt: number, fieldAt: number, label: string): string {
  const recipe = orderIn(text);
  if (!recipe) return text;
  const fields = (part: OrderPart): OrderPart['fields'] =>
    part.fields.map((field, i) => (i === fieldAt ? { ...field, label } : field));
  const parts = recipe.parts.map((part, i) => (i === partAt ? { ...part, fields: fields(part) } : part));
  return `${JSON.stringify({ ...recipe, parts }, null, 2)}\n`;
}

/** Words of an act that stand for one thing of the page. */
export interface WordGroup {
  /** What they are: the thing itself, an entry to choose, the way to a list's next page, or a column by its name. */
  what: 'thing' | 'option' | 'next' | { column: string };
  words: readonly ScreenWord[];
  /** The act with other words in their place. */
  with: (words: ScreenWord[]) => PageAct;
}

/** All words of an act that can be changed; what the step puts there by itself is none. */
export function wordGroups(act: PageAct): WordGroup[] {
  switch (act.act) {
    case 'click':
      return [{ what: 'thing', words: act.names, with: (names) => ({ ...act, names }) }];
    case 'waitFor':
      return [{ what: 'thing', words: act.texts, with: (texts) => ({ ...act, texts }) }];
    case 'fill':
    case 'read':
      return [{ what: 'thing', words: act.labels, with: (labels) => ({ ...act, labels }) }];
    case 'choose':
      return [
        { what: 'thing', words: act.labels, with: (labels) => ({ ...act, labels }) },
        ...('input' in act.options
          ? []
          : [
              {
                what: 'option' as const,
                words: act.options,
                with: (options: ScreenWord[]) => ({ ...act, options }),
              },
            ]),
      ];
    case 'tick':
      return [
        ...('input' in act.rows
          ? []
          : [{ what: 'thing' as const, words: act.rows, with: (rows: ScreenWord[]) => ({ ...act, rows }) }]),
        ...(act.next
          ? [{ what: 'next' as const, words: act.next, with: (next: ScreenWord[]) => ({ ...act, next }) }]
          : []),
      ];
    case 'readTable':
      return act.columns.map(({ name, labels: words }, place) => ({
        what: { column: name },
        words,
        with: (labels) => ({
          ...act,
          columns: act.columns.map((column, i) => (i === place ? { ...column, labels } : column)),
        }),
      }));
  }
}

/** The text with another act at that place. */
export function withAct(text: string, place: number, act: PageAct): string {
  const recipe = recipeIn(text);
  if (!recipe) return text;
  const acts = recipe.acts.map((one, i) => (i === place ? act : one));
  return `${JSON.stringify({ ...recipe, acts }, null, 2)}\n`;
}
