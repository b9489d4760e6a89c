/**
 * The little of jsdom that the tests of the pages need; it brings no types. Not its vitest environment: that
 * replaces globals which the certificate maker needs as Node has them.
 */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string);
    readonly window: { readonly document: Document };
  }
}
