/**
 * The routes of the PBX's own API that are publicly known and that the wizard uses (method and path from public clients
 * and the vendor's pages; letter case and trailing slash seem not to matter). The inner keys of most answers are not
 * published.
 */
export const routes = {
  ping: '/api/v1/PBX/ping/',
  version: '/api/v1/PBX/version/',
  login: '/api/v1/personal/login',
  personalInfo: '/api/v1/personal/info',
  /** Admin view of the users, and the view every user has. */
  users: '/api/v1/PBX/Colleagues/',
  usersPlain: '/api/v1/Colleagues/',
  licence: '/api/v1/PBX/settings/license',
  upgrade: '/api/v1/PBX/Upgrade',
  upgradeCheck: '/api/v1/PBX/Upgrade/Check',
  upgradeSettings: '/api/v1/PBX/Upgrade/Settings',
  reboot: '/api/v1/PBX/System/Reboot',
  simpleToken: '/api/v1/pbx/applications/simpletoken/',
  backups: '/api/v1/pbx/settings/backups',
  sipRegistrations: '/api/v1/PBX/Users/Sip/Registrations',
  network: '/api/v1/network/pbxes',
  /** The PBX's own reference, for admins who signed in. */
  doc: '/api/v1/doc/',
} as const;
