import type { Address } from '../domain/address';
import { Failure } from '../domain/failure';
import type { AddressLook, Certificate } from '../domain/pbx';
import { readAnswer } from './answer/envelope';
import { asText } from './answer/values';
import { readCertificate } from './connection/certificate';
import { PinnedAgent } from './connection/pin';
import { request, type Answer, type Line } from './connection/request';
import { routes } from './routes';
import type { Settings } from './settings';
import { serverHeaderWord, signInPageWords } from './words';

type Sign = AddressLook['signs'][number];

/**
 * Name, TCP, TLS and certificate first; then an anonymous GET over connections bound to exactly that certificate. The
 * front page is fetched only when the API did not already show what this is.
 */
export async function look(address: Address, settings: Settings, signal: AbortSignal): Promise<AddressLook> {
  return lookUnder(await readCertificate(address, settings, signal), address, settings, signal);
}

/** The second half: what answers under a certificate that was just read. */
export async function lookUnder(
  certificate: Certificate,
  address: Address,
  settings: Settings,
  signal: AbortSignal,
): Promise<AddressLook> {
  const line = { agent: new PinnedAgent({ address, pin: certificate }, settings), settings };
  try {
    const ping = await request(line, { method: 'GET', path: routes.ping }, signal);
    const hasEnvelope = isEnvelope(ping);
    const page = hasEnvelope ? null : await frontPage(line, signal);
    const serverHeader = asText(ping.headers.server) || null;
    return {
      ...address,
      certificate,
      signs: signsOf(serverHeader, hasEnvelope, page),
      serverHeader,
      clockSkewMs: clockSkew(ping),
    };
  } finally {
    line.agent.destroy();
  }
}

/** The API's envelope, also where it refuses: `{type: "result" | "error", …}`. */
function isEnvelope(answer: Answer): boolean {
  const { kind } = readAnswer(answer);
  return (kind === 'result' || kind === 'error') && /"type"\s*:\s*"(result|error)"/i.test(answer.text);
}

/** Null when there is none: what answers the API decides, a second look only adds to it. */
async function frontPage(line: Line, signal: AbortSignal): Promise<string | null> {
  try {
    const headers = { Accept: 'text/html' };
    return (await request(line, { method: 'GET', path: '/', headers }, signal)).text;
  } catch (error) {
    if (error instanceof Failure && error.error.code !== 'cancelled') return null;
    throw error;
  }
}

function signsOf(server: string | null, hasEnvelope: boolean, page: string | null): Sign[] {
  const signs: Sign[] = [];
  if (server !== null && serverHeaderWord.test(server)) signs.push('server-header');
  if (hasEnvelope) signs.push('api-envelope');
  if (page !== null && signInPageWords.maker.test(page) && signInPageWords.passwordField.test(page)) {
    signs.push('sign-in-page');
  }
  return signs;
}

/** The PBX's clock minus ours at the middle of the exchange. The header has whole seconds. */
function clockSkew({ headers, sentAt, heardAt }: Answer): number | null {
  const told = Date.parse(asText(headers.date));
  return Number.isNaN(told) ? null : told - (sentAt + heardAt) / 2;
}
