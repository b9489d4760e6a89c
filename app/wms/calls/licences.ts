import { findLicenceType } from '../../domain/licensing/types';
import type { LicenceAnswer, LicenceCount } from '../../domain/pbx';
import { shapeOf } from '../answer/shape';
import { asCount, asText, isMap, lastKey, leavesOf, squeeze, type Json, type Leaf } from '../answer/values';
import type { Api } from '../api';
import { licenceRecipe, type LicenceRecipe } from '../recipes/licences';
import { routes } from '../routes';

export async function licences(api: Api, signal: AbortSignal): Promise<LicenceAnswer> {
  return understandLicences(await api.get(routes.licence, signal));
}

/**
 * What the recipe recognises of an answer of unknown shape: numbers by wire value, label or order code, in maps or lists,
 * at any depth. Nothing recognised gives no counts and "not told", never a guess.
 */
export function understandLicences(answer: unknown, recipe: LicenceRecipe = licenceRecipe): LicenceAnswer {
  const leaves = leavesOf(answer);
  return {
    counts: new Counts(recipe).read(answer),
    activated: activatedIn(answer, recipe),
    swSerial: textUnder(recipe.swSerial, leaves),
    name: textUnder(recipe.name, leaves),
    shape: shapeOf(answer),
  };
}

/** A map of the answer, and the keys that lead to it; the place in a list has an empty one. */
interface Place {
  map: Json;
  path: readonly string[];
}

function placesOf(value: unknown, path: readonly string[] = []): Place[] {
  if (path.length > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((item) => placesOf(item, [...path, '']));
  if (!isMap(value)) return [];
  const below = Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]));
  return [{ map: value, path }, ...below];
}

/** What is said of the PBX, not of one licence type or of some other part that can be active too. */
function activatedIn(answer: unknown, recipe: LicenceRecipe): boolean | null {
  const places = placesOf(answer).filter((place) => !isOfOneType(place, recipe));
  for (const { key, yes, no, vague } of recipe.activated) {
    for (const place of vague ? places.filter((one) => isNearTop(one, recipe)) : places) {
      for (const [name, value] of Object.entries(place.map)) {
        if (squeeze(name) !== key || !isPlain(value)) continue;
        const said = squeeze(String(value));
        if ([...recipe.yes, ...yes].includes(said)) return true;
        if ([...recipe.no, ...no].includes(said)) return false;
      }
    }
  }
  return null;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isOfOneType({ map, path }: Place, { typeKeys }: LicenceRecipe): boolean {
  if (path.some((key) => findLicenceType(key) !== undefined)) return true;
  return Object.entries(map).some(
    ([key, value]) => typeKeys.includes(squeeze(key)) && findLicenceType(asText(value)) !== undefined,
  );
}

/** At the top or right under a key of the recipe, in no list, and without licence types beside it. */
function isNearTop({ map, path }: Place, { activatedUnder }: LicenceRecipe): boolean {
  const [above, ...more] = path;
  if (more.length > 0 || (above !== undefined && !activatedUnder.includes(squeeze(above)))) return false;
  return !Object.keys(map).some((key) => findLicenceType(key) !== undefined);
}

function textUnder(keys: readonly string[], leaves: readonly Leaf[]): string | null {
  const found = leaves.find((leaf) => keys.includes(lastKey(leaf)) && asText(leaf.value) !== '');
  return found ? asText(found.value) : null;
}

type Side = 'bought' | 'used';
interface Around {
  side: Side | null;
  type: string | null;
}

const deepest = 10;

/** Walks an answer and collects what it is sure of. A number said twice keeps its first value. */
class Counts {
  readonly #recipe: LicenceRecipe;
  readonly #found = new Map<string, LicenceCount>();

  constructor(recipe: LicenceRecipe) {
    this.#recipe = recipe;
  }

  read(answer: unknown): LicenceCount[] {
    this.#walk(answer, { side: null, type: null }, 0);
    return [...this.#found.values()];
  }

  #walk(value: unknown, around: Around, depth: number): void {
    if (depth > deepest) return;
    if (Array.isArray(value)) for (const item of value) this.#walk(item, around, depth + 1);
    if (isMap(value)) this.#walkMap(value, around, depth);
  }

  #walkMap(map: Json, around: Around, depth: number): void {
    const named = around.type ?? this.#typeNamedIn(map);
    const typesAsKeys = Object.keys(map).some((key) => findLicenceType(key));
    for (const [key, value] of Object.entries(map)) {
      const here = this.#meaning(key, { ...around, type: named }, typesAsKeys);
      const count = asCount(value);
      if (count !== null && here.side !== null && here.type !== null) this.#note(here.type, here.side, count);
      else this.#walk(value, here, depth + 1);
    }
  }

  /** What a key adds to what is known: a side, a type, or both at once (`basicUsed`). */
  #meaning(key: string, around: Around, typesAsKeys: boolean): Around {
    const plain = squeeze(key);
    const type = findLicenceType(key)?.wire;
    if (type !== undefined) return { ...around, type };
    if (typesAsKeys && !this.#recipe.sums.includes(plain)) {
      // A key among types is a type we do not know, unless it is a side or a type and a side.
      return this.#sideOf(plain) === null ? (this.#compound(plain) ?? { ...around, type: key }) : around;
    }
    const side = this.#sideOf(plain);
    if (side !== null) return { ...around, side };
    return this.#compound(plain) ?? around;
  }

  #sideOf(plain: string): Side | null {
    const word = this.#bare(plain);
    if (this.#recipe.bought.includes(word)) return 'bought';
    return this.#recipe.used.includes(word) ? 'used' : null;
  }

  #bare(plain: string): string {
    const extra = this.#recipe.around.find(
      (word) => plain !== word && (plain.startsWith(word) || plain.endsWith(word)),
    );
    if (extra === undefined) return plain;
    return plain.startsWith(extra) ? plain.slice(extra.length) : plain.slice(0, -extra.length);
  }

  #compound(plain: string): Around | null {
    const sides = [
      ...this.#recipe.bought.map((word) => ({ word, side: 'bought' as const })),
      ...this.#recipe.used.map((word) => ({ word, side: 'used' as const })),
    ];
    for (const { word, side } of sides) {
      const rest = plain.startsWith(word)
        ? plain.slice(word.length)
        : plain.endsWith(word)
          ? plain.slice(0, -word.length)
          : '';
      const type = findLicenceType(rest)?.wire ?? findLicenceType(this.#bare(rest))?.wire;
      if (type !== undefined) return { side, type };
    }
    return null;
  }

  /** `{type: "basic", bought: 3}`: a known type under any such key, or an unknown one where a number stands beside it. */
  #typeNamedIn(map: Json): string | null {
    const byKey = new Map(Object.entries(map).map(([key, value]) => [squeeze(key), asText(value)]));
    const names = this.#recipe.typeKeys.map((key) => byKey.get(key) ?? '').filter((name) => name !== '');
    const known = names.map(findLicenceType).find(Boolean);
    if (known) return known.wire;
    const hasNumbers = Object.entries(map).some(
      ([key, value]) => asCount(value) !== null && this.#sideOf(squeeze(key)) !== null,
    );
    return hasNumbers ? (names[0] ?? null) : null;
  }

  #note(type: string, side: Side, count: number): void {
    const so = this.#found.get(type) ?? { type, bought: null, used: null };
    if (so[side] === null) this.#found.set(type, { ...so, [side]: count });
  }
}
