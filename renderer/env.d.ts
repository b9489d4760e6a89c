import type { Bridge } from '../app/contract/client';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly wizard: Bridge;
  }
}
