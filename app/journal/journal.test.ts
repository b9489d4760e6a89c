import { appendFile, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Facts } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import { createJournal, jobFolder, listJobs, openJournal, readJournal } from './journal';
import { createJournals } from './journals';
import { genesis, makeLine } from './line';
import { numbered } from './numbered.fixture';
import { replay } from './replay';
import { created, jobId, options, writtenJournal, temporaryFolder } from './test-kit';

const dataFolder = (): Promise<string> => temporaryFolder(onTestFinished);

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').slice(0, -1);
}

async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
}

describe('a journal', () => {
  it('gives back on opening exactly what was appended, in order, even when asked for all at once', async () => {
    const folder = await dataFolder();
    const journal = await createJournal(folder, created(), options);
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, number) => journal.append(numbered(number))),
    );
    await journal.close();
    const again = await openJournal(folder, jobId, options);
    expect(again.events).toEqual([...journal.events, ...all]);
    expect(again.events.map(({ event }) => event).slice(1)).toEqual(all.map((_, number) => numbered(number)));
    expect(again.lastHash).toBe(journal.lastHash);
    expect(again.notices).toEqual([]);
    expect(again.readOnly).toBeNull();
    await again.close();
  });

  it('goes on with the chain after it was opened again', async () => {
    const folder = await dataFolder();
    await writtenJournal(folder, 2);
    const journal = await openJournal(folder, jobId, options);
    await journal.append({ type: 'opened', pid: 1 });
    await journal.close();
    const read = await readJournal(folder, jobId);
    expect(read.events).toHaveLength(4);
    expect(read.readOnly).toBeNull();
  });

  it('redacts before it writes and gives back what it wrote', async () => {
    const folder = await dataFolder();
    const redact = (text: string): string =>
      text.replaceAll('hunter22', '‹secret›').replaceAll('admin', '‹secret›');
    const journal = await createJournal(folder, created(), { ...options, redact });
    const { event } = await journal.append({
      type: 'step',
      step: 'admin-password',
      state: 'failed',
      error: {
        code: 'pbx-error',
        retry: true,
        details: 'user hunter22 is no admin',
        params: { says: 'hunter22' },
      },
    });
    await journal.close();
    expect(event).toMatchObject({
      step: 'admin-password',
      error: { details: 'user ‹secret› is no ‹secret›', params: { says: '‹secret›' } },
    });
    expect(await readFile(join(journal.folder, 'journal.jsonl'), 'utf8')).not.toContain('hunter22');
    expect((await readJournal(folder, jobId)).events.at(-1)?.event).toEqual(event);
  });

  describe('with secrets that equal a part of what the machine goes on with', () => {
    const inBase64 = Buffer.from('xx bellevue yy').toString('base64');
    const secrets = ['bellevue', inBase64, '0000', 'premium', 'Hunter22', '00112233AABB', 'root'];
    const redact = (text: string): string =>
      secrets.reduce((left, secret) => left.replaceAll(secret, '‹secret›'), text);
    const certificate = {
      fingerprint256: 'AA:BB',
      subject: 'CN=bellevue',
      issuer: 'CN=bellevue',
      altNames: 'DNS:bellevue.local',
      validFrom: '2020-01-01T00:00:00Z',
      validTo: '2040-01-01T00:00:00Z',
      selfSigned: true,
      trusted: false,
      pem: `-----BEGIN CERTIFICATE-----\nMIIB${inBase64}\n-----END CERTIFICATE-----`,
    };
    const look = {
      host: 'bellevue.local',
      port: 443,
      certificate,
      signs: [],
      serverHeader: null,
      clockSkewMs: 0,
    };

    const refusedAs = (user: string): NonNullable<Facts['sshRefused']> => ({
      error: { code: 'ssh-refused', retry: false },
      at: '2026-01-01T00:00:00Z',
      login: `${user}@192.0.2.1`,
      secret: 'ssh-password',
    });

    async function appended(event: JournalEvent): Promise<JournalEvent> {
      const folder = await dataFolder();
      const journal = await createJournal(folder, created(), { ...options, redact });
      const written = await journal.append(event);
      await journal.close();
      expect((await readJournal(folder, jobId)).events.at(-1)).toEqual(written);
      return written.event;
    }

    it.each<JournalEvent>([
      {
        type: 'facts',
        facts: {
          address: 'bellevue.local',
          look,
          pin: certificate,
          serial: '221100001234',
          swSerial: '221100001234',
          version: '6.09.20250000.1',
          licences: [{ type: 'premium', bought: 5, used: null }],
        },
        source: 'test',
      },
      {
        type: 'facts',
        facts: {
          network: {
            members: { '1': { facts: { address: 'bellevue.local', look, serial: '221100001234' } } },
          },
        },
        source: 'test',
      },
      { type: 'assignment', set: { '10000': 'premium', '3': null } },
      {
        type: 'intent',
        step: 'licences',
        action: 'a1',
        code: 'set-type',
        params: { id: '10000', from: 'basic', to: 'premium' },
      },
      {
        type: 'intent',
        step: 'portal-change',
        action: 'a1',
        code: 'portal-zero',
        params: { change: 'term', zone: 'Europe/Rome', before: 'premium 5', types: 'premium 5' },
      },
      {
        type: 'step',
        step: 'licences',
        state: 'needs-person',
        plan: [{ code: 'warn.more-than-bought', params: { types: 'premium 6/5', over: 1 } }],
      },
      {
        type: 'warning-accepted',
        step: 'licences',
        warning: {
          code: 'more-than-bought premium 6/5',
          params: { types: 'premium 6/5', over: 1 },
          reason: 'agreed',
          at: '2026-01-01T00:00:00Z',
        },
      },
      {
        type: 'warning-accepted',
        step: 'sign-in',
        warning: {
          code: 'serial-elsewhere 221100001234',
          params: { now: '221100001234' },
          reason: 'agreed',
          at: '2026-01-01T00:00:00Z',
        },
      },
      { type: 'facts', facts: { sshRefused: refusedAs('root') }, source: 'SSH' },
    ])('leaves them as they are in $type $code', async (event) => {
      expect(await appended(event)).toEqual(event);
    });

    it.each<[string, JournalEvent]>([
      [
        'an address that nothing answered at yet',
        { type: 'facts', facts: { address: 'Hunter22' }, source: 'test' },
      ],
      [
        'a serial that is none',
        { type: 'facts', facts: { swSerial: 'admin:Hunter22', hwSerial: 'Hunter22x' }, source: 'test' },
      ],
      [
        'a serial that is a secret as a whole',
        { type: 'facts', facts: { swSerial: '00112233AABB' }, source: 'test' },
      ],
      ['a type that no list knows', { type: 'assignment', set: { '1': 'Hunter22' } }],
      ['what was typed', { type: 'input', step: 'prepare', field: 'address', value: 'Hunter22' }],
      [
        'what a PBX said to a sign-in',
        {
          type: 'facts',
          facts: {
            signInRefused: {
              error: { code: 'pbx-error', retry: false, details: 'no Hunter22' },
              at: '2026-01-01T00:00:00Z',
              address: 'bellevue.local',
            },
          },
          source: 'test',
        },
      ],
      [
        'a login that was typed',
        { type: 'facts', facts: { sshRefused: refusedAs('Hunter22') }, source: 'SSH' },
      ],
      [
        'the reason for a warning',
        {
          type: 'warning-accepted',
          step: 'licences',
          warning: { code: 'x', params: { now: 'Hunter22' }, reason: 'Hunter22', at: '2026-01-01T00:00:00Z' },
        },
      ],
      [
        'the rest of a plan',
        {
          type: 'step',
          step: 'licences',
          state: 'ready',
          plan: [{ code: 'warn.x', params: { customer: 'Hunter22', now: 'Hunter22' } }],
        },
      ],
      [
        'the name of a user',
        {
          type: 'intent',
          step: 'licences',
          action: 'a1',
          code: 'set-type',
          params: { id: '1', user: 'Hunter22', from: '', to: 'basic' },
        },
      ],
    ])('takes them out of %s', async (_what, event) => {
      expect(JSON.stringify(await appended(event))).not.toMatch(/Hunter22|00112233AABB/);
    });
  });

  it.skipIf(process.platform === 'win32')('can be read by its owner only', async () => {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 1);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await stat(jobFolder(folder, jobId))).mode & 0o077).toBe(0);
  });

  it('takes nothing more after it was closed', async () => {
    const journal = await createJournal(await dataFolder(), created(), options);
    await journal.close();
    await expect(journal.append(numbered(1))).rejects.toMatchObject({ error: { code: 'job-closed' } });
    await journal.close();
  });

  it('of a job that was closed opens to be looked at', async () => {
    const folder = await dataFolder();
    const first = await createJournal(folder, created(), options);
    await first.append({ type: 'closed', outcome: 'done' });
    await first.close();
    const again = await openJournal(folder, jobId, options);
    expect(again.readOnly).toEqual({ code: 'read-only.closed' });
    await expect(again.append(numbered(1))).rejects.toMatchObject({ error: { code: 'job-closed' } });
    expect((await readJournal(folder, jobId)).readOnly).toEqual({ code: 'read-only.closed' });
  });

  it('cannot be created over another', async () => {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 1);
    const before = await readFile(path);
    await expect(createJournal(folder, created(), options)).rejects.toMatchObject({
      error: { code: 'file-failed' },
    });
    expect(await readFile(path)).toEqual(before);
  });

  it('that is not there is said so, and no folder is made for it', async () => {
    const folder = await dataFolder();
    for (const attempt of [openJournal(folder, jobId, options), readJournal(folder, jobId)]) {
      await expect(attempt).rejects.toMatchObject({ error: { code: 'job-not-found' } });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('never leaves its folder by its name', () => {
    expect(() => jobFolder('/data', '../../etc')).toThrow();
  });
});

describe('the list of jobs', () => {
  it('has every job that began and nothing else', async () => {
    const folder = await dataFolder();
    expect(await listJobs(folder)).toEqual([]);
    await writtenJournal(folder, 1, 'job-0002');
    await writtenJournal(folder, 0, 'job-0001');
    await writeFile(join(folder, 'jobs', 'notes.txt'), 'x');
    await writeFile(join(folder, 'jobs', 'job-0003'), 'a file, no folder');
    expect(await listJobs(folder)).toEqual(['job-0001', 'job-0002']);
  });
});

describe('the journals of a data folder', () => {
  it('are made, opened, listed and known by their last hash', async () => {
    const folder = await dataFolder();
    const journals = createJournals(folder, options);
    const made = await journals.create(created());
    await made.append(numbered(1));
    await made.close();
    const other = await journals.create(created('job-0002'));
    await other.append({ type: 'closed', outcome: 'left-open' });
    await other.close();
    const listed = await journals.list();
    expect(listed).toMatchObject([
      { id: jobId, readOnly: null },
      { id: 'job-0002', readOnly: { code: 'read-only.closed' } },
    ]);
    expect(listed.map(({ events }) => events.length)).toEqual([2, 2]);
    const opened = await journals.open(jobId);
    expect(opened.events).toEqual(listed[0]?.events);
    await opened.close();
    const before = await journals.lastHash(jobId);
    expect(before).toBe((await readJournal(folder, jobId)).lastHash);
    expect(before).not.toBe(await journals.lastHash('job-0002'));
  });
});

describe('a torn last line', () => {
  /** A journal of four lines: its file, its bytes, and where the last line starts. */
  async function fourLines(): Promise<{ folder: string; path: string; whole: Buffer; lastStart: number }> {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 3);
    const whole = await readFile(path);
    return { folder, path, whole, lastStart: whole.lastIndexOf(0x0a, whole.length - 2) + 1 };
  }

  it('is told from the good ones before it at every length', async () => {
    const { whole, lastStart } = await fourLines();
    for (let cut = lastStart + 1; cut < whole.length; cut++) {
      const found = replay(whole.subarray(0, cut), jobId);
      expect(found.stop).toBeNull();
      expect(found.torn).toEqual(whole.subarray(lastStart, cut));
      expect(found.goodBytes).toBe(lastStart);
      expect(found.events.map(({ event }) => event)).toEqual([created(), numbered(1), numbered(2)]);
    }
    expect(replay(whole, jobId)).toMatchObject({ torn: null, goodBytes: whole.length });
  });

  it('is cut off, kept aside and told, and the journal goes on', async () => {
    const { folder, path, whole, lastStart } = await fourLines();
    const cuts = [lastStart + 1, lastStart + 2, lastStart + 150, whole.length - 2, whole.length - 1];
    for (const cut of cuts) {
      await writeFile(path, whole.subarray(0, cut));
      const journal = await openJournal(folder, jobId, options);
      expect(journal.notices).toMatchObject([
        { code: 'journal-torn-line', params: { bytes: cut - lastStart } },
      ]);
      expect(journal.readOnly).toBeNull();
      expect(journal.events).toHaveLength(3);
      expect(await readFile(path)).toEqual(whole.subarray(0, lastStart));
      await journal.append(numbered(9));
      await journal.close();
      const read = await readJournal(folder, jobId);
      expect(read.readOnly).toBeNull();
      expect(read.events.at(-1)?.event).toEqual(numbered(9));
    }
    const names = (await readdir(jobFolder(folder, jobId))).filter((name) =>
      name.startsWith('journal.torn-'),
    );
    const aside = await Promise.all(names.map((name) => readFile(join(jobFolder(folder, jobId), name))));
    expect(aside.sort((a, b) => a.length - b.length)).toEqual(
      cuts.map((cut) => whole.subarray(lastStart, cut)),
    );
  });

  it('of noughts, as a power cut leaves it, is dropped too', async () => {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 1);
    await appendFile(path, Buffer.alloc(300));
    const journal = await openJournal(folder, jobId, options);
    expect(journal.notices).toHaveLength(1);
    expect(journal.readOnly).toBeNull();
    await journal.close();
  });

  it('with its end but a lost block, or with a newline but no end, is dropped too', async () => {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 2);
    const [first = '', second = '', third = ''] = await linesOf(path);
    for (const torn of [third.slice(0, 40) + '\0'.repeat(50) + third.slice(90), third.slice(0, 60)]) {
      await writeLines(path, [first, second, torn]);
      const journal = await openJournal(folder, jobId, options);
      expect(journal.notices).toHaveLength(1);
      expect(journal.events).toHaveLength(2);
      await journal.close();
    }
  });

  it('is passed over by a reader, who leaves it where it is', async () => {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 1);
    await appendFile(path, '{"v":1,"seq":3');
    const before = await readFile(path);
    expect((await readJournal(folder, jobId)).events).toHaveLength(2);
    expect(await readFile(path)).toEqual(before);
  });
});

