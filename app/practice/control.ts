import { timingSafeEqual } from 'node:crypto';
import ssh2 from 'ssh2';
import { renewCertificate } from './birth';
import { fingerprint } from './certificate';
import { closeDoor, OPEN_MS, openDoor, openFor } from './cloud/door';
import { FAULTS, settle } from './faults';
import { sentObject, type Ask } from './http/ask';
import { json, type Reply } from './http/reply';
import { match, type Route } from './http/router';
import { showOtp } from './pbx/otp';
import { restoreBackup } from './pbx/backups';
import { isDown, reboot, switchPower } from './pbx/power';
import { upgradeView } from './pbx/upgrade';
import { addContact, addCustomer } from './portal/books';
import { orderPbx, reorderPbx, texts } from './portal/portal-api';
import type { RequestLog } from './request-log';
import { hostKeyFingerprint } from './ssh/host-key';
import type { Stranger } from './state';
import { has } from './versions';
import { cloudOf, oldOf, type World } from './world';

/** What the control API works on. */
export interface Controlled {
  world: World;
  log: RequestLog;
  token: string;
}

type Handler = (controlled: Controlled, fields: Record<string, unknown>) => Reply | Promise<Reply>;

const ROUTES: Route<Handler>[] = [
  { method: 'GET', path: '/state', handler: state },
  { method: 'GET', path: '/users', handler: users },
  { method: 'GET', path: '/log', handler: ({ log }) => json(log.list()) },
  { method: 'GET', path: '/otp', handler: otp },
  { method: 'GET', path: '/faults', handler: () => json(FAULTS) },
  { method: 'POST', path: '/fault', handler: fault },
  { method: 'POST', path: '/certificate', handler: newCertificate },
  { method: 'POST', path: '/reboot', handler: rebootNow },
  { method: 'POST', path: '/advance', handler: advance },
  { method: 'POST', path: '/speed', handler: setSpeed },
  { method: 'POST', path: '/ssh-key', handler: sshKey },
  { method: 'POST', path: '/buy', handler: buy },
  { method: 'GET', path: '/cloud/users', handler: cloudUsers },
  { method: 'POST', path: '/cloud/ssh', handler: cloudSsh },
  { method: 'GET', path: '/old/users', handler: oldUsers },
  { method: 'POST', path: '/old/power', handler: oldPower },
  { method: 'POST', path: '/restore', handler: restore },
];

/** Answers the control API: for tests and for the practice panel, by the token that was printed at the start. */
export async function answerControl(controlled: Controlled, ask: Ask): Promise<Reply> {
  if (!isToken(ask, controlled.token))
    return json({ error: 'Send the bearer token of this practice PBX.' }, 401);
  const found = match(ROUTES, ask);
  if (!found) return json({ error: 'There is no such route.' }, 404);
  const fields = sentObject(ask);
  if (!fields) return json({ error: 'The body is not an object.' }, 400);
  // An outage that is over has to be noticed here too, for nobody may have asked the PBX since.
  isDown(controlled.world);
  return found.handler(controlled, fields);
}

function isToken(ask: Ask, token: string): boolean {
  const sent = Buffer.from(ask.headers.authorization ?? '');
  const right = Buffer.from(`Bearer ${token}`);
  return sent.length === right.length && timingSafeEqual(sent, right);
}

function state({ world }: Controlled): Reply {
  const { stranger } = world.store.state;
  const [cloud, old] = [cloudOf(world), oldOf(world)];
  return json({
    ...pbxView(world),
    faults: world.faults.list(),
    insideMs: world.clock.inside(),
    strangerPasswords: stranger?.given.passwords ?? 0,
    stranger: stranger && strangerView(stranger),
    cloud: cloud && pbxView(cloud),
    old: old && pbxView(old),
    members: world.members.map(pbxView),
  });
}

function pbxView(world: World): object {
  const down = isDown(world);
  const { preset, serial, version, repository, activation, counters, certificates, ports, ssh, holds } =
    world.store.state;
  return {
    preset,
    serial,
    version,
    repository,
    down,
    upgrade: upgradeView(world),
    activated: activation !== null,
    activation,
    secondFactor: has(version, 'secondFactor'),
    fingerprint256: fingerprint(certificates.pbx),
    ssh: ssh && {
      port: ports.ssh,
      fingerprint: hostKeyFingerprint(ssh.hostKey),
      ...(world.preset.inCloud ? { open: openFor(world) > 0 } : {}),
    },
    counters,
    holds,
  };
}

/** The other PBX at this address, and all that it was given. */
function strangerView({ here, given, state: other }: Stranger): object {
  return {
    here,
    serial: other.serial,
    fingerprint256: fingerprint(other.certificates.pbx),
    given,
  };
}

/** What `/usr/sbin/get_admin_otp` prints for root on the PBX itself (vendor's page on the second factor). */
function otp({ world }: Controlled): Reply {
  if (isDown(world)) return json({ error: 'The PBX is rebooting.' }, 409);
  const shown = showOtp(world);
  return 'refused' in shown ? json({ error: shown.refused }, 409) : json(shown);
}

/** The users as they are, without what is secret: what a test compares with what a client believes. */
function users({ world }: Controlled): Reply {
  return json(listUsers(world));
}

