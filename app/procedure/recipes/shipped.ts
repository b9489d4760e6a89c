import type { PageRecipe } from '../../domain/recipe';
import { activatePage } from './activate';
import { signInPage } from './sign-in';

/** The page recipes that come with the app. An installer's own of the same id goes before. */
export const shippedRecipes: readonly PageRecipe[] = [signInPage, activatePage];
