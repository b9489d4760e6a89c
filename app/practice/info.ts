import { fingerprint } from './certificate';
import { commandFor } from './move/script-words';
import type { Machine } from './presets/preset';
import { hostKeyFingerprint } from './ssh/host-key';
import { cloudOf, oldOf, type World } from './world';

/** A PBX's HTTPS: where it is and how to get in. */
export interface PbxInfo {
  url: string;
  host: string;
  port: number;
  /** SHA-256 of the certificate, as Node's `fingerprint256`. */
  fingerprint256: string;
  serial: string;
  version: string;
  /** First credentials: those of the image, also after they were changed. */
  login: string;
  password: string;
}

/** Its SSH. `fingerprint` as a client shows it; `users` are passwords by name. */
export interface SshInfo {
  host: string;
  port: number;
  fingerprint: string;
  users: Record<string, string>;
}

/** A second PBX. */
export interface BesideInfo {
  preset: string;
  pbx: PbxInfo;
  ssh: SshInfo | null;
}

/** Where everything is and how to get in: what the command prints as one line of JSON. */
export interface PracticeInfo {
  preset: string;
  pbx: PbxInfo;
  /** Null where this PBX has no SSH. */
  ssh: SshInfo | null;
  /** The new cloud PBX to move it to; its SSH is closed until it is opened in the portal. Null where there is none. */
  cloud: BesideInfo | null;
  /** The PBX that it takes the place of. Null where there is none. */
  old: BesideInfo | null;
  /** The clients of its WMS network. */
  members: PbxInfo[];
  /** How it is moved there: the practice script's line, and what it moves. Null where there is no cloud PBX. */
  move: { command: string; database: Machine['database'] } | null;
  portal: { url: string; fingerprint256: string; login: string; password: string };
  control: { url: string; token: string };
  state: string;
}

/** All of it, as it is now. */
export function describe(world: World, directory: string, token: string): PracticeInfo {
  const { preset, store, members } = world;
  const [cloud, old] = [cloudOf(world), oldOf(world)];
  const { host, ports, certificates, portal } = store.state;
  return {
    preset: preset.name,
    pbx: pbxInfo(world),
    ssh: sshInfo(world),
    cloud: cloud && besideInfo(cloud),
    old: old && besideInfo(old),
    move: cloud && { command: commandFor(cloud.store.state), database: preset.machine.database },
    members: members.map(pbxInfo),
    portal: {
      url: urlOf(host, ports.portal),
      fingerprint256: fingerprint(certificates.portal),
      login: portal.login,
      password: portal.password,
    },
    control: { url: `http://127.0.0.1:${ports.control}`, token },
    state: directory,
  };
}

function besideInfo(world: World): BesideInfo {
  return { preset: world.preset.name, pbx: pbxInfo(world), ssh: sshInfo(world) };
}

function pbxInfo({ preset, store }: World): PbxInfo {
  const { host, ports, certificates, serial, version } = store.state;
  return {
    url: urlOf(host, ports.pbx),
    host,
    port: ports.pbx,
    fingerprint256: fingerprint(certificates.pbx),
    serial,
    version,
    ...preset.firstLogin,
  };
}

function sshInfo({ preset, store }: World): SshInfo | null {
  const { host, ports, ssh } = store.state;
  if (!preset.ssh || !ssh) return null;
  return { host, port: ports.ssh, fingerprint: hostKeyFingerprint(ssh.hostKey), users: preset.ssh.users };
}

function urlOf(host: string, port: number): string {
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
