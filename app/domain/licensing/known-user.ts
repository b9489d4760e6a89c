import type { PbxUser } from '../pbx';
import type { NeedId } from './needs';

/** What a suggestion may look at of a user as the PBX lists it. */
export type LicensedUser = Pick<
  PbxUser,
  'id' | 'name' | 'extension' | 'login' | 'email' | 'role' | 'group' | 'department' | 'licenceType'
>;

/** A need that was read or told, and where from: `feature`, `right`, `installer`. */
export interface KnownNeed {
  need: NeedId;
  from: 'feature' | 'right' | 'group' | 'installer';
  /** The feature, right or group by its own name, shown beside the reason. */
  name?: string;
}

/** All that is known of one user. What is absent is not known, which is not the same as empty. */
export interface KnownUser {
  user: LicensedUser;
  /** Names of the devices and apps registered by SIP just now; absent: not read. */
  registered?: readonly string[];
  needs?: readonly KnownNeed[];
  /** Everything this user uses is in `needs`: somebody said so, or a route told all features. */
  needsComplete?: boolean;
}
