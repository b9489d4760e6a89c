/** What asks for the user's own password, in the languages of the vendor's guide; `pass` is in most of the words. */
const password = /pass|kennwort|contraseña|clave|mot de passe|parola|wachtwoord/i;

/** What asks for something else, though it may call it a password. */
const other = /one.?time|otp|verif|code|token|einmal|second factor|new|neu|nuev|nouv|nuov|nieuw/i;

/** Whether a prompt asks for the password of the user who signs in, and for nothing else. */
export function asksForPassword(text: string): boolean {
  return password.test(text) && !other.test(text);
}

/** The prompt at the end of what a terminal shows; empty when it does not end with one. */
export function promptAtEnd(shown: string): string {
  const last = shown.slice(shown.lastIndexOf('\n') + 1);
  return /[:：?]\s*$/.test(last) ? last.trim() : '';
}
