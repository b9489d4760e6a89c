/** How words of a recipe and of a page are held against each other. Part of what runs in the page, see page-script.ts. */

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Blanks, case, and the marks that forms put behind a label do not count. */
function plain(text: string): string {
  return oneLine(text)
    .replace(/[\s:*]+$/, '')
    .toLowerCase();
}

export function anyOf(words: readonly string[]): (text: string) => boolean {
  const wanted = new Set(words.map(plain));
  return (text) => wanted.has(plain(text));
}
