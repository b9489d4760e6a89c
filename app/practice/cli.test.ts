import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOptions } from './cli-options';
import type { PracticeInfo } from './practice';
import { FIRST, send } from './testing';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

let directory: string;
const started: ChildProcessWithoutNullStreams[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'practice-cli-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

function run(...words: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, '--state', directory, ...words]);
  started.push(child);
  return child;
}

async function firstText(stream: NodeJS.ReadableStream): Promise<string> {
  const [chunk] = (await once(stream, 'data')) as [Buffer];
  return chunk.toString('utf8');
}

async function start(...words: string[]): Promise<[ChildProcessWithoutNullStreams, PracticeInfo]> {
  const child = run('--json', ...words);
  return [child, JSON.parse(await firstText(child.stdout)) as PracticeInfo];
}

describe('the command', () => {
  it('prints one line, loses nothing when it is killed, and starts again at the same place', async () => {
    const [child, first] = await start('--preset', 'virtual-6');
    expect(first).toMatchObject({
      preset: 'virtual-6',
      state: directory,
      pbx: { login: 'admin', password: 'wildix' },
    });
    const path = `${first.pbx.url}/api/v1/PBX/Colleagues/1048577`;
    await send('PUT', path, { login: FIRST, json: { name: 'Written' } }, first.pbx.fingerprint256);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [, second] = await start();
    expect({ ...second, control: second.control.url }).toEqual({ ...first, control: first.control.url });
    const answer = await send('GET', path, { login: FIRST }, second.pbx.fingerprint256);
    expect(answer.json()['result']).toHaveProperty('name', 'Written');
  });

  it('ends well when it is told to, or when its input ends', async () => {
    const [told] = await start();
    told.kill('SIGTERM');
    expect(await once(told, 'exit')).toEqual([0, null]);
    const [hung] = await start('--stdin-ends');
    hung.stdin.end();
    expect(await once(hung, 'exit')).toEqual([0, null]);
  });

  it('speaks to a person too', async () => {
    expect(await firstText(run().stdout)).toMatch(/^Practice PBX "virtual-4\.01" is running/);
  });

  it('tells of the cloud PBX too', async () => {
    const text = await firstText(run('--preset', 'old-4.01-sqlite').stdout);
    expect(text).toMatch(/\n {2}Cloud {4}https:\/\/127\.0\.0\.1:\d+ {3}WMS 6\./);
    expect(text).toMatch(/\n {2}its SSH {2}ssh -p \d+ .*closed until it is opened in the portal/);
  });

  it('makes a PBX from a profile', async () => {
    const file = join(directory, 'profile.json');
    const routes = [
      { route: 'GET /api/v1/PBX/version', status: 200, works: true, shape: '{v: {version: string}}' },
    ];
    const version = '6.08.20241001.1';
    writeFileSync(file, JSON.stringify({ format: 1, version, signIn: ['basic'], routes }));
    const [, { preset, pbx }] = await start('--profile', file);
    expect(preset).toBe('profile-6.08.20241001.1');
    const answer = await send('GET', `${pbx.url}/api/v1/PBX/version`, { login: FIRST }, pbx.fingerprint256);
    expect(answer.json()['result']).toEqual({ v: { version } });
  });

  it('says what is wrong and ends with 1', async () => {
    const child = run('--preset', 'nonsense');
    expect(await firstText(child.stderr)).toMatch(
      /^There is no preset "nonsense"\. There are: virtual-4\.01/,
    );
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});

describe('its options', () => {
  it('are read', () => {
    expect(readOptions(['--profile', 'f'])).toMatchObject({ profileFile: 'f', preset: undefined });
    const words = '--preset p --port 8443 --portal-port 0 --speed 2.5 --fault slow=1 --fault resets --json';
    expect(readOptions(words.split(' '))).toMatchObject({
      preset: 'p',
      port: 8443,
      portalPort: 0,
      speed: 2.5,
      faults: ['slow=1', 'resets'],
      json: true,
      stdinEnds: false,
      directory: undefined,
    });
  });

  it.each([['--port 70000'], ['--port x'], ['--speed 0'], ['--speed fast'], ['--nonsense']])(
    'refuse %s',
    (words) => {
      expect(() => readOptions(words.split(' '))).toThrow();
    },
  );
});
