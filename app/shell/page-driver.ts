import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import type { PagePort } from '../procedure/ports';
import type { PageHost } from './page-view';
import type { PageHands } from './page-script';

/** Ours alone in the page; 0 is the page's own world, and extensions begin far above. */
const world = 1017;
/** How long a page may take to be shown, and a call to come back: the answer of a page that goes away never does. */
const shownMs = 20_000;
const answerMs = 5_000;
const pollMs = 80;
/** A form that was sent begins to load the next page a moment later. */
const settleMs = 160;

/**
 * The wizard's hands in the page that the window shows (see page-script.ts). Values go in with a call and nowhere else: no
 * log, no file, and an error tells only what was to be done.
 */
export function pageDriver(
  host: PageHost,
  job: JobId,
  script: () => string = scriptText,
): Omit<PagePort, 'session'> {
  const ask = async <N extends keyof PageHands>(
    name: N,
    ...args: Parameters<PageHands[N]>
  ): Promise<ReturnType<PageHands[N]> | null> => {
    const page = host.contentsOf(job);
    if (!page) throw new Failure('page-not-shown');
    const values = args.map((value) => JSON.stringify(value)).join(', ');
    const call = `globalThis.pageHands ? [globalThis.pageHands.${name}(${values})] : null`;
    try {
      let answer = await answerOf(page, call);
      if (answer === null) {
        await answerOf(page, `${script()};0`);
        answer = await answerOf(page, call);
      }
      const [given] = (answer ?? []) as [ReturnType<PageHands[N]>?];
      return given ?? null;
    } catch {
      // Between two pages. The message of such an error may quote the call, so it goes no further.
      return null;
    }
  };
  return {
    ready: (signal) => untilShown(host, job, signal),
    home: () => {
      if (host.isOf(job)) host.act('home');
    },
    find: async (thing) => (await ask('find', thing)) ?? { found: 0, words: null },
    holds: async (thing, values) => (await ask('holds', thing, values)) ?? false,
    light: async (thing) => {
      await ask('light', thing);
    },
    perform: async (thing, values) => (await ask('perform', thing, values)) ?? false,
    read: async (thing) => (await ask('read', thing)) ?? '',
    readTable: async (thing) => (await ask('readTable', thing)) ?? [],
    says: async () => (await ask('says')) ?? '',
  };
}

let text: string | null = null;

/** Built beside this file as one script. */
function scriptText(): string {
  text ??= readFileSync(join(__dirname, 'page-script.js'), 'utf8');
  return text;
}

async function answerOf(page: WebContents, code: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the page did not answer'));
    }, answerMs);
  });
  try {
    return await Promise.race([page.executeJavaScriptInIsolatedWorld(world, [{ code }]), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function untilShown(host: PageHost, job: JobId, signal: AbortSignal): Promise<void> {
  const until = Date.now() + shownMs;
  await pause(settleMs);
  while (!isReady(host.contentsOf(job))) {
    signal.throwIfAborted();
    if (Date.now() > until) throw new Failure('page-not-shown');
    await pause(pollMs);
  }
}

function isReady(page: WebContents | null): boolean {
  return page !== null && !page.isLoading() && page.getURL() !== '';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
