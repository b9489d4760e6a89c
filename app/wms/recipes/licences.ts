/**
 * How numbers and states are recognised in the answer of `GET settings/license`, whose keys the vendor has not published.
 * All words are compared squeezed (lower case, letters and digits only). Edit this table when a real answer is known;
 * nothing else has to change. What no word fits is left out and shows in the answer's shape.
 */
export interface LicenceRecipe {
  /** Keys of numbers bought and in use. Plain English for the thing; on a practice PBX `bought`, `total` and `used` are met. */
  bought: readonly string[];
  used: readonly string[];
  /** Words around those, taken off before comparing: `boughtLicenses` is `bought`. */
  around: readonly string[];
  /** Keys whose value names the licence type of the numbers beside it. Our own choice. */
  typeKeys: readonly string[];
  /** Keys in a map of types that are sums and no type. */
  sums: readonly string[];
  /**
   * Keys of "activated or not", each with the values that mean yes and no beside the usual ones. Vague ones may be said of
   * anything, so they count only at the top of the answer and right under the keys of `activatedUnder`.
   */
  activated: readonly { key: string; yes: readonly string[]; no: readonly string[]; vague?: true }[];
  /** Our own choice; on a practice PBX `subscription` is met. */
  activatedUnder: readonly string[];
  /** Values that mean yes and no under any of those keys. */
  yes: readonly string[];
  no: readonly string[];
  /** Keys of the software serial (the guide calls it SW Serial). */
  swSerial: readonly string[];
  /** Keys of the PBX's name in the portal, beside the SW serial. */
  name: readonly string[];
}

export const licenceRecipe: LicenceRecipe = {
  bought: ['bought', 'purchased', 'total', 'max', 'limit', 'quantity', 'allowed', 'ordered'],
  used: ['used', 'inuse', 'assigned', 'usage', 'taken', 'consumed'],
  around: ['licences', 'licenses', 'licence', 'license', 'count', 'number', 'num'],
  typeKeys: [
    'licensetype',
    'licencetype',
    'type',
    'code',
    'product',
    'plan',
    'license',
    'licence',
    'name',
    'label',
  ],
  sums: ['total', 'sum', 'all', 'count', 'users'],
  activated: [
    { key: 'activated', yes: [], no: [] },
    { key: 'isactivated', yes: [], no: [] },
    { key: 'active', yes: [], no: [], vague: true },
    { key: 'isactive', yes: [], no: [], vague: true },
    { key: 'activation', yes: [], no: [], vague: true },
    { key: 'activationstatus', yes: [], no: [] },
    // The page's field is called "User Mode" (the guide); a practice PBX says `mode: "user"` once it is activated.
    { key: 'mode', yes: ['user', 'usermode'], no: [''], vague: true },
    { key: 'usermode', yes: [], no: [], vague: true },
  ],
  activatedUnder: [
    'license',
    'licence',
    'licenses',
    'licences',
    'subscription',
    'activation',
    'status',
    'pbx',
    'data',
    'info',
  ],
  yes: ['true', '1', 'yes', 'on', 'activated', 'active', 'valid'],
  no: ['false', '0', 'no', 'off', 'notactivated', 'inactive', 'deactivated', 'none', 'invalid'],
  swSerial: ['swserial', 'softwareserial', 'swserialnumber', 'softwareserialnumber'],
  // Our own choice; on a practice PBX `domain` and `pbxName` are met.
  name: ['pbxname', 'domain', 'domainname'],
};
