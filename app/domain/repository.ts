/** `rel40`, `rel50`, …: the number orders them (names as the vendor's start guide writes them). */
function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

/**
 * The repository to go to next on the way from one to another: the nearest later one among those the PBX names, since an
 * old major is brought to its last version before the next one (vendor's start guide: last rel40 first, then rel50). Null
 * when there is nowhere to go.
 */
export function nextRepository(
  current: string | null,
  wanted: string,
  named: readonly string[],
): string | null {
  if (current === null || wanted === '' || numberOf(wanted) <= numberOf(current)) return null;
  const onTheWay = named.filter(
    (name) => numberOf(name) > numberOf(current) && numberOf(name) <= numberOf(wanted),
  );
  const nearest = [...onTheWay, wanted].sort((a, b) => numberOf(a) - numberOf(b))[0];
  return nearest ?? null;
}

/** Those of the named repositories that are later than the one in use. */
export function laterRepositories(current: string | undefined, named: readonly string[]): string[] {
  return current === undefined ? [] : named.filter((name) => numberOf(name) > numberOf(current));
}
