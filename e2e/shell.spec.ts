import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { electronLaunch } from '../scripts/setup/electron.mjs';
import type { Bridge } from '../app/contract/client';
import { newDataFolder, openApp, type RunningApp } from './support/app';

/** Each refusal tried from inside the real window, with Chromium's real sandbox. */

let running: RunningApp;
let server: Server;
let address: string;
let requests: string[];

test.beforeAll(async () => {
  requests = [];
  server = createServer((request, answer) => {
    requests.push(request.url ?? '');
    answer.setHeader('access-control-allow-origin', '*').end('<h1>elsewhere</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  running = await openApp();
});

test.afterAll(async () => {
  await running.close();
  server.close();
});

declare const window: Window & { wizard: Bridge };

/** A call past the window's typed client, as an attacker in the page would make it. */
function call(name: string, arg?: unknown): ReturnType<Bridge['call']> {
  return running.window.evaluate(([name, arg]) => window.wizard.call(name, arg), [name, arg] as const);
}

test('every page process is sandboxed by the kernel', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');
  const pids = await running.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .map(({ pid }) => pid),
  );
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  }
});

test('the page has the bridge and nothing of Node', async () => {
  const seen = await running.window.evaluate(() => ({
    bridge: Object.keys(window.wizard).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: ['call', 'on'], node: [] });
});

test('the page cannot reach the network in any way', async () => {
  const outcomes = await running.window.evaluate(async (address) => {
    const failed = (name: string) => () => `${name} refused`;
    const image = new Promise<string>((resolve) => {
      const element = new Image();
      element.onload = () => resolve('image loaded');
      element.onerror = () => resolve('image refused');
      element.src = `${address}/image`;
    });
    const socket = new Promise<string>((resolve) => {
      const opened = new WebSocket(address.replace('http', 'ws'));
      opened.onopen = () => resolve('socket opened');
      opened.onerror = () => resolve('socket refused');
    });
    const request = new Promise<string>((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.onload = () => resolve('xhr loaded');
      xhr.onerror = () => resolve('xhr refused');
      xhr.open('GET', `${address}/xhr`);
      xhr.send();
    });
    return Promise.all([
      fetch(`${address}/fetch`).then(() => 'fetch loaded', failed('fetch')),
      image,
      socket,
      request,
    ]);
  }, address);
  expect(outcomes).toEqual(['fetch refused', 'image refused', 'socket refused', 'xhr refused']);
  expect(requests).toEqual([]);
});

test('the page runs no script but its own files', async () => {
  const ran = await running.window.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const handler = document.createElement('button');
    handler.setAttribute('onclick', 'window.handlerRan = true');
    document.body.append(handler);
    handler.click();
    handler.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return ['inlineRan', 'handlerRan'].filter((name) => name in window);
  });
  expect(ran).toEqual([]);
});

test('the page cannot be led elsewhere', async () => {
  const start = running.window.url();
  for (const url of [
    `${address}/away`,
    'file:///etc/hostname',
    'data:text/html,away',
    'wizard://other/index.html',
  ]) {
    await running.window.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
    await running.window.waitForTimeout(100);
    expect(running.window.url()).toBe(start);
  }
  expect(requests).toEqual([]);
});

test('the page opens no window, frame or webview', async () => {
  const opened = await running.window.evaluate(
    (address) => window.open(`${address}/popup`) === null,
    address,
  );
  expect(opened).toBe(true);
  await running.window.evaluate((address) => {
    for (const name of ['iframe', 'webview', 'object', 'embed']) {
      const element = document.createElement(name);
      element.setAttribute(name === 'object' ? 'data' : 'src', `${address}/${name}`);
      document.body.append(element);
    }
  }, address);
  await running.window.waitForTimeout(300);
  const windows = await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(windows).toBe(1);
  expect(requests).toEqual([]);
  await running.window.evaluate(() =>
    document.querySelectorAll('iframe, webview, object, embed').forEach((element) => element.remove()),
  );
});

test('the page is granted no permission', async () => {
  const states = await running.window.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
    ] as PermissionName[];
    const queries = names.map(async (name) => (await navigator.permissions.query({ name })).state);
    const asked = await Notification.requestPermission();
    return [...(await Promise.all(queries)), asked];
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('files beside the window are not served', async () => {
  for (const path of ['../package.json', '%2e%2e/package.json', '..%2f..%2fpackage.json', 'none.html']) {
    const status = await running.app.evaluate(
      async ({ net }, url) => (await net.fetch(url)).status,
      `wizard://app/${path}`,
    );
    expect(status, path).toBe(404);
  }
});

test('a call is refused as a value: unknown, malformed, too large', async () => {
  expect(await call('app.nothing')).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(await call('__proto__')).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(await call('jobs.open', { job: '../../etc' })).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  });
  expect(await call('jobs.open')).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  // A whole terminal may be copied: four million signs, and not one more.
  expect(await call('app.copy', { text: 'x'.repeat(4_000_001) })).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  });
  expect(await call('app.open', { what: address })).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  });
  expect(await call('app.info')).toMatchObject({ ok: true });
});

test('an error of the app crosses as a value, with a code', async () => {
  expect(await call('jobs.open', { job: 'activate-virtual-none00' })).toMatchObject({
    ok: false,
    error: { code: 'job-not-found' },
  });
});

test('a window that is not ours is refused, also with our preload', async () => {
  const answer = await running.app.evaluate(async ({ BrowserWindow, app }) => {
    const preload = `${app.getAppPath()}/app/preload.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<title>foreign</title>');
    const answer: unknown = await foreign.webContents.executeJavaScript(`window.wizard.call('app.info')`);
    foreign.destroy();
    return answer;
  });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'forbidden', details: 'sender is no window of this app' },
  });
});

test('our own window is refused while it shows another origin', async () => {
  const own = await openApp();
  const answer = await own.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await contents?.loadURL('data:text/html,<title>taken over</title>');
    return (await contents?.executeJavaScript(`window.wizard.call('app.info')`)) as unknown;
  });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'forbidden', details: 'sender shows another origin' },
  });
  await own.close();
});

test('a second start gives way to the first', async () => {
  const launch = electronLaunch();
  const second = spawn(
    launch.executablePath,
    [...launch.args, launch.appDir, `--user-data-dir=${running.data}`],
    { env: launch.env, stdio: 'ignore' },
  );
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the window comes back where it was', async () => {
  const data = newDataFolder();
  const first = await openApp(data);
  const bounds = { x: 60, y: 40, width: 1010, height: 700 };
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    bounds,
  );
  await first.close();
  const second = await openApp(data);
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()),
  ).toEqual(bounds);
  await second.close();
});
