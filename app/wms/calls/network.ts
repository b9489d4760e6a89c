import { parseAddress } from '../../domain/address';
import { Failure } from '../../domain/failure';
import type { NetworkRole, ToldMember } from '../../domain/network-members';
import { findVersion } from '../../domain/version';
import { shapeOf } from '../answer/shape';
import { asRecords, squeeze, type Json } from '../answer/values';
import type { Api } from '../api';
import { networkRecipe, type NetworkRecipe } from '../recipes/network';
import { routes } from '../routes';

/** The PBXs of the WMS network as this one lists them, itself included. `route-missing` where it has no such route. */
export async function networkMembers(api: Api, signal: AbortSignal): Promise<ToldMember[]> {
  const answer = await api.get(routes.network, signal);
  const records = asRecords(answer);
  if (!records) throw new Failure('unknown-answer', { route: `GET ${routes.network}` }, shapeOf(answer));
  return records.map((record) => understandMember(record));
}

/** What the recipe recognises of one of them; a record in which nothing is recognised tells that there is one. */
export function understandMember(record: Json, recipe: NetworkRecipe = networkRecipe): ToldMember {
  const values = new Map(
    Object.entries(record).flatMap(([key, value]): [string, string][] =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[squeeze(key), String(value).trim()]] : [],
    ),
  );
  const first = (keys: readonly string[], fits: (value: string) => boolean): string =>
    keys.map((key) => values.get(key) ?? '').find((value) => value !== '' && fits(value)) ?? '';
  return {
    name: first(recipe.name, () => true),
    address: first(recipe.address, (value) => parseAddress(value) !== null),
    serial: first(recipe.serial, isSerial),
    version: first(recipe.version, (value) => findVersion(value) !== null),
    role: roleIn(values, recipe),
  };
}

/** 12 hex digits, as two public sources have it of real PBXs. */
function isSerial(text: string): boolean {
  return /^[0-9a-f]{12}$/i.test(text);
}

function roleIn(values: ReadonlyMap<string, string>, recipe: NetworkRecipe): NetworkRole | null {
  for (const key of recipe.role) {
    const word = squeeze(values.get(key) ?? '');
    if (recipe.server.includes(word)) return 'server';
    if (recipe.client.includes(word)) return 'client';
  }
  for (const key of recipe.isServer) {
    const word = squeeze(values.get(key) ?? '');
    if (recipe.yes.includes(word)) return 'server';
    if (recipe.no.includes(word)) return 'client';
  }
  return null;
}
