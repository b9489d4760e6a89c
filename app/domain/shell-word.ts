/** A text as one word for a POSIX shell, whatever stands in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A text as one word for PowerShell, whatever stands in it: nothing is expanded in single quotes, and a quote is written twice.
 * PowerShell takes the typographic single quotes for quotes too (its language reference, "about_Quoting_Rules"; the tokenizer's
 * IsSingleQuote), so they are written twice as well.
 */
export function powerShellWord(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
