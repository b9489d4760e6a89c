import type { Numbers } from '../presets/preset';
import type { State } from '../state';
import { CLOUD } from './books';
import { readKey } from './keys';

/** Why a key does not activate a PBX. */
export type RefusedKey = 'malformed' | 'unknown' | 'of-another' | 'cloud' | 'nothing-bought';

/** A key that fits, or why it does not. */
export type Redeemed =
  { ok: true; pbxId: string; name: string; swSerial: string } | { ok: false; why: RefusedKey };

/** The portal as a PBX sees it. One portal may serve several PBXs: it is asked with a serial. */
export interface LicenceOffice {
  /** Whether the key would activate the PBX of this serial. Changes nothing. */
  redeem(key: string, serial: string): Redeemed;
  /** Binds the portal's record to the PBX: its key fits no other from now on. Call inside a change. */
  bind(pbxId: string, serial: string): void;
  /** Numbers bought, by wire value. */
  numbers(pbxId: string): Numbers;
  /** The billing period. */
  period(pbxId: string): string;
}

/**
 * The office of the portal whose books are in this state. `replaced`: the serial of a PBX whose place another one may take, with the
 * key of the same record (vendor's guide: by its SW serial a replacement is activated). How the vendor's portal lets it and refuses
 * others is not published; here nothing has to be done in it before.
 */
export function licenceOffice(state: State, replaced: string | null = null): LicenceOffice {
  const byId = (id: string): State['portal']['pbxs'][number] | undefined =>
    state.portal.pbxs.find((pbx) => pbx.id === id);
  return {
    redeem: (pasted, serial) => redeem(state, pasted, [serial, ...(replaced === null ? [] : [replaced])]),
    bind: (pbxId, serial) => {
      const pbx = byId(pbxId);
      if (pbx) pbx.activatedBy = serial;
    },
    numbers: (pbxId) => ({ ...byId(pbxId)?.numbers }),
    period: (pbxId) => byId(pbxId)?.period ?? '',
  };
}

/** `holders`: serials of PBXs that may hold the record already. */
function redeem(state: State, pasted: string, holders: readonly string[]): Redeemed {
  const key = readKey(pasted);
  if (key === undefined) return { ok: false, why: 'malformed' };
  const pbx = state.portal.pbxs.find((candidate) => candidate.key === key);
  if (!pbx) return { ok: false, why: 'unknown' };
  if (pbx.activatedBy !== '' && !holders.includes(pbx.activatedBy)) return { ok: false, why: 'of-another' };
  if (pbx.model === CLOUD) return { ok: false, why: 'cloud' };
  if (!Object.values(pbx.numbers).some((number) => number > 0)) return { ok: false, why: 'nothing-bought' };
  return { ok: true, pbxId: pbx.id, name: pbx.name, swSerial: pbx.swSerial };
}
