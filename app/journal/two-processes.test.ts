import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJournal, openJournal, readJournal } from './journal';
import { takeLock } from './lock';
import { numbered } from './numbered.fixture';
import { identityOf, imageOf, startInStat } from './process-identity';
import { Child, created, jobId, options, writtenJournal, temporaryFolder } from './test-kit';

const dataFolder = (): Promise<string> => temporaryFolder(onTestFinished);

function child(...args: string[]): Child {
  const started = new Child(...args);
  onTestFinished(() => started.kill());
  return started;
}

describe('two processes', () => {
  it('cannot have one journal: the second looks only, until the first lets go', async () => {
    const folder = await dataFolder();
    const first = await createJournal(folder, created(), options);
    await first.append(numbered(1));
    const second = child('race', folder);
    expect(await second.line()).toBe('ready');
    second.tell(`${jobId} 0`);
    expect(await second.line()).toBe(
      JSON.stringify({ code: 'read-only.journal-locked', params: { pid: process.pid } }),
    );
    await first.close();
    second.tell(`${jobId} 0`);
    expect(await second.line()).toBe(`held ${String(second.process.pid)}`);

    const mine = await openJournal(folder, jobId, options);
    expect(mine.readOnly).toEqual({ code: 'read-only.journal-locked', params: { pid: second.process.pid } });
    expect(mine.events.map(({ event }) => event)).toEqual([created(), numbered(1)]);
    await expect(mine.append(numbered(2))).rejects.toMatchObject({ error: { code: 'journal-locked' } });
  });

  it('racing to take over from one that was killed: exactly one gets it, every time', async () => {
    const folder = await dataFolder();
    const jobs = Array.from({ length: 15 }, (_, number) => `race-${String(100 + number)}`);
    for (const id of jobs) await writtenJournal(folder, 1, id);
    const dead = child('race', folder);
    expect(await dead.line()).toBe('ready');
    for (const id of jobs) {
      dead.tell(`${id} 0`);
      expect(await dead.line()).toBe(`held ${String(dead.process.pid)}`);
    }
    await dead.kill();

    const racers = Array.from({ length: 4 }, () => child('race', folder));
    for (const racer of racers) expect(await racer.line()).toBe('ready');
    for (const id of jobs) {
      const start = Date.now() + 20;
      for (const racer of racers) racer.tell(`${id} ${String(start)}`);
      const said = await Promise.all(racers.map((racer) => racer.line()));
      const held = said.filter((line) => line?.startsWith('held '));
      expect(held, said.join(' | ')).toHaveLength(1);
      const [, pid] = held[0]?.split(' ') ?? [];
      const refused = JSON.stringify({ code: 'read-only.journal-locked', params: { pid: Number(pid) } });
      expect(said.filter((line) => line === refused)).toHaveLength(racers.length - 1);
    }
  }, 60_000);

  it('taking turns as fast as they can leave a whole chain with every event of theirs', async () => {
    const folder = await dataFolder();
    await writtenJournal(folder, 0);
    const turns = 12;
    const children = Array.from({ length: 3 }, () => child('turns', folder, jobId, String(turns)));
    for (const one of children) expect(await one.line()).toBe('done');
    const read = await readJournal(folder, jobId);
    expect(read.readOnly).toBeNull();
    expect(read.events).toHaveLength(1 + children.length * turns);
  }, 60_000);
});

describe('a killed process', () => {
  it('leaves every event it was told was written, and at most one more', async () => {
    const folder = await dataFolder();
    await writtenJournal(folder, 0);
    let before = 1;
    for (let round = 0; round < 4; round++) {
      const writer = child('append', folder, jobId);
      const acknowledged: number[] = [];
      while (acknowledged.length < 20 + round * 13) acknowledged.push(Number(await writer.line()));
      await writer.kill();
      for (let line = await writer.line(); line !== null; line = await writer.line()) {
        acknowledged.push(Number(line));
      }

      const journal = await openJournal(folder, jobId, options);
      expect(journal.readOnly).toBeNull();
      const numbers = journal.events.slice(before).map((_, place) => before + place);
      expect(journal.events.slice(before).map(({ event }) => event)).toEqual(numbers.map(numbered));
      expect(numbers.slice(0, acknowledged.length)).toEqual(acknowledged);
      expect(numbers.length - acknowledged.length).toBeLessThanOrEqual(1);
      before = journal.events.length;
      await journal.close();
    }
  }, 60_000);
});

describe('the lock', () => {
  it('is not given twice in one process, and again after it was given back', async () => {
    const path = join(await dataFolder(), 'lock');
    const first = await takeLock(path);
    expect(await takeLock(path)).toEqual({ heldBy: process.pid });
    if (!('release' in first)) throw new Error('the first must get it');
    await first.release();
    expect(await takeLock(path)).toHaveProperty('release');
  });

  it('goes to exactly one of many who ask at once', async () => {
    const path = join(await dataFolder(), 'lock');
    const asked = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
    expect(asked.filter((one) => 'release' in one)).toHaveLength(1);
  });

  it('is not kept by a later process with the same pid, nor by a torn claim', async () => {
    const path = join(await dataFolder(), 'lock');
    const reused = { claim: 'a', pid: process.pid, process: 'another start' };
    await writeFile(path, `\n${JSON.stringify(reused)}\n\n{"claim":"b","pid":${String(process.pid)}`);
    expect(await takeLock(path)).toHaveProperty('release');
    expect(await readFile(path, 'utf8')).toContain(JSON.stringify(reused));
  });
});

describe('who a process is', () => {
  it('stays the same while it runs and is nobody afterwards', async () => {
    const folder = await dataFolder();
    const other = child('race', folder);
    expect(await other.line()).toBe('ready');
    const pid = other.process.pid ?? 0;
    const identity = await identityOf(pid);
    expect(identity).not.toBeNull();
    expect(await identityOf(pid)).toBe(identity);
    expect(await identityOf(process.pid)).toBe(await identityOf(process.pid));
    await other.kill();
    expect(await identityOf(pid)).toBeNull();
  });

  it('is read on Linux from the start time, whatever the program calls itself, and a zombie is nobody', () => {
    const stat = (name: string, state: string): string =>
      `42 (${name}) ${state} 1 42 42 0 -1 4194304 1 0 0 0 5 2 0 0 20 0 11 0 987654 1 2 3`;
    expect(startInStat(stat('node', 'S'), 'boot')).toBe('boot:987654');
    expect(startInStat(stat('a) R (b', 'R'), 'boot')).toBe('boot:987654');
    expect(startInStat(stat('node', 'Z'), 'boot')).toBeNull();
  });

  it("is read on Windows from tasklist's first column, and nobody when it lists nothing", () => {
    expect(imageOf('"PBX Activation Wizard.exe","4312","Console","1","91.234 K"\r\n')).toBe(
      'PBX Activation Wizard.exe',
    );
    expect(imageOf('INFORMATION: Es werden keine Aufgaben ausgeführt.\r\n')).toBeNull();
  });
});
