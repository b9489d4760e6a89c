import type { Address } from '../domain/address';
import { toWizardError } from '../domain/failure';
import { nothingSeen, type AnonymousSeen, type PreflightSeen, type Tried } from '../domain/preflight';
import type { Certificate } from '../domain/pbx';
import { readAnswer } from './answer/envelope';
import { versionIn } from './calls/identity';
import { readCertificate } from './connection/certificate';
import { PinnedAgent } from './connection/pin';
import { request, type Line } from './connection/request';
import { connectTcp, resolveName } from './connection/tcp';
import { lookUnder } from './look';
import { routes } from './routes';
import type { Settings } from './settings';

/** Each stage needs the one before it; the first that fails ends the look. Nothing secret is sent. */
export async function preflight(
  address: Address,
  settings: Settings,
  signal: AbortSignal,
): Promise<PreflightSeen> {
  const { connectMs } = settings.limits;
  const resolved = await tried(signal, () => resolveName(address, connectMs, signal));
  const name = named(resolved);
  if (!resolved.ok) return { ...nothingSeen, name };
  const tcp = await tried(signal, () => connectTcp(address, connectMs, signal));
  if (!tcp.ok) return { ...nothingSeen, name, tcp };
  const certificate = await tried(signal, () => readCertificate(address, settings, signal));
  if (!certificate.ok) return { ...nothingSeen, name, tcp, certificate };
  const look = await tried(signal, () => lookUnder(certificate.value, address, settings, signal));
  if (!look.ok || look.value.signs.length === 0) return { ...nothingSeen, name, tcp, certificate, look };
  const anonymous = await tried(signal, () => askAnonymously(certificate.value, address, settings, signal));
  return { name, tcp, certificate, look, anonymous };
}

/** Name and TCP alone, for a host that is nothing of ours. */
export async function reach(host: Address, settings: Settings, signal: AbortSignal): Promise<Tried<number>> {
  const { connectMs } = settings.limits;
  return tried(signal, async () => {
    await resolveName(host, connectMs, signal);
    return connectTcp(host, connectMs, signal);
  });
}

/** What failed is an answer here; only being called off is not. */
async function tried<T>(signal: AbortSignal, act: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ok: false, error: toWizardError(error) };
  }
}

function named(resolved: Tried<string[] | null>): Tried<string[]> | null {
  if (!resolved.ok) return resolved;
  return resolved.value && { ok: true, value: resolved.value };
}

/** Two requests without credentials: one to a route that may tell the version, one to a route that must ask who we are. */
async function askAnonymously(
  certificate: Certificate,
  address: Address,
  settings: Settings,
  signal: AbortSignal,
): Promise<AnonymousSeen> {
  const line: Line = { agent: new PinnedAgent({ address, pin: certificate }, settings), settings };
  try {
    const version = readAnswer(await request(line, { method: 'GET', path: routes.version }, signal));
    const guarded = await request(line, { method: 'GET', path: routes.personalInfo }, signal);
    const asks = guarded.headers['www-authenticate'];
    return {
      version: version.kind === 'result' ? versionIn(version.result) : null,
      asksForBasic: guarded.status === 401 ? /\bbasic\b/i.test(asks ?? '') : null,
    };
  } finally {
    line.agent.destroy();
  }
}
