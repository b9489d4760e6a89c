import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ScriptPrompt, ScriptRecipe } from '../domain/script-recipe';
import { shellWord } from '../domain/shell-word';
import { MariaDb, noMariaDb } from '../practice/move-scripts/mariadb.fixture';
import { OLD } from '../practice/move-scripts/rows';
import { noSqlite, noTmux, scriptAt, SqlitePair } from '../practice/move-scripts/sqlite.fixture';
import { noSshd, Sshd } from '../ssh/sshd.fixture';
import { MoveJob } from './move-job.fixture';

/**
 * The whole move with the script on a real OpenSSH server, in a real tmux or screen: a stand-in that moves real rows. HTTPS of both PBXs
 * is the practice pair's, so the users that are compared there are not those that were moved, and the differences are accepted.
 */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const notRoot = process.getuid?.() === 0 ? null : 'the job becomes root, which only root can let it';
const missing = noSshd ?? noTmux ?? notRoot;
const why = (reason: string | null): string => (reason === null ? '' : ` (skipped: ${reason})`);

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Rows on both sides, whatever keeps them. */
interface Pair {
  newPassword: string;
  oldPassword: string;
  rows(of: 'old' | 'new', table: string): string;
}

interface Played {
  moving: MoveJob;
  /** Processes that told a secret while the script ran, each with what told it. */
  told: string[];
  /** How often all processes were looked at. */
  looks: number;
  passphrase: string;
}

