import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionLost, Failure } from '../../domain/failure';
import { emptyScriptRecipe, ScriptRecipe } from '../../domain/script-recipe';
import type { ScriptRun, ScriptState, SshOffer, SshSession, SshTerminal } from '../../procedure/ports';
import { createSshPort } from '../port';
import { makeUser, me, noSshd, noUsers, removeUser, Sshd, type MadeUser } from '../sshd.fixture';
import { transcriptIn } from '../transcript/transcript';
import { runScript } from './script-run';

/** Against a real OpenSSH server and real prompts. Where there is none, the titles say why nothing was tried. */

const why = (reason: string | null): string => (reason === null ? '' : ` (skipped: ${reason})`);
const noPython = ((): string | null => {
  try {
    execFileSync('python3', ['-c', '']);
    return null;
  } catch {
    return 'there is no python3';
  }
})();
const withServer = noSshd === null ? describe : describe.skip;
const withUsers = noUsers === null ? describe : describe.skip;
const withPython = noPython === null ? test : test.skip;

const { signal } = new AbortController();
const ssh = createSshPort({ limits: { commandMs: 20_000 } });
const clock = {
  now: () => new Date(),
  sleep: (ms: number, off?: AbortSignal) => wait(ms, undefined, off ? { signal: off } : {}),
};
const secret = 'Cloud-' + 'pass+word/1';
const wide = { cols: 500, rows: 50 };

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function signedIn(sshd: Sshd, offer: SshOffer, user = me): Promise<SshSession> {
  const address = { host: sshd.host, port: sshd.port };
  const pin = await ssh.hostKey({ address, oldAlgorithms: false }, signal);
  const session = await ssh.signIn({ address, pin, oldAlgorithms: false }, { user, offers: [offer] }, signal);
  ends.push(() => session.end());
  return session;
}

function outputOf(terminal: SshTerminal): { text: string; size: number } {
  const output = { text: '', size: 0 };
  terminal.onData((bytes) => {
    output.size += bytes.length;
    if (output.size < 100_000) output.text += Buffer.from(bytes).toString();
  });
  return output;
}

async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds(); turns++) {
    if (turns > 500) throw new Error(`it never came to: ${String(holds)}`);
    await wait(20);
  }
}

async function failureOf(work: Promise<unknown>): Promise<Failure['error']> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`no failure but ${String(thrown)}`);
  return thrown.error;
}

