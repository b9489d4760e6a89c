import type { PbxUser } from './pbx';

/** What the wizard knows a user by: none of it may move when a licence type is written. */
const known = [
  'name',
  'extension',
  'login',
  'email',
  'role',
  'group',
  'department',
] as const satisfies (keyof PbxUser)[];

/**
 * A field of a user that a write of the licence type changed beside it, or null. A write sends the whole record, so the
 * PBX may lose what it was sent: a value that was there and is gone counts whatever the field is. Another value in a field
 * that nobody has published counts not, since a PBX may keep things there that follow from the type.
 */
export function changedBeside(before: PbxUser, after: PbxUser): string | null {
  const moved = known.find((field) => before[field] !== after[field]);
  if (moved !== undefined) return moved;
  const lost = Object.entries(before.raw).find(
    ([field, value]) => field !== 'licenseType' && isSaid(value) && !isSaid(after.raw[field]),
  );
  return lost?.[0] ?? null;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
