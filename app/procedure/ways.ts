import type { WayOption } from '../domain/job';

/** A step that only a person can do, with the reason's text code. */
export function guidedBecause(code: string): WayOption[] {
  return [
    { way: 'automatic', possible: false, reason: { code } },
    { way: 'guided', possible: true, reason: { code } },
  ];
}

/** A step with a known route on this PBX. */
export const automaticByRoute: WayOption[] = [
  { way: 'automatic', possible: true, reason: { code: 'way.route-works' } },
];
