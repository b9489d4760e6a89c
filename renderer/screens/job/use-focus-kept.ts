import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * A field that is disabled loses the focus, and with it a keyboard user loses the place. This gives it back to the same
 * field when the fieldset is unlocked again, unless the focus went elsewhere meanwhile.
 */
export function useFocusKept(locked: boolean): RefObject<HTMLFieldSetElement | null> {
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = fieldset.current;
    if (!element) return;
    const remember = ({ target }: FocusEvent): void => {
      last.current = target instanceof HTMLElement ? target : null;
    };
    const forget = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null) last.current = null;
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
    };
  }, []);
  useEffect(() => {
    if (locked || document.activeElement !== document.body) return;
    if (last.current?.isConnected) last.current.focus({ preventScroll: true });
  }, [locked]);
  return fieldset;
}
