import { PageRecipe } from '../domain/recipe';
import type { RecipesPort } from '../procedure/ports';
import { shippedRecipes } from '../procedure/recipes/shipped';
import { Book } from './book';

/** The page recipes of this computer, in `<data>/recipes/`. */
export class RecipeBook extends Book<PageRecipe> implements RecipesPort {
  constructor(folder: string, shipped: readonly PageRecipe[] = shippedRecipes) {
    super(folder, PageRecipe, shipped);
  }
}