function listUsers({ store }: World): object[] {
  return store.state.users.map(({ id, name, extension, role, licenseType }) => ({
    id,
    name,
    extension,
    role,
    licenseType,
  }));
}

/** The same of the cloud PBX. */
function cloudUsers({ world }: Controlled): Reply {
  const cloud = cloudOf(world);
  return cloud ? json(listUsers(cloud)) : json({ error: 'There is no cloud PBX here.' }, 409);
}

/** The same of the PBX whose place this one takes. */
function oldUsers({ world }: Controlled): Reply {
  const old = oldOf(world);
  return old ? json(listUsers(old)) : json(NO_OLD, 409);
}

/** Pulls its plug, or puts it back. */
function oldPower({ world }: Controlled, { on }: Record<string, unknown>): Reply {
  const old = oldOf(world);
  if (!old) return json(NO_OLD, 409);
  if (typeof on !== 'boolean') return json({ error: 'Say whether it is on: {"on":true}.' }, 400);
  switchPower(old, on);
  return json({ on });
}

/** As the button of the page does. */
function restore({ world }: Controlled): Reply {
  const restored = restoreBackup(world);
  return 'refused' in restored ? json({ error: restored.refused }, 409) : json(restored);
}

const NO_OLD = { error: 'There is no old PBX here.' };

/** Opens (for so many inside milliseconds, or as long as the portal would) or closes the SSH of the cloud PBX. */
function cloudSsh({ world }: Controlled, { open, ms }: Record<string, unknown>): Reply {
  const cloud = world.preset.inCloud ? world : cloudOf(world);
  if (!cloud) return json({ error: 'There is no cloud PBX here.' }, 409);
  if (open === true) openDoor(cloud, typeof ms === 'number' ? ms : OPEN_MS);
  else if (open === false) closeDoor(cloud);
  else return json({ error: 'Say which: {"open":true} or {"open":false}.' }, 400);
  return json({ open });
}

/** At the PBX itself, or at a client of its network by its place in the preset, from 0. */
async function fault(
  controlled: Controlled,
  { name, arg, off, member }: Record<string, unknown>,
): Promise<Reply> {
  const world = typeof member === 'number' ? controlled.world.members[member] : controlled.world;
  if (!world) return json({ error: 'There is no such client here.' }, 409);
  if (typeof name !== 'string') return json({ error: 'Say which fault: {"name":...}.' }, 400);
  if (off === true) world.faults.off(name);
  else {
    try {
      world.faults.set(name, typeof arg === 'string' || typeof arg === 'number' ? String(arg) : undefined);
    } catch (error) {
      return json({ error: (error as Error).message }, 400);
    }
  }
  await settle(world, name);
  return json({ faults: world.faults.list() });
}

async function newCertificate({ world }: Controlled): Promise<Reply> {
  await renewCertificate(world);
  return json({ fingerprint256: fingerprint(world.store.state.certificates.pbx) });
}

async function rebootNow({ world }: Controlled): Promise<Reply> {
  const refusal = await reboot(world);
  if (refusal) return json({ error: refusal.refused }, 409);
  world.cut();
  return json({ down: true });
}

function advance({ world }: Controlled, { ms }: Record<string, unknown>): Reply {
  if (typeof ms !== 'number' || !(ms >= 0)) return json({ error: 'Say how far: {"ms":...}.' }, 400);
  world.clock.advance(ms);
  world.store.save();
  return json({ insideMs: world.clock.inside() });
}

function setSpeed({ world }: Controlled, { speed }: Record<string, unknown>): Reply {
  if (typeof speed !== 'number' || !(speed > 0)) return json({ error: 'Say how fast: {"speed":...}.' }, 400);
  world.clock.setSpeed(speed);
  world.store.save();
  return json({ insideMs: world.clock.inside() });
}

/** Lets a public key, as one line of OpenSSH's, sign in as this user. */
function sshKey({ world }: Controlled, { user, key }: Record<string, unknown>): Reply {
  const { ssh } = world.store.state;
  if (!ssh) return json({ error: 'This PBX has no SSH.' }, 409);
  if (typeof user !== 'string' || typeof key !== 'string' || ssh2.utils.parseKey(key) instanceof Error)
    return json({ error: 'Say whose and which: {"user":...,"key":"ssh-ed25519 ..."}.' }, 400);
  world.store.change(() => ssh.authorizedKeys.push({ user, key }));
  return json({ keys: ssh.authorizedKeys.length });
}

/** Buys in one go: customer, contact and PBX where they are missing, else only the numbers. Answers SW serial and key. */
function buy({ world }: Controlled, fields: Record<string, unknown>): Reply {
  const { portal } = world.store.state;
  const existing = portal.pbxs.find(({ name }) => name === fields['name']);
  const pbx = existing ? reorderPbx(world, existing, fields) : buyNew(world, fields);
  return typeof pbx === 'string' ? json({ error: pbx }, 400) : json(pbx);
}

function buyNew(world: World, fields: Record<string, unknown>): ReturnType<typeof orderPbx> {
  const customer = addCustomer(world, texts({ company: 'Example Ltd', ...fields }));
  if (typeof customer === 'string') return customer;
  addContact(world, customer.id, texts({ firstName: 'Ada', lastName: 'Example' }));
  return orderPbx(world, customer.id, fields);
}
