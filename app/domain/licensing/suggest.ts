/** A proposed licence type with the reason's text code. Never applied unseen. */
export interface Suggestion {
  type: string;
  reason: 'park-orbit-is-service' | 'fax-is-basic' | 'room-is-basic';
}

const byRole: ReadonlyMap<string, Suggestion> = new Map([
  ['park_orbit', { type: 'pbxService', reason: 'park-orbit-is-service' }],
  ['fax', { type: 'basic', reason: 'fax-is-basic' }],
  ['room', { type: 'basic', reason: 'room-is-basic' }],
]);

/**
 * What the vendor's table says without doubt from the role alone: park orbits have no registration and must be Service
 * (free); fax machines and hotel rooms are named under Basic. The role values come from public clients, so a role not
 * named here gets no suggestion. Admin is not counted and is left alone.
 */
export function suggestByRole(user: { role: string; licenceType: string | null }): Suggestion | null {
  const suggestion = byRole.get(user.role) ?? null;
  return suggestion && suggestion.type !== user.licenceType ? suggestion : null;
}
