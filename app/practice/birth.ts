import { makeCertificate, type Certificate } from './certificate';
import type { Clock } from './clock';
import type { Preset } from './presets/preset';
import { haveRun } from './portal/have-run';
import { makeHostKey } from './ssh/host-key';
import { newSerial, newSshState, newState, type State } from './state';
import type { World } from './world';

/** The state of a PBX that nobody has touched yet, with a serial and certificates of its own. */
export async function firstState(preset: Preset, host: string, clock: Clock): Promise<State> {
  const state = await untouched(preset, host, clock);
  if (preset.running) haveRun(state, preset.running, preset);
  return state;
}

/** The same with its twin, where it has one, which stands in the books of the same portal, and the clients of its network. */
export async function firstPair(preset: Preset, host: string, clock: Clock): Promise<State> {
  const state = await firstState(preset, host, clock);
  const twin = preset.twin?.preset;
  if (twin?.running) {
    state.twin = await untouched(twin, host, clock);
    haveRun(state.twin, twin.running, twin, state.portal);
    state.twin.off = preset.twin?.is === 'old' && preset.twin.off === true;
  }
  for (const member of preset.members ?? [])
    state.members.push({ ...(await untouched(member.preset, host, clock)), hostname: member.name });
  return state;
}

async function untouched(preset: Preset, host: string, clock: Clock): Promise<State> {
  const serial = newSerial(preset);
  const certificates = {
    pbx: await certificateOf(preset, serial, host, clock),
    portal: await makeCertificate('portal.practice.test', host, clock.wall()),
  };
  return newState(preset, host, certificates, serial, clock.anchor());
}

/** Makes a new certificate for the PBX, and puts it in use at once if it is the one that answers at its address. */
export async function renewCertificate({ preset, store, clock, useCertificate }: World): Promise<void> {
  const { serial, host } = store.state;
  const certificate = await certificateOf(preset, serial, host, clock);
  store.change(({ certificates }) => (certificates.pbx = certificate));
  if (!store.state.stranger?.here) useCertificate(certificate);
}

/** A new host key for SSH, where there is one, shown to whoever connects from now on. */
export function renewHostKey({ store }: World): void {
  store.change(({ ssh }) => {
    if (ssh) ssh.hostKey = makeHostKey();
  });
}

/** A PBX whose folder is from before it had SSH gets it now. */
export function giveSsh({ preset, store }: World): void {
  if (!preset.ssh || store.state.ssh) return;
  store.change((state) => (state.ssh = newSshState()));
}

function certificateOf(preset: Preset, serial: string, host: string, clock: Clock): Promise<Certificate> {
  return makeCertificate(
    `${serial}.practice.test`,
    host,
    clock.wall(),
    preset.profile?.certificate.daysValid,
  );
}
