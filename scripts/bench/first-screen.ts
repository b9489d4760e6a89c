import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright';
import { electronLaunch } from '../setup/electron.mjs';
import { measure, type Bench } from './measured';
import { memoryOf } from './memory';

/**
 * From the start of the process to a first screen that can be used, and the memory of all its processes once it is calm,
 * against an Electron window of the same runtime that shows a heading. The page itself says when it is usable
 * (`performance.mark('usable')`); nothing is attached to the process until then.
 */
export const firstScreen: Bench = async (runs) => {
  const launch = electronLaunch();
  const empty = launch.tempFolder('empty-app');
  writeEmptyApp(empty);
  launch.lend(empty);
  const ours = { app: launch.appDir, data: launch.tempFolder('bench-ours') };
  const theirs = { app: empty, data: launch.tempFolder('bench-empty') };
  // The first starts of each fill the caches that every later start of a real installation has: Chromium keeps compiled
  // code from the second start of a script on, and uses it from the third.
  for (let start = 0; start < warmStarts; start++) {
    await startOnce(ours);
    await startOnce(theirs);
  }
  const time: [number, number][] = [];
  const memory: [number, number][] = [];
  for (let run = 0; run < runs; run++) {
    const order = run % 2 === 0 ? [ours, theirs] : [theirs, ours];
    const seen = new Map<unknown, Start>();
    for (const one of order) seen.set(one, await startOnce(one));
    const [a, b] = [seen.get(ours), seen.get(theirs)];
    if (!a || !b) continue;
    time.push([a.usableMs, b.usableMs]);
    memory.push([a.memoryMb, b.memoryMb]);
  }
  return [measure('first-screen time', 'ms', time, 1.25), measure('first-screen memory', 'MB', memory, 1.4)];
};

const warmStarts = 3;

interface Start {
  usableMs: number;
  memoryMb: number;
}

/** How long a started app is left alone before the page is asked when it was usable, in milliseconds. */
const attachMs = 2_500;
/** And then before its memory is read. */
const calmMs = 1_000;

async function startOnce({ app, data }: { app: string; data: string }): Promise<Start> {
  const launch = electronLaunch();
  const port = await freePort();
  const began = Date.now();
  const words = [...launch.args, app, `--user-data-dir=${data}`, `--remote-debugging-port=${String(port)}`];
  const child = spawn(launch.executablePath, words, { env: launch.env, stdio: 'ignore' });
  try {
    await wait(attachMs);
    const usable = await usableAt(port);
    await wait(calmMs);
    return { usableMs: usable - began, memoryMb: memoryOf(child.pid ?? 0) };
  } finally {
    await end(child);
  }
}

/** When the page became usable, in milliseconds of the epoch. */
async function usableAt(port: number): Promise<number> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`);
  try {
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the app shows no page');
    const mark = await page.waitForFunction(() => performance.getEntriesByName('usable')[0]?.startTime);
    const at = (await mark.jsonValue()) ?? Number.NaN;
    return (await page.evaluate(() => performance.timeOrigin)) + at;
  } finally {
    await browser.close();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function writeEmptyApp(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.js' }),
  );
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 820, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());`,
  );
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><title>empty</title><h1>Empty</h1><script src="mark.js"></script>`,
  );
  writeFileSync(
    join(folder, 'mark.js'),
    `requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));`,
  );
}
