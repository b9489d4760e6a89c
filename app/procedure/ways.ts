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

/** A step that the wizard does over SSH, or at both PBXs of a move. */
export const automaticBySsh: WayOption[] = [
  { way: 'automatic', possible: true, reason: { code: 'way.over-ssh' } },
];

/**
 * The three ways of a step that has a route on most PBXs: by the route, else by working the page, else by hand. The installer
 * can choose another.
 * @param noRoute why there is no automatic way on this PBX; null: there is one
 * @param assisted the page's way, by that reason
 */
export function threeWays(
  noRoute: string | null,
  assisted: (reason: WayOption['reason']) => WayOption,
): WayOption[] {
  const code = noRoute ?? 'way.route-works';
  return [
    { way: 'automatic', possible: noRoute === null, reason: { code } },
    assisted({ code: noRoute === null ? 'way.recipe-too' : 'way.recipe-fits' }),
    { way: 'guided', possible: true, reason: { code: 'way.by-hand' } },
  ];
}