withServer(`OpenSSH${why(noSshd)}`, () => {
  let sshd: Sshd;
  let key: SshOffer;
  let session: SshSession;

  beforeAll(async () => {
    sshd = new Sshd();
    ends.push(() => sshd.end());
    await sshd.start();
    const path = sshd.makeKey('mine');
    sshd.authorize(path);
    key = { way: 'key-file', path, passphrase: null };
    session = await signedIn(sshd, key);
  });

  describe('a terminal', () => {
    test('is one, as wide as asked, and tells how it ended', async () => {
      const command = 'tty >/dev/null && echo "$TERM"; stty size; read x; stty size; exit 7';
      const terminal = await session.terminal({ command, ...wide }, signal);
      const output = outputOf(terminal);
      await until(() => output.text.includes('50 500'));
      terminal.resize(120, 40);
      terminal.write('\r');
      expect(await terminal.ended).toEqual({ exit: 7, signal: null });
      expect(output.text).toMatch(/^xterm-256color\r\n50 500\r\n\r\n40 120\r\n$/);
      terminal.write('nobody hears it');
      const killed = await session.terminal({ command: 'kill -9 $$', ...wide }, signal);
      outputOf(killed);
      expect(await killed.ended).toEqual({ exit: null, signal: 'KILL' });
    });

    test('without a command is a shell, in which Ctrl-C works', async () => {
      const terminal = await session.terminal({ command: null, ...wide }, signal);
      const output = outputOf(terminal);
      // Told by the very program that is to be interrupted: before it has the terminal, the Ctrl-C would be the shell's.
      terminal.write(`sh -c 'echo be""gun; exec sleep 100'\r`);
      await until(() => output.text.includes('begun'));
      terminal.write('\u0003');
      // A terminal forgets what was typed before it took the Ctrl-C, and shows the sign when it has.
      await until(() => output.text.includes('^C'));
      terminal.write('echo af""ter; exit 3\r');
      expect(await terminal.ended).toEqual({ exit: 3, signal: null });
      expect(output.text).toContain('after');
    });

    test('makes its program wait when nobody reads', async () => {
      const done = sshd.file('written');
      const command = `head -c 30000000 /dev/zero | tr '\\0' x; touch ${done}`;
      const terminal = await session.terminal({ command, ...wide }, signal);
      const output = outputOf(terminal);
      await until(() => output.size > 0);
      terminal.pause();
      const held = output.size;
      await wait(700);
      expect(output.size).toBe(held);
      expect(existsSync(done)).toBe(false);
      terminal.resume();
      expect(await terminal.ended).toMatchObject({ exit: 0 });
      expect(output.size).toBe(30_000_000);
    });

    test('that is hung up ends its program', async () => {
      const over = sshd.file('over');
      const command = `trap 'touch ${over}; exit' HUP; echo up; while :; do sleep 0.1; done`;
      const terminal = await session.terminal({ command, ...wide }, signal);
      const output = outputOf(terminal);
      await until(() => output.text.includes('up'));
      terminal.end();
      await terminal.ended;
      await until(() => existsSync(over));
    });
  });

  describe('a script', () => {
    const folder = mkdtempSync(join(tmpdir(), 'script-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    let count = 0;

    interface Play {
      run: ScriptRun;
      states: ScriptState[];
      transcript: () => string;
      /** What the screen got. */
      shown: () => string;
      asked: () => string[];
    }

    async function play(script: string, prompts: object[] = [], on = session): Promise<Play> {
      const number = String(++count);
      const file = join(folder, `script-${number}`);
      writeFileSync(file, script, { mode: 0o755 });
      const path = join(folder, `transcript-${number}.txt`);
      const states: ScriptState[] = [];
      const output: Uint8Array[] = [];
      const terminal = await on.terminal({ command: file, ...wide }, signal);
      const run = await runScript(
        terminal,
        {
          recipe: ScriptRecipe.parse({ ...emptyScriptRecipe, prompts }),
          choices: { users: true, recordings: false },
          secret: (name) => Promise.resolve(name === 'cloud-password' ? secret : null),
          policy: 'run',
          transcript: transcriptIn(path, {
            clock,
            onFailure: (failure) => {
              throw failure;
            },
          }),
          onOutput: (bytes) => output.push(bytes),
          onState: (state) => states.push(state),
          clock,
        },
        signal,
      );
      ends.push(() => run.end());
      const asked = (): string[] =>
        states.flatMap((state) => ('prompt' in state ? [`${state.why}: ${state.prompt}`] : []));
      const shown = (): string => Buffer.concat(output).toString();
      return {
        run,
        states,
        asked,
        shown,
        transcript: () => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
      };
    }

    const sh = (body: string): string => `#!/bin/bash\n${body}\n`;
    const check = `[ "$p" = '${secret.slice(0, 6)}''${secret.slice(6)}' ]`;

    test('is answered: its wording in pieces, nothing echoed, words to choose from that come late', async () => {
      const { run, transcript, asked } = await play(
        sh(`
printf 'Password of the '; sleep 0.2; printf 'new cloud PBX'; sleep 0.1; printf ': '
read -rs p; echo; ${check} && echo "it's right"
printf 'Move users?'; printf ' [y/N] '; read -r a; echo "users $a"
read -rp $'Take the \\e[1mrecordings\\e[0m along (yes/no)? ' a; echo "recordings $a"
exit 5`),
      );
      expect(await run.ended).toEqual({ exit: 5, signal: null, said: null });
      expect(asked()).toEqual([]);
      const text = transcript();
      for (const line of [
        "| it's right",
        '| users y',
        '| recordings no',
        '* answered by the wizard: ‹cloud-password›',
      ])
        expect(text).toContain(line);
    });

    withPython(`by getpass is answered too, in another language${why(noPython)}`, async () => {
      const { run, transcript } = await play(`#!/usr/bin/env python3
import getpass, sys
p = getpass.getpass('Passwort der neuen Anlage: ')
print('stimmt' if p == '${secret.slice(0, 6)}' + '${secret.slice(6)}' else 'falsch')
a = input('Sollen die Benutzer übertragen werden? [J/n] ')
print('Benutzer', a)
`);
      expect(await run.ended).toMatchObject({ exit: 0 });
      expect(transcript()).toContain('| stimmt');
      expect(transcript()).toContain('| Benutzer j');
    });

    test('that asks for the password again gets it no second time', async () => {
      const { run, asked, transcript } = await play(
        sh(
          `for try in 1 2; do read -rsp 'Cloud password: ' p; echo; [ "$p" = by-hand ] && exit 0; echo wrong; done`,
        ),
      );
      await until(() => asked().length > 0);
      expect(asked()).toEqual(['secret-sent: Cloud password:']);
      run.answer('by-hand');
      expect(await run.ended).toMatchObject({ exit: 0 });
      expect(transcript().match(/\* answered by the wizard/g)).toHaveLength(1);
      expect(transcript()).not.toContain('by-hand');
    });

    test('that asks something unknown waits for the person, who is echoed', async () => {
      const { run, asked, transcript } = await play(
        sh(`read -rp 'Name of the new site: ' n; echo "site $n"; read -rp 'Go on' n; echo "go $n"`),
      );
      await until(() => asked().length === 1);
      for (const sign of 'Here') run.type(sign);
      run.type('\r');
      await until(() => asked().length === 2);
      run.answer('');
      await run.ended;
      expect(asked()).toEqual(['unknown: Name of the new site:', 'unknown: Go on']);
      expect(transcript()).toContain('| site Here');
    });

    test('that turns the echo off too late shows the password nowhere', async () => {
      const { run, shown, transcript } = await play(
        sh(
          `printf 'Cloud password: '; until read -t 0; do sleep 0.05; done; stty -echo; read -r p; stty echo; echo; ${check} && echo right`,
        ),
      );
      expect(await run.ended).toMatchObject({ exit: 0 });
      expect(transcript()).toContain('| right');
      expect(shown()).toContain('Cloud password: ‹secret›');
      expect(shown() + transcript()).not.toContain(secret);
    });

    test('that draws a bar asks nothing by it', async () => {
      const { run, asked, transcript } = await play(
        sh(`for i in 10 50 90; do printf '\\rcopying users [%-3s] %s%%' '#' $i; sleep 0.5; done
sleep 2; printf '\\rdone                    \\n'`),
      );
      expect(await run.ended).toMatchObject({ exit: 0 });
      expect(asked()).toEqual([]);
      expect(transcript()).toContain('| copying users [#  ] 50%\n');
    });

    test('that dies says so', async () => {
      const { run } = await play(sh(`read -rsp 'Cloud password: ' p; echo; kill -9 $$`));
      expect(await run.ended).toEqual({ exit: null, signal: 'KILL', said: null });
      expect(run.state()).toMatchObject({ phase: 'ended', signal: 'KILL' });
    });

    test('whose connection is cut is lost, and was answered once', async () => {
      const other = new Sshd();
      ends.push(() => other.end());
      other.authorize(sshd.file('mine'));
      await other.start();
      const got = join(folder, 'got');
      const { run, states, transcript } = await play(
        sh(`read -rsp 'Cloud password: ' p; echo x >>${got}; echo; echo working; sleep 30; echo x >>${got}`),
        [],
        await signedIn(other, key),
      );
      await until(() => existsSync(got));
      other.cut();
      expect(connectionLost).toContain((await failureOf(run.ended)).code);
      expect(states.map(({ phase }) => phase)).toEqual(['lost']);
      expect(run.approve()).toBe(false);
      expect(readFileSync(got, 'utf8')).toBe('x\n');
      expect(transcript()).toMatch(/\* the connection was lost: reset\n$/);
    });

    test('has no password of the wizard in any process, nor in the transcript where it prints it', async () => {
      const go = join(folder, 'go');
      const { run, transcript } = await play(
        sh(`read -rsp 'Cloud password: ' p; echo; echo "p is $p"; echo "\${p^^}"; printf %s "$p" | base64
printf %s "$p" | od -An -tx1 -w99; printf '%q\\n' "$p"; printf '%s' "\${p:0:7}"; sleep 0.2; echo "\${p:7}"
while [ ! -e ${go} ]; do sleep 0.1; done`),
      );
      await until(() => transcript().includes('answered'));
      expect(processesTelling(secret)).toEqual([]);
      writeFileSync(go, '');
      expect(await run.ended).toMatchObject({ exit: 0 });
      const text = transcript();
      expect(text.match(/‹secret›/g)).toHaveLength(6);
      expect(text.toLowerCase()).not.toContain('pass+');
    });
  });
});

withUsers(`OpenSSH and su${why(noUsers)}`, () => {
  let user: MadeUser;
  let other: MadeUser;
  let session: SshSession;

  beforeAll(async () => {
    [user, other] = [makeUser(), makeUser()];
    ends.push(() => [user, other].forEach(removeUser));
    const sshd = new Sshd(['PasswordAuthentication yes', 'KbdInteractiveAuthentication no']);
    ends.push(() => sshd.end());
    await sshd.start();
    session = await signedIn(sshd, { way: 'password', password: user.password }, user.name);
  });

  const as = (password = other.password): { user: string; password: string } => ({
    user: other.name,
    password,
  });

  test('the terminal is the other user’s from its first sign, and is all there', async () => {
    const command = `id -un; echo "[$LC_ALL]"; read -r x </dev/tty; echo "got $x"; exit 9`;
    const terminal = await session.terminal({ command, ...wide, as: as() }, signal);
    const output = outputOf(terminal);
    await until(() => output.text.includes('[]'));
    terminal.write('it\r');
    expect(await terminal.ended).toEqual({ exit: 9, signal: null });
    expect(output.text).toBe(`${other.name}\r\n[]\r\nit\r\ngot it\r\n`);
  });

  test('and a shell where no command is given', async () => {
    const terminal = await session.terminal({ command: null, ...wide, as: as() }, signal);
    const output = outputOf(terminal);
    terminal.write('echo I am `id -un`; exit 4\r');
    expect(await terminal.ended).toEqual({ exit: 4, signal: null });
    expect(output.text).toContain(`I am ${other.name}\r\n`);
    expect(output.text).not.toContain(other.password);
  });

  test('a wrong password is told', async () => {
    const opened = session.terminal({ command: 'id', ...wide, as: as('Not-the-one-1') }, signal);
    expect(await failureOf(opened)).toMatchObject({ code: 'su-refused', params: { user: other.name } });
  });
});

/** Processes of this computer whose arguments or environment hold this. */
function processesTelling(value: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || pid === String(process.pid)) return false;
    return ['cmdline', 'environ'].some((what) => {
      try {
        return readFileSync(`/proc/${pid}/${what}`, 'latin1').includes(value);
      } catch {
        return false; // ended meanwhile, or not ours to see
      }
    });
  });
}
