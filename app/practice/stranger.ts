import { firstState } from './birth';
import { Faults } from './faults';
import { sentObject, type Ask } from './http/ask';
import { COOKIE } from './pbx/sign-in';
import { licenceOffice } from './portal/office';
import { Live } from './ssh/live';
import type { Given, Stranger } from './state';
import type { World } from './world';

/**
 * Another PBX takes the address: fresh from its image, so it would take the first password, with a serial and a certificate of its
 * own. The first one is unchanged, only nobody can reach it.
 */
export async function strangerArrives(world: World): Promise<void> {
  const { preset, store, clock } = world;
  const { stranger } = store.state;
  const other = stranger?.state ?? (await firstState(preset, store.state.host, clock));
  store.change((state) => {
    state.stranger = { here: true, given: stranger?.given ?? nothing(), state: other };
  });
  world.useCertificate(other.certificates.pbx);
}

/** The other PBX goes; what it was given stays counted. */
export function strangerLeaves({ store, useCertificate }: World): void {
  const { stranger, certificates } = store.state;
  if (!stranger?.here) return;
  store.change(() => (stranger.here = false));
  useCertificate(certificates.pbx);
}

/** The PBX that answers at the address: this one or the other. */
export function answering(world: World): World {
  const stranger = strangerHere(world);
  if (!stranger) return world;
  const { state } = stranger;
  // Faults are those of the way to the address; what happens at a reboot of this PBX must not happen at one of the other.
  const store = world.store.within(state);
  return {
    ...world,
    store,
    office: licenceOffice(state),
    faults: new Faults(),
    live: new Live(),
    twin: null,
    members: [],
  };
}

/** The other PBX, while it is there. */
export function strangerHere({ store }: World): Stranger | undefined {
  const { stranger } = store.state;
  return stranger?.here ? stranger : undefined;
}

/** Counts a password that came over SSH to the other PBX. */
export function notePassword(world: World): void {
  const stranger = strangerHere(world);
  if (stranger) world.store.change(() => (stranger.given.passwords += 1));
}

/** Counts what the other PBX is given, by looking at the request alone: a secret that came is known there, whatever it is answered. */
export function noteGiven(world: World, ask: Ask): void {
  const stranger = strangerHere(world);
  if (!stranger) return;
  const [scheme = ''] = (ask.headers.authorization ?? '').toLowerCase().split(' ');
  const sent = sentObject(ask) ?? {};
  const { given } = stranger;
  world.store.change(() => {
    given.requests += 1;
    given.passwords += Number(scheme === 'basic') + Number('password' in sent);
    given.otps += Number('otp' in sent);
    given.tokens += Number(scheme === 'bearer' || ask.query.has('token'));
    given.sessions += Number(ask.cookies[COOKIE] !== undefined);
    given.pbxKeys += Number('userMode' in sent);
  });
}

function nothing(): Given {
  return { requests: 0, passwords: 0, otps: 0, tokens: 0, sessions: 0, pbxKeys: 0 };
}
