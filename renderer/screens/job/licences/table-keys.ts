import { useEffect, type KeyboardEvent } from 'react';

interface Around {
  current: number;
  last: number;
  /** Rows that a page has. */
  page: number;
}

/** The row a key leads to from the check box of another; null: the key is none of the table's. */
export function rowKey(event: KeyboardEvent, around: Around): number | null {
  const { target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return null;
  const row = target.closest('tr');
  if (target instanceof HTMLSelectElement) {
    // Back to the row from its type, where no list is open.
    if (event.key === 'Escape') row?.querySelector('input')?.focus();
    return null;
  }
  if (event.key === 'Enter' && target instanceof HTMLInputElement) {
    openChoice(row?.querySelector('select'));
    event.preventDefault();
    return null;
  }
  return target instanceof HTMLInputElement ? moved(event.key, around) : null;
}

/** Opens the list of types of a row; where the browser will not, the keyboard at least stands on it. */
function openChoice(choice: HTMLSelectElement | null | undefined): void {
  choice?.focus();
  try {
    choice?.showPicker();
  } catch {
    // Arrow keys and first letters work on the closed list as well.
  }
}

function moved(key: string, { current, last, page }: Around): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, current + 1);
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'PageDown':
      return Math.min(last, current + page);
    case 'PageUp':
      return Math.max(0, current - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

interface ScreenKeys {
  undo: () => void;
  redo: () => void;
  difference: () => void;
}

/** Keys that hold on the whole screen of the step: not in a dialog, and not where text is typed, which has its own undo. */
export function useScreenKeys(keys: ScreenKeys, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    function onKey(event: globalThis.KeyboardEvent): void {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const act = keyAct(event, keys);
      if (!act) return;
      event.preventDefault();
      act();
    }
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
}

function keyAct(event: globalThis.KeyboardEvent, keys: ScreenKeys): (() => void) | null {
  const key = event.key.toLowerCase();
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return !control && event.code === 'KeyD' ? keys.difference : null;
  if (!control) return null;
  if (key === 'z') return event.shiftKey ? keys.redo : keys.undo;
  return key === 'y' && !event.shiftKey ? keys.redo : null;
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'file', 'button'].includes(target.type);
}
