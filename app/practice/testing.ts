import { mkdtempSync, rmSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { startPractice, type PracticeHandle, type PracticeOptions } from './practice';

/** An answer as the tests look at it. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON; throws when it is none. */
  json(): Record<string, unknown>;
}

/** What a request of a test may carry besides method and address. */
export interface Sending {
  login?: readonly [string, string];
  bearer?: string;
  cookie?: string | undefined;
  json?: unknown;
  form?: Record<string, string> | URLSearchParams;
  headers?: Record<string, string>;
}

/** Credentials of the image. */
export const FIRST = ['admin', 'wildix'] as const;

/** A practice PBX in a folder of its own, whose time stands still until the test moves it. */
export interface Tried {
  practice: PracticeHandle;
  directory: string;
  /** Moves inside time. */
  wait(ms: number): void;
  /** Moves outside time. */
  setWall(ms: number): void;
  /** A request to the PBX's API, signed in with the first credentials unless told otherwise. */
  api(method: string, path: string, sending?: Sending): Promise<Answer>;
  /** A request to a page of the PBX. */
  page(method: string, path: string, sending?: Sending): Promise<Answer>;
  portal(method: string, path: string, sending?: Sending): Promise<Answer>;
  control(method: string, path: string, json?: unknown): Promise<Answer>;
  end(): Promise<void>;
}

/** Starts one for a test. */
export async function tryPractice(options: Omit<PracticeOptions, 'directory'> = {}): Promise<Tried> {
  const directory = mkdtempSync(join(tmpdir(), 'practice-test-'));
  let wall = Date.now();
  const practice = await startPractice({ wall: () => wall, ...options, directory });
  const info = (): ReturnType<PracticeHandle['info']> => practice.info();
  return {
    practice,
    directory,
    wait: (ms) => practice.clock().advance(ms),
    setWall: (ms) => {
      wall = ms;
    },
    api: (method, path, sending = { login: FIRST }) =>
      send(method, `${info().pbx.url}/api/v1${path}`, sending, info().pbx.fingerprint256),
    page: (method, path, sending = {}) =>
      send(method, info().pbx.url + path, sending, info().pbx.fingerprint256),
    portal: (method, path, sending) => {
      const { url, fingerprint256, login, password } = info().portal;
      return send(method, url + path, sending ?? { login: [login, password] }, fingerprint256);
    },
    control: (method, path, json) =>
      send(method, info().control.url + path, { bearer: info().control.token, json }),
    end: async () => {
      await practice.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Sends one request over a connection of its own; a TLS server must have the given certificate. Rejects when it is cut off. */
export async function send(
  method: string,
  url: string,
  sending: Sending,
  fingerprint?: string,
): Promise<Answer> {
  const trust = fingerprint === undefined ? {} : await pin(new URL(url), fingerprint);
  const body = sentBody(sending);
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const start = url.startsWith('https:') ? tlsRequest : plainRequest;
    const request = start(
      url,
      { method, agent: false, headers: { ...length, ...headersOf(sending) }, ...trust },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = (): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const pinned = new Map<string, string>();

/** The pinning a careful client does: the certificate is fetched without a request, compared, and then trusted alone. */
async function pin(url: URL, fingerprint: string): Promise<object> {
  const ca = pinned.get(fingerprint) ?? toPem((await presented(url.hostname, Number(url.port))).raw);
  pinned.set(fingerprint, ca);
  return {
    ca: [ca],
    maxCachedSessions: 0,
    checkServerIdentity: (_host: string, { fingerprint256 }: PeerCertificate) =>
      fingerprint256 === fingerprint ? undefined : new Error('another certificate'),
  };
}

/** The certificate a server presents; nothing is sent to it. */
export async function presented(host: string, port: number): Promise<PeerCertificate> {
  const socket = await connected(host, port);
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
}

/** An open TLS connection over which nothing was sent. Whatever certificate is shown is taken. */
export function connected(host: string, port: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, rejectUnauthorized: false }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.on('error', reject);
  });
}

function toPem(raw: Buffer): string {
  const lines = raw.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function headersOf({ login, bearer, cookie, json, form, headers }: Sending): Record<string, string> {
  return {
    ...(login ? { Authorization: `Basic ${Buffer.from(login.join(':')).toString('base64')}` } : {}),
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
    ...(cookie === undefined ? {} : { Cookie: cookie }),
    ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...headers,
  };
}

function sentBody({ json, form }: Sending): string | undefined {
  if (form !== undefined) return new URLSearchParams(form).toString();
  return json === undefined ? undefined : JSON.stringify(json);
}

/** The body of a page, to look for roles and labels in. Without its styles, which make every question for a role slow. */
export function bodyOf(answer: Answer): HTMLElement {
  return new JSDOM(answer.text.replace(/<style>.*?<\/style>/s, '')).window.document.body;
}

/** The cookie a server set, as it is sent back. */
export function cookieOf(answer: Answer): string {
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

/** Downloads, installs, reboots and comes back: an upgrade from its start to its end. */
export async function upgradeFully(tried: Tried): Promise<void> {
  await tried.api('POST', '/PBX/Upgrade');
  tried.wait(240_000);
  await tried.api('PUT', '/PBX/System/Reboot');
  tried.wait(60_000);
}

/** An OTP, as the PBX tells it to root. */
export async function otpOf(tried: Tried): Promise<string> {
  return String((await tried.control('GET', '/otp')).json()['otp']);
}

/** Signs in at the page as a person does, with an OTP where one is asked for; returns the cookie. */
export async function signInByPage(tried: Tried): Promise<string> {
  const form = { login: FIRST[0], password: FIRST[1] };
  const { secondFactor } = (await tried.control('GET', '/state')).json();
  if (secondFactor !== true) return cookieOf(await tried.page('POST', '/login', { form }));
  const otp = await otpOf(tried);
  const first = await tried.page('POST', '/login', { form: { ...form, otp } });
  if (first.headers['location'] !== '/login/otp') return cookieOf(first);
  const cookie = cookieOf(first);
  return cookieOf(await tried.page('POST', '/login/otp', { cookie, form: { otp } }));
}
