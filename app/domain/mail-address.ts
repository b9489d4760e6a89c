/** One plain address, in the few signs that need no quoting: nothing that could add a field or another receiver. */
export const mailAddress = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,189}$/;

export function isMailAddress(text: string): boolean {
  return mailAddress.test(text);
}
