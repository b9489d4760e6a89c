import type { SshPort } from '../procedure/ports';
import { limitsOf, type SshOptions } from './settings';

/** The PBX over SSH. The library is loaded when it is first needed, which on most jobs is never. */
export function createSshPort(options: SshOptions = {}): SshPort {
  const limits = limitsOf(options);
  return {
    hostKey: async (target, signal) => (await import('./session')).lookAtHostKey(target, limits, signal),
    signIn: async (target, login, signal) =>
      (await import('./session')).signIn(target, login, limits, signal),
  };
}
