import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../domain/failure';
import { Keeper } from '../../domain/move/facts';
import type { KeptScript, SshOffer, SshSession, SshTerminal } from '../../procedure/ports';
import { createSshPort } from '../port';
import { me, noSshd, Sshd } from '../sshd.fixture';
import { createKeptScripts } from './port';

/** Scripts that outlive their line, in a real tmux and screen on a real OpenSSH server. Where one is missing, the title says so. */

const versions = { tmux: '-V', screen: '-v' } as const;
/** Why it cannot be tried here; null: it can. `screen -v` ends with 1 in some versions. */
function without(keeper: Keeper): string | null {
  return noSshd ?? (spawnSync(keeper, [versions[keeper]]).error ? `there is no ${keeper}` : null);
}
const { signal } = new AbortController();
const ssh = createSshPort({ limits: { commandMs: 20_000 } });
const kept = createKeptScripts();
const size = { cols: 200, rows: 50 };

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What a terminal has shown, and whether it came to a text. */
function shownBy(terminal: SshTerminal): { text: () => string; until: (words: string) => Promise<void> } {
  let text = '';
  terminal.onData((bytes) => (text += Buffer.from(bytes).toString('utf8')));
  const until = async (words: string): Promise<void> => {
    for (let turns = 0; !text.includes(words); turns++) {
      if (turns > 500) throw new Error(`it never showed ${words}, but: ${text}`);
      await wait(20);
    }
  };
  return { text: () => text, until };
}

for (const keeper of Keeper.options) {
  const missing = without(keeper);
  (missing === null ? describe : describe.skip)(
    `a script kept by ${keeper}${missing === null ? '' : ` (skipped: ${missing})`}`,
    () => {
      let sshd: Sshd;
      let key: SshOffer;
      let session: SshSession;
      let script: KeptScript;

      async function signIn(): Promise<SshSession> {
        const address = { host: sshd.host, port: sshd.port };
        const pin = await ssh.hostKey({ address, oldAlgorithms: false }, signal);
        const target = { address, pin, oldAlgorithms: false };
        const made = await ssh.signIn(target, { user: me, offers: [key] }, signal);
        ends.push(() => made.end());
        return made;
      }

      beforeAll(async () => {
        sshd = new Sshd();
        ends.push(() => sshd.end());
        await sshd.start();
        const path = sshd.makeKey('mine');
        sshd.authorize(path);
        key = { way: 'key-file', path, passphrase: null };
      });
      beforeEach(async () => {
        session = await signIn();
        script = { keeper, name: kept.newName(), asRoot: {} };
      });

      // Over the line that is there by then: nothing of these tests goes on after them.
      afterEach(() => kept.end(session, script, signal).catch(() => undefined));

      function write(name: string, lines: string[]): string {
        writeFileSync(sshd.file(name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
        return sshd.file(name);
      }

      // A shell counts the bytes of what was typed, which are eight.
      test('is typed to, seen, and tells how it ended', async () => {
        const command = write('asks.sh', [
          'stty -echo; printf "Cloud password: "; read p; stty echo; echo',
          'echo "got ${#p} signs: äö;"',
          'printf "Move users? [y/n] "; read a; exit 7',
        ]);
        await kept.start(session, { ...script, size, command }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        const { text, until } = shownBy(terminal);
        await until('Cloud password: ');
        terminal.write('a;"b $é\r');
        await until('got 8 signs: äö;');
        await until('[y/n] ');
        terminal.write('y\r');
        expect(await terminal.ended).toEqual({ exit: 7, signal: null });
        expect(text()).not.toContain('$é');
        // The line that tells the wizard the end is none of the script's. The empty one before it is seen where it came in a piece
        // of its own: no line end is held back.
        expect(text()).toMatch(/Move users\? \[y\/n\] y\r\n(\r\n)?$/);
        expect(text()).not.toContain(script.name);
      });

      test('goes on when its line is cut, and another line sees where it is and how it ends', async () => {
        const command = write('long.sh', [
          'echo begun',
          'printf "Go on? "; read a',
          'echo "answer: $a"',
          'exit 0',
        ]);
        await kept.start(session, { ...script, size, command }, signal);
        const first = await kept.attach(session, { ...script, size }, signal);
        await shownBy(first).until('Go on? ');
        sshd.cut();
        await expect(first.ended).rejects.toBeInstanceOf(Failure);

        session = await signIn();
        expect(await kept.list(session, script, signal)).toContain(script.name);
        const second = await kept.attach(session, { ...script, size }, signal);
        const { text, until } = shownBy(second);
        await until('Go on? ');
        expect(text()).toContain('begun\r\n');
        second.write('yes\r');
        expect(await second.ended).toEqual({ exit: 0, signal: null });
      });

      test('gets every key as it was pressed, and before anybody could see it', async () => {
        const keys = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place)).join('');
        const command = write('keys.sh', ['stty -echo; IFS= read -r a; printf "<%s>\\n" "$a"']);
        await kept.start(session, { ...script, size, command }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        const { text } = shownBy(terminal);
        terminal.write(`${keys}\r`);
        expect((await terminal.ended).exit).toBe(0);
        expect(text()).toContain(`<${keys}>`);
      });

      test('makes files as readable as the login does', async () => {
        const login = (await session.run('umask', {}, signal)).output.trim();
        // Where the login itself keeps its files to itself nothing would be proved.
        expect(login).not.toBe('0077');
        await kept.start(session, { ...script, size, command: 'echo "umask $(umask)."' }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        const { text } = shownBy(terminal);
        expect((await terminal.ended).exit).toBe(0);
        expect(text()).toContain(`umask ${login}.`);
      });

      test('that ended while nobody looked still tells how', async () => {
        await kept.start(session, { ...script, size, command: 'sh -c "echo over; exit 3"' }, signal);
        await wait(500);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        shownBy(terminal);
        expect(await terminal.ended).toEqual({ exit: 3, signal: null });
      });

      test('that is no command ends as a shell says it', async () => {
        await kept.start(session, { ...script, size, command: '/nowhere/move.sh "x' }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        shownBy(terminal);
        expect((await terminal.ended).exit).toBe(2);
      });

      test('that was taken away is not there, and tells no exit code', async () => {
        await kept.start(session, { ...script, size, command: 'sleep 100' }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        shownBy(terminal);
        await kept.end(session, script, signal);
        await expect(terminal.ended).rejects.toBeInstanceOf(Failure);
        expect(await kept.list(session, script, signal)).not.toContain(script.name);
      });

      test('that is interrupted by Ctrl+C still tells how it ended', async () => {
        await kept.start(session, { ...script, size, command: 'echo waits; sleep 100' }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        await shownBy(terminal).until('waits');
        terminal.resize(180, 40);
        terminal.write('\u0003');
        expect((await terminal.ended).exit).toBe(130);
      });

      test('shows much, and every line of it', async () => {
        await kept.start(session, { ...script, size, command: 'printf "Go? "; read a; seq 1 20000' }, signal);
        const terminal = await kept.attach(session, { ...script, size }, signal);
        const { text, until } = shownBy(terminal);
        await until('Go? ');
        terminal.write('\r');
        expect((await terminal.ended).exit).toBe(0);
        const numbers = text()
          .split(/\r?\n/)
          .filter((line) => /^\d+$/.test(line));
        expect(numbers).toHaveLength(20_000);
      });
    },
  );
}
