import type { PbxPort, PbxSession } from '../procedure/ports';
import { apiOf } from './api';
import type { Authorisation } from './authorisation';
import { capabilities } from './calls/capabilities';
import { apiDoc, cappedForDoc } from './calls/api-doc';
import { identity } from './calls/identity';
import { licences } from './calls/licences';
import { networkMembers } from './calls/network';
import { registrations } from './calls/registrations';
import { deleteTokens, makeToken } from './calls/tokens';
import { backup, reboot, setRepository, startUpgrade, upgradeOffer, upgradeStatus } from './calls/upgrade';
import { setLicenceType, setPassword, user, users } from './calls/users';
import { PinnedAgent } from './connection/pin';
import type { Line } from './connection/request';
import { find } from './find';
import { look } from './look';
import { preflight, reach } from './preflight';
import { settingsOf, type PbxOptions } from './settings';
import { signIn } from './sign-in';

/** The PBX over HTTPS. */
export function createPbxPort(options: PbxOptions = {}): PbxPort {
  const settings = settingsOf(options);
  return {
    look: (address, signal) => look(address, settings, signal),
    preflight: (address, signal) => preflight(address, settings, signal),
    reach: (host, signal) => reach(host, settings, signal),
    find: (addresses, signal, onProgress) => find(addresses, settings, signal, onProgress),
    signIn: async (target, offers, signal) => {
      const line: Line = { agent: new PinnedAgent(target, settings), settings };
      return sessionOf(line, await signIn(line, offers, signal));
    },
  };
}

function sessionOf(line: Line, who: Authorisation): PbxSession {
  const api = apiOf(line, who);
  const { limits } = line.settings;
  return {
    way: who.way,
    capabilities: (signal) => capabilities(api, signal),
    identity: (signal) => identity(api, signal),
    users: (signal, onPage) => users(api, limits.pageSize, signal, onPage),
    user: (id, signal) => user(api, id, signal),
    registrations: (signal) => registrations(api, signal),
    networkMembers: (signal) => networkMembers(api, signal),
    setLicenceType: (one, type, signal) => setLicenceType(api, one, type, signal),
    setPassword: (id, password, signal) => setPassword(api, id, password, signal),
    licences: (signal) => licences(api, signal),
    upgradeOffer: (signal) => upgradeOffer(api, limits, signal),
    setRepository: (name, signal) => setRepository(api, name, signal),
    startUpgrade: (version, signal) => startUpgrade(api, version, signal),
    upgradeStatus: (signal) => upgradeStatus(api, signal),
    reboot: (signal) => reboot(api, signal),
    backup: (signal) => backup(api, signal),
    makeToken: (name, expires, signal) => makeToken(api, name, expires, signal),
    deleteTokens: (name, signal) => deleteTokens(api, name, signal),
    apiDoc: (signal) => apiDoc(apiOf(cappedForDoc(line), who), signal),
  };
}