describe('a broken chain', () => {
  const cases: Record<string, { change: (lines: string[]) => string[]; line: number }> = {
    'an edited line': { change: edit(3, (line) => line.replace('№ 2', '№ 7')), line: 3 },
    'one space added': { change: edit(3, (line) => line.replace('"v":1', '"v": 1')), line: 3 },
    'a last line that is no JSON any more but has its end': {
      change: edit(5, (line) => line.replace('"v"', 'v')),
      line: 5,
    },
    'an edited last line': { change: edit(5, (line) => line.replace('№ 4', '№ 7')), line: 5 },
    'a line that is no JSON, not at the end': { change: edit(4, (line) => line.slice(0, -9)), line: 4 },
    'a removed line': { change: (lines) => lines.filter((_, place) => place !== 2), line: 3 },
    'a removed first line': { change: (lines) => lines.slice(1), line: 1 },
    'a line twice': {
      change: (lines) => lines.flatMap((line, at) => (at === 2 ? [line, line] : [line])),
      line: 4,
    },
    'two swapped lines': {
      change: ([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest],
      line: 2,
    },
    'line ends of another system': { change: (lines) => lines.map((line) => `${line}\r`), line: 1 },
    'an event of no known type': { change: edit(3, withEvent({ type: 'teleported' })), line: 3 },
    'an event with a missing part': {
      change: edit(3, withEvent({ type: 'input', step: 'prepare' })),
      line: 3,
    },
  };

  function edit(number: number, change: (line: string) => string): (lines: string[]) => string[] {
    return (lines) => lines.map((line, place) => (place === number - 1 ? change(line) : line));
  }

  /** Another event with a hash that fits: only the schema can refuse it. */
  function withEvent(event: object): (line: string) => string {
    return (line) => {
      const { seq, at, prev } = JSON.parse(line) as { seq: number; at: string; prev: string };
      const made = makeLine({ seq: seq - 1, hash: prev }, { at, event: event as never });
      return made.line.toString('utf8').trimEnd();
    };
  }

  for (const [name, { change, line }] of Object.entries(cases)) {
    it(`by ${name} opens read-only with the events before it, and nothing is touched`, async () => {
      const folder = await dataFolder();
      const path = await writtenJournal(folder, 4);
      await writeLines(path, change(await linesOf(path)));
      const before = await readFile(path);
      const journal = await openJournal(folder, jobId, options);
      expect(journal.readOnly).toEqual({ code: 'read-only.journal-broken', params: { line } });
      expect(journal.events).toHaveLength(line - 1);
      await expect(journal.append(numbered(9))).rejects.toMatchObject({
        error: { code: 'journal-broken', params: { line } },
      });
      await journal.close();
      expect(await readFile(path)).toEqual(before);
    });
  }

  it('is found wherever one byte of a written line is changed', async () => {
    const folder = await dataFolder();
    const whole = await readFile(await writtenJournal(folder, 4));
    const lastStart = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    fc.assert(
      fc.property(fc.nat(lastStart - 1), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const changed = Buffer.from(whole);
        changed[place] = ((changed[place] ?? 0) + by) % 256;
        const found = replay(changed, jobId);
        const line = whole.subarray(0, place).filter((byte) => byte === 0x0a).length + 1;
        expect(found.stop).not.toBeNull();
        expect(found.events.length).toBeLessThan(line);
      }),
      { numRuns: 500 },
    );
  });

  it("is another job's file under this job's name", async () => {
    const folder = await dataFolder();
    const mine = await writtenJournal(folder, 1);
    const other = await writtenJournal(folder, 1, 'job-0002');
    await writeFile(mine, await readFile(other));
    expect((await readJournal(folder, jobId)).readOnly).toEqual({
      code: 'read-only.journal-broken',
      params: { line: 1 },
    });
  });

  it('is a chain that does not begin with the creation of its job', () => {
    const { line } = makeLine(
      { seq: 0, hash: genesis(jobId) },
      { at: '2026-01-01T00:00:00.000Z', event: numbered(1) },
    );
    expect(replay(line, jobId).stop).toEqual({ code: 'read-only.journal-broken', params: { line: 1 } });
  });
});

describe('a newer format', () => {
  it('opens read-only and is left as it is', async () => {
    const folder = await dataFolder();
    const path = await writtenJournal(folder, 2);
    await appendFile(path, '{"v":2,"seq":4,"what":"ever"}\n');
    const before = await readFile(path);
    const journal = await openJournal(folder, jobId, options);
    expect(journal.readOnly).toEqual({ code: 'read-only.journal-newer' });
    expect(journal.events).toHaveLength(3);
    await expect(journal.append(numbered(9))).rejects.toMatchObject({ error: { code: 'journal-newer' } });
    expect(await readFile(path)).toEqual(before);
  });
});
