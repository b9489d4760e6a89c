import type { JournalEvent } from '../domain/journal-event';

/** An event that can be told from every other by its number. */
export function numbered(number: number): JournalEvent {
  return { type: 'input', step: 'prepare', field: 'customer', value: `Müller & Söhne "№ ${String(number)}"` };
}
