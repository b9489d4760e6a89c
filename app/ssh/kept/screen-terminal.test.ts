import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSessionName } from './lasting';
import { startCommand } from './screen-terminal';

/** What the start leaves on the server, by a real shell; screen itself is a stand-in that notes what it is called with. */
describe('the start in screen', () => {
  let bin: string;
  let name: string;

  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'screen-start-'));
    name = newSessionName();
    program('screen', `printf '%s\\n' "$*" >> ${bin}/called; echo "\t1.${name}\t(Detached)"`);
  });
  afterEach(() => {
    for (const place of ['/dev/shm', '/tmp']) rmSync(`${place}/${name}`, { recursive: true, force: true });
    rmSync(bin, { recursive: true });
  });

  function program(called: string, line: string): void {
    writeFileSync(join(bin, called), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }

  function start(): number | null {
    const command = startCommand(name, 'true', { cols: 80, rows: 24 });
    return spawnSync('/bin/sh', ['-c', command], { env: { PATH: `${bin}:/usr/bin:/bin` } }).status;
  }

  it('has its settings in a folder of its own that only the owner reads', () => {
    program('mkdir', 'case $1 in /dev/shm/*) exit 1;; esac; exec /bin/mkdir "$@"');
    expect(start()).toBe(0);
    expect(statSync(`/tmp/${name}`).mode & 0o777).toBe(0o700);
    expect(readFileSync(`/tmp/${name}/rc`, 'utf8')).toContain(`logfile /tmp/${name}/log\n`);
    expect(readFileSync(join(bin, 'called'), 'utf8')).toContain(`-c /tmp/${name}/rc -dmS ${name} `);
  });

  it('starts nothing where no folder can be made', () => {
    program('mkdir', 'exit 1');
    expect(start()).toBe(1);
    expect(existsSync(join(bin, 'called'))).toBe(false);
  });

  it('goes into no folder that is there already', () => {
    for (const place of ['/dev/shm', '/tmp']) spawnSync('mkdir', ['-p', `${place}/${name}`]);
    expect(start()).toBe(1);
    expect(existsSync(join(bin, 'called'))).toBe(false);
  });
});
