import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cookieFile } from './display.mjs';
import { modulesMatch } from './modules.mjs';
import { ensureRuntime } from './runtime.mjs';
import { cleanEnvironment, environmentOf } from './session.mjs';
import { checkTarball, MARKER } from './stand-in.mjs';
import { missingPackages, readInstalled } from './system.mjs';
import { asUser, quote, readUser } from './user.mjs';

describe('node modules', () => {
  const wanted = {
    packages: { '': {}, a: { version: '1.0.0', integrity: 'x' }, b: { version: '1.0.0', optional: true } },
  };
  const installed = (a) => ({ packages: { a } });

  it('match when the versions and hashes are those of the lock file; other systems may lack optional ones', () => {
    expect(modulesMatch(wanted, installed({ version: '1.0.0', integrity: 'x' }))).toBe(true);
  });

  it('do not match when one is missing, older or another one of the same version', () => {
    expect(modulesMatch(wanted, undefined)).toBe(false);
    expect(modulesMatch(wanted, { packages: {} })).toBe(false);
    expect(modulesMatch(wanted, installed({ version: '0.9.0', integrity: 'x' }))).toBe(false);
    expect(modulesMatch(wanted, installed({ version: '1.0.0', integrity: 'y' }))).toBe(false);
  });
});

describe('system packages', () => {
  it('are there only when fully installed, under any of their names', () => {
    const installed = readInstalled('xvfb\tinstalled\ndbus\tconfig-files\nlibasound2t64\tinstalled\n');
    const missing = missingPackages(
      [['xvfb'], ['dbus'], ['libasound2', 'libasound2t64'], ['libgbm1']],
      installed,
    );
    expect(missing).toEqual([['dbus'], ['libgbm1']]);
  });
});

describe('the ordinary user', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/bash\nanna:x:1001:1002:,,,:/home/anna:/bin/sh\n';

  it('is read from the user list', () => {
    expect(readUser(passwd, 'anna')).toEqual({ name: 'anna', uid: 1001, gid: 1002, home: '/home/anna' });
    expect(readUser(passwd, 'ann')).toBeUndefined();
  });

  it('runs a command line as it was given', () => {
    expect(asUser({ uid: 7, gid: 8 }, 'ls', ['-l']).slice(-2)).toEqual(['ls', '-l']);
    expect(asUser(undefined, 'ls', ['-l'])).toEqual(['ls', '-l']);
  });

  it('gets nothing of root but the place', () => {
    const env = environmentOf(
      { name: 'anna', home: '/home/anna' },
      {
        PATH: '/bin',
        LC_ALL: 'C',
        HOME: '/root',
        API_TOKEN: 'secret',
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x',
      },
    );
    expect(env).toEqual({
      PATH: '/bin',
      LC_ALL: 'C',
      HOME: '/home/anna',
      USER: 'anna',
      LOGNAME: 'anna',
      SHELL: '/bin/sh',
    });
  });

  it('is quoted for the shell literally', () => {
    expect(quote(`it's $HOME`)).toBe(`'it'\\''s $HOME'`);
  });
});

describe("the app's environment", () => {
  it('is ours without what concerns the tools', () => {
    const env = { HOME: '/h', NODE_OPTIONS: '--x', npm_execpath: '/n', ELECTRON_RUN_AS_NODE: '1' };
    expect(cleanEnvironment(env)).toEqual({ HOME: '/h' });
  });

  it('has a display cookie in the format of X', () => {
    const file = cookieFile(Buffer.alloc(16, 0xab));
    const head = Buffer.from('ffff' + '0000' + '0000' + '0012', 'hex');
    expect(file).toEqual(
      Buffer.concat([
        head,
        Buffer.from('MIT-MAGIC-COOKIE-1'),
        Buffer.from('0010', 'hex'),
        Buffer.alloc(16, 0xab),
      ]),
    );
  });
});

describe('the stand-in runtime', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pbxw-test-'));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('is not taken out of a file that is not the known one', async () => {
    const tarball = join(folder, 'some.tgz');
    writeFileSync(tarball, 'something else');
    await expect(checkTarball(tarball)).rejects.toThrow(/not the file we know/);
  });

  it('is refused for a release, and announced otherwise', async () => {
    const runtime = join(folder, 'runtime');
    mkdirSync(runtime);
    writeFileSync(join(runtime, 'electron'), '');
    writeFileSync(join(runtime, MARKER), '{}');
    vi.stubEnv('PBXW_ELECTRON', join(runtime, 'electron'));
    await expect(ensureRuntime({ release: true })).rejects.toThrow(/stand-in runtime is refused/);
    expect(await ensureRuntime()).toMatchObject({ standIn: true });
    expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining('development and tests only'));
  });
});
