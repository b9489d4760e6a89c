import { isInaccessible, queryAllByLabelText, queryAllByRole, queryAllByText } from '@testing-library/dom';
import type { PageThing, Seen } from '../procedure/ports';
import {
  findRows,
  findTable,
  holdsRows,
  readTableOf,
  rowsToLight,
  tableToLight,
  tickRowsOf,
} from './page-rows';
import { anyOf, oneLine } from './page-words';

/**
 * Runs in the isolated world of a PBX's page: the page's own scripts neither see it nor can change what it uses. Finds
 * things by role, label and text with a known library's queries, and acts on them. Nothing but what `PagePort` promises
 * goes back, and never a value of a field, except by `read` and `readTable`.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const pressRoles = ['link', 'button', 'menuitem', 'tab', 'treeitem'] as const;

/** What can be seen, each once; of two inside one another the inner: that is what a click lands on. */
function distinct<E extends HTMLElement>(elements: readonly E[]): E[] {
  const seen = [...new Set(elements)].filter((one) => !isInaccessible(one));
  return seen.filter((one) => !seen.some((other) => other !== one && one.contains(other)));
}

function elementsOf({ kind, words, roles }: PageThing): HTMLElement[] {
  const isWanted = anyOf(words);
  const { body } = document;
  if (kind === 'press')
    return distinct(
      (roles ?? pressRoles).flatMap((role) => queryAllByRole(body, role, { name: isWanted, hidden: true })),
    );
  if (kind === 'field')
    return distinct(queryAllByLabelText(body, isWanted, { selector: 'input, textarea, select' }));
  return distinct(queryAllByText(body, isWanted, { normalizer: (text) => text }));
}

function only(thing: PageThing): HTMLElement | null {
  const [element, ...more] = elementsOf(thing);
  return element && more.length === 0 ? element : null;
}

/** How the thing is called on the screen: for a field the words of its label. */
function wordsOf(element: HTMLElement): string {
  const label = (element as Partial<Field>).labels?.[0]?.textContent ?? element.getAttribute('aria-label');
  return oneLine(isField(element) ? (label ?? '') : element.textContent).slice(0, 80);
}

function isField(element: HTMLElement): element is Field {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

function find(thing: PageThing): Seen {
  if (thing.kind === 'rows') return findRows(thing);
  if (thing.kind === 'table') return findTable(thing);
  const elements = elementsOf(thing);
  const [first] = elements;
  if (!first) return { found: 0, words: null };
  return { found: elements.length === 1 ? 1 : 'many', words: wordsOf(first) || null };
}

function holds(thing: PageThing, values: readonly string[]): boolean {
  if (thing.kind === 'rows') return holdsRows(thing);
  const element = only(thing);
  if (!element || !isField(element)) return false;
  if (element instanceof HTMLSelectElement) return anyOf(values)(element.selectedOptions[0]?.text ?? '');
  return values.includes(element.value);
}

let lit: { element: HTMLElement; outline: string; offset: string }[] = [];

function light(thing: PageThing | null): void {
  for (const { element, outline, offset } of lit) {
    element.style.outline = outline;
    element.style.outlineOffset = offset;
  }
  lit = toLight(thing).map((element) => {
    const { outline, outlineOffset: offset } = element.style;
    return { element, outline, offset };
  });
  for (const { element } of lit) {
    element.style.outline = '3px solid #d9480f';
    // Rows and tables touch their neighbours.
    element.style.outlineOffset = thing?.kind === 'rows' || thing?.kind === 'table' ? '-2px' : '2px';
  }
  // jsdom has no layout.
  (lit[0]?.element as Partial<HTMLElement> | undefined)?.scrollIntoView?.({ block: 'center' });
}

function toLight(thing: PageThing | null): HTMLElement[] {
  if (thing?.kind === 'rows') return rowsToLight(thing);
  if (thing?.kind === 'table') return tableToLight(thing);
  const element = thing && only(thing);
  return element ? [element] : [];
}

function perform(thing: PageThing, values: readonly string[]): boolean {
  if (thing.kind === 'rows') return tickRowsOf(thing);
  const element = only(thing);
  if (!element) return false;
  if (thing.kind === 'press') {
    // After the answer: a page that goes away would take it along.
    setTimeout(() => {
      element.click();
    });
    return true;
  }
  if (!isField(element) || element.disabled) return false;
  element.focus();
  if (element instanceof HTMLSelectElement) {
    const isWanted = anyOf(values);
    const options = [...element.options].filter(({ text }) => isWanted(text));
    if (options.length !== 1 || !options[0]) return false;
    options[0].selected = true;
  } else {
    // In this world the setter is the browser's own, whatever the page's scripts have put over it in theirs.
    element.value = values[0] ?? '';
  }
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

/** The text beside a label: the rest of its table row, the description of its term, or what its field holds. */
function read(thing: PageThing): string {
  const label = only(thing);
  if (!label) return '';
  const field = label instanceof HTMLLabelElement ? label.control : null;
  if (field && isField(field)) return field.value.trim();
  const row = label.closest('tr');
  const beside = row ? [...row.cells].filter((cell) => !cell.contains(label)) : [label.nextElementSibling];
  return beside
    .map((one) => oneLine(one?.textContent ?? ''))
    .filter((text) => text !== '')
    .join(' ')
    .slice(0, 200);
}

function says(): string {
  const told = [...document.querySelectorAll<HTMLElement>('[role=alert], [role=status]')];
  return told
    .filter((one) => !isInaccessible(one))
    .map((one) => oneLine(one.textContent))
    .join(' ')
    .slice(0, 300);
}

export const pageHands = { find, holds, light, perform, read, readTable: readTableOf, says };
export type PageHands = typeof pageHands;

Object.assign(globalThis, { pageHands });
