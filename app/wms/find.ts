import { setMaxListeners } from 'node:events';
import { formatAddress, type Address } from '../domain/address';
import { toWizardError } from '../domain/failure';
import type { FoundPbx } from '../domain/found';
import { connectTcp } from './connection/tcp';
import { look } from './look';
import type { Settings } from './settings';

/** How many are asked at once, and how long each gets to take a connection: a PBX in the same network needs a blink. */
const atOnce = 128;
const connectMs = 800;
/** What took the connection gets this long for TLS and each answer. */
const answerMs = 5_000;

/**
 * Which of these addresses answer like a PBX. First a bare TCP connection to each; only what takes it is asked further,
 * without credentials. Called off, it gives what was found until then.
 */
export async function find(
  addresses: readonly Address[],
  settings: Settings,
  signal: AbortSignal,
  onProgress: (asked: number, found: number) => void,
): Promise<{ found: FoundPbx[]; asked: number }> {
  // Each address in hand listens to it.
  setMaxListeners(2 * atOnce, signal);
  const found: { place: number; pbx: FoundPbx }[] = [];
  const patient = impatient(settings);
  let next = 0;
  let asked = 0;
  const calledOff = (): boolean => signal.aborted;
  const worker = async (): Promise<void> => {
    while (next < addresses.length && !calledOff()) {
      const place = next++;
      const address = addresses[place];
      if (!address) return;
      const pbx = await ask(address, patient, signal);
      if (pbx) found.push({ place, pbx });
      if (!calledOff()) onProgress(++asked, found.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, addresses.length) }, worker));
  return { found: found.sort((a, b) => a.place - b.place).map(({ pbx }) => pbx), asked };
}

/** Null for what does not answer, or not like a PBX: that is no error in a search. */
async function ask(address: Address, settings: Settings, signal: AbortSignal): Promise<FoundPbx | null> {
  try {
    await connectTcp(address, connectMs, signal);
    const seen = await look(address, settings, signal);
    if (seen.signs.length === 0) return null;
    return {
      address: formatAddress(address),
      certificate: seen.certificate.subject,
      altNames: seen.certificate.altNames,
      server: seen.serverHeader,
      signs: seen.signs,
    };
  } catch (error) {
    settings.log(`find ${formatAddress(address)} ${toWizardError(error).code}`);
    return null;
  }
}

function impatient(settings: Settings): Settings {
  const { limits } = settings;
  const most = (ms: number): number => Math.min(ms, answerMs);
  return {
    ...settings,
    // An address where nobody is would fill the log; what answered is worth a line.
    log: (text) => {
      if (!/ (timeout|refused|unreachable|cancelled)$/.test(text)) settings.log(text);
    },
    limits: {
      ...limits,
      connectMs: most(limits.connectMs),
      idleMs: most(limits.idleMs),
      totalMs: most(limits.totalMs),
    },
  };
}
