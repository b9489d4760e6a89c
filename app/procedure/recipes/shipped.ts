import type { PageRecipe } from '../../domain/recipe';
import { activatePage } from './activate';
import { licenceNumbersPage, licenceTypePage } from './licences';
import { setPasswordsPage } from './set-passwords';
import { signInPage } from './sign-in';
import { openUpgradePage, performUpgradePage } from './upgrade';

/** The page recipes that come with the app, in the order of a job. An installer's own of the same id goes before. */
export const shippedRecipes: readonly PageRecipe[] = [
  signInPage,
  setPasswordsPage,
  openUpgradePage,
  performUpgradePage,
  activatePage,
  licenceTypePage,
  licenceNumbersPage,
];
