import Papa from 'papaparse';
import { readTypes } from '../../app/domain/licensing/csv/read';
import { writeTypes } from '../../app/domain/licensing/csv/write';
import type { LicensedUser } from '../../app/domain/licensing/known-user';
import { measure, type Bench } from './measured';

const count = 10_000;

function userAt(place: number): LicensedUser {
  return {
    id: `id${String(place)}`,
    extension: String(10_000 + place),
    login: `login${String(place)}`,
    email: `user${String(place)}@example.test`,
    name: `User, ${String(place)}`,
    role: 'user',
    group: 'Default',
    department: 'Sales',
    licenceType: 'premium',
  };
}

function microseconds(act: () => unknown): number {
  const start = performance.now();
  act();
  return (performance.now() - start) * 1_000;
}

/** A file of 10,000 lines read, checked and found its users, against the bare parse by the library used. */
export const csv: Bench = (runs) => {
  const users = Array.from({ length: count }, (_, place) => userAt(place));
  const text = writeTypes(users, new Map(), { language: 'en', separator: ',' });
  const bytes = new TextEncoder().encode(text);
  const read = (): unknown => readTypes(bytes, users, ['premium']);
  const bare = (): unknown => Papa.parse(text, { delimiter: ',', newline: '\r\n' });
  // Both are compiled while they run, so the first rounds of each are slow.
  for (let round = 0; round < 5; round++) {
    bare();
    read();
  }
  const pairs = Array.from(
    { length: Math.max(runs, 15) },
    () => [microseconds(read), microseconds(bare)] as const,
  );
  return Promise.resolve([measure('csv-10000', 'µs', pairs, 2)]);
};
