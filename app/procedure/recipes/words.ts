import type { ScreenWord } from '../../domain/recipe';

/** A word of the vendor's guide, as it stands there. */
export function told(text: string, lang = 'en'): ScreenWord {
  return { text, lang, published: true };
}

/** A word the vendor has not published: our own choice of what a page may say. */
export function guessed(text: string, lang: string): ScreenWord {
  return { text, lang, published: false };
}