(missing === null ? describe : describe.skip)(`the move over OpenSSH${why(missing)}`, () => {
  const passphrase = `Key-${randomBytes(9).toString('base64url')}`;
  let sshd: Sshd;
  let keyFile: string;

  beforeAll(async () => {
    // A tmux of this test's own, and nobody's start files.
    const home = mkdtempSync(join(tmpdir(), 'move-home-'));
    ends.push(() => rmSync(home, { recursive: true, force: true }));
    sshd = new Sshd([`SetEnv HOME=${home} TMUX_TMPDIR=${home}`]);
    ends.push(() => sshd.end());
    keyFile = sshd.makeKey('mine', { passphrase });
    sshd.authorize(keyFile);
    await sshd.start();
  });

  /**
   * From the first step to the report. The person sends each answer that is shown, and is asked nothing else. The cable is cut
   * once, at the prompt with these words.
   */
  async function play(
    pair: Pair,
    recipe: Partial<ScriptRecipe>,
    cutAt: string,
    server = sshd,
  ): Promise<Played> {
    const moving = await MoveJob.start('old-4.01-sqlite', {
      ssh: { port: server.port, keyFile, passphrase },
      recipe,
      choices: { users: 'yes', voicemail: 'yes', 'call-history': 'yes' },
    });
    ends.push(() => moving.end());
    await moving.setCloudPassword(moving.info().cloud.pbx.password, pair.newPassword);
    await moving.toMove(pair.newPassword);
    await moving.ready('ask-before-each');
    const secrets = [pair.newPassword, pair.oldPassword, moving.oldPassword, passphrase];
    const seen = { told: new Set<string>(), looks: 0 };
    const look = (): void => {
      seen.looks += 1;
      for (const one of processesTelling(secrets)) seen.told.add(one);
    };
    const asked: string[] = [];
    let isCut = false;
    const timer = setInterval(look, 150);
    const state = await moving.move((script, run) => {
      if ('prompt' in script) look();
      if (!isCut && 'prompt' in script && script.prompt.includes(cutAt)) {
        isCut = true;
        moving.cable.cut();
      } else if (script.phase === 'about-to-answer') run.approve();
      else if ('prompt' in script) {
        asked.push(`${script.why}: ${script.prompt}`);
        run.type('\u0003');
      }
    });
    clearInterval(timer);
    expect(asked).toEqual([]);
    expect([state, isCut]).toEqual(['done', true]);
    // The stand-in moves rows and no practice PBX: the old password has to come there by hand.
    await moving.setCloudPassword(pair.newPassword, moving.oldPassword);
    await moving.afterMove();
    return { moving, told: [...seen.told], looks: seen.looks, passphrase };
  }

  async function showsNoSecret({ moving, told, looks }: Played, pair: Pair): Promise<void> {
    expect(told).toEqual([]);
    expect(looks).toBeGreaterThan(4);
    const files = moving.files();
    const names = ['journal.jsonl', 'report.json', 'move-transcript.txt'];
    expect([...files.keys()]).toEqual(expect.arrayContaining(names));
    for (const secret of [pair.newPassword, pair.oldPassword, moving.oldPassword, passphrase])
      for (const [name, text] of files)
        for (const form of [secret, JSON.stringify(secret).slice(1, -1)])
          expect(text.includes(form), name).toBe(false);
    const [first = '', second = ''] = moving.transcripts();
    expect(first).toMatch(/\* the connection was lost: \w+\n$/);
    const transcript = first + second;
    expect(transcript.match(/ \* answered by the wizard: ‹cloud-password›\n/g)).toHaveLength(1);
    expect(transcript).toMatch(/\* ended with 0\n$/);
    expect(await moving.evidence('move')).toContain('script-ended');
    expect(await moving.evidence('compare')).toContain('move-differs');
  }

  /** What the Italian stand-in asks beside what every script asks. */
  const italian: ScriptPrompt[] = [
    { words: ['Codice del cantiere, se presente (Invio per nessuno):'], answer: { text: '' }, times: 1 },
    { words: ['Trasferire il registro delle chiamate'], answer: { kind: 'call-history' }, times: 1 },
  ];

  (noSqlite === null ? test : test.skip)(
    `moves a SQLite database by a script whose words a recipe names${why(noSqlite)}`,
    async () => {
      const pair = new SqlitePair();
      ends.push(() => pair.end());
      const words = [scriptAt('sqlite-it.py'), pair.old, pair.new].map(shellWord).join(' ');
      const played = await play(
        pair,
        {
          command: `python3 ${words}`,
          prompts: italian,
          done: ['Trasferimento concluso'],
        },
        'Password del nuovo centralino',
      );
      expect(pair.counts('new')).toEqual(OLD);
      for (const table of ['users', 'cdr', 'voicemail', 'settings'])
        expect(pair.rows('new', table)).toBe(pair.rows('old', table));
      expect(pair.opens('new', pair.oldPassword)).toBe(true);
      expect(played.moving.transcripts()[1]).toContain('| Trasferimento concluso.');
      await showsNoSecret(played, pair);
    },
  );

  const noScreen = noSqlite ?? (spawnSync('screen', ['-v']).error ? 'screen is not installed' : null);
  (noScreen === null ? test : test.skip)(
    `is come back to in screen, where the old PBX has no tmux${why(noScreen)}`,
    async () => {
      const home = mkdtempSync(join(tmpdir(), 'move-screen-'));
      ends.push(() => rmSync(home, { recursive: true, force: true }));
      mkdirSync(join(home, 'bin'));
      mkdirSync(join(home, 'sockets'), { mode: 0o700 });
      writeFileSync(join(home, 'bin', 'tmux'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
      const withScreen = new Sshd([
        `SetEnv HOME=${home} SCREENDIR=${home}/sockets PATH=${home}/bin:/usr/bin:/bin`,
      ]);
      ends.push(() => withScreen.end());
      withScreen.authorize(keyFile);
      await withScreen.start();
      const pair = new SqlitePair();
      ends.push(() => pair.end());
      const words = [scriptAt('sqlite-it.py'), pair.old, pair.new].map(shellWord).join(' ');
      const played = await play(
        pair,
        {
          command: `python3 ${words}`,
          prompts: italian,
        },
        'Password del nuovo centralino',
        withScreen,
      );
      expect(pair.counts('new')).toEqual(OLD);
      expect((await played.moving.job()).facts.inventory?.keeper).toBe('screen');
      await showsNoSecret(played, pair);
      // Nothing is left of it on the old PBX.
      const session = (await played.moving.step('move')).actions.at(-1)?.params?.session;
      expect(session).toMatch(/^pbx-move-/);
      expect(readdirSync('/dev/shm')).not.toContain(session);
    },
  );

  (noMariaDb === null ? test : test.skip)(
    `moves a MariaDB database by a script in another language${why(noMariaDb)}`,
    async () => {
      const db = new MariaDb();
      ends.push(() => db.end());
      await db.start();
      const sides = { old: 'pbx', new: 'cloud' } as const;
      const pair: Pair = {
        newPassword: db.newPassword,
        oldPassword: db.oldPassword,
        rows: (of, table) => db.rows(sides[of], table),
      };
      const words = [scriptAt('mariadb-de.py'), '--socket', db.socket, '--port', String(db.port)];
      const played = await play(
        pair,
        {
          command: `python3 ${words.map(shellWord).join(' ')}`,
          prompts: [{ words: ['Anrufprotokolle übernehmen'], answer: { kind: 'call-history' }, times: 1 }],
          yes: 'ja',
          no: 'nein',
        },
        'Benutzer mit ihren Lizenzen',
      );
      expect(db.counts('cloud')).toEqual(OLD);
      for (const table of ['users', 'cdr', 'voicemail', 'settings'])
        expect(pair.rows('new', table)).toBe(pair.rows('old', table));
      await showsNoSecret(played, pair);
    },
  );

  test('and a secret in a process would be found, in its arguments and in its environment', async () => {
    const planted = `Planted-${randomBytes(9).toString('base64url')}`;
    const children = [
      spawn('sleep', ['60'], { env: { ...process.env, PLANTED: planted } }),
      spawn('sh', ['-c', 'sleep 60; :', planted]),
    ];
    ends.push(() => children.forEach((child) => child.kill()));
    await Promise.all(children.map(spawned));
    const found = processesTelling([planted]);
    for (const [child, what] of [
      [children[0], 'environ'],
      [children[1], 'cmdline'],
    ] as const)
      expect(found).toContain(`${String(child?.pid)} ${what}`);
    for (const child of children) child.kill();
  });
});

/** Until its own arguments and environment stand in /proc. */
async function spawned(child: ChildProcess): Promise<void> {
  const own = readFileSync(`/proc/${String(process.pid)}/cmdline`, 'latin1');
  while (readFileSync(`/proc/${String(child.pid)}/cmdline`, 'latin1') === own) await wait(5);
}

/** Which processes of this computer, this one too, hold one of these in their arguments or environment. */
function processesTelling(secrets: readonly string[]): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) =>
      ['cmdline', 'environ'].flatMap((what) => {
        const text = textOf(`/proc/${pid}/${what}`);
        return secrets.some((secret) => text.includes(secret)) ? [`${pid} ${what}`] : [];
      }),
    );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // ended meanwhile, or not ours to see
  }
}
