import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { emptyScriptRecipe, ScriptRecipe } from '../../app/domain/script-recipe';
import type { SshSession } from '../../app/procedure/ports';
import { runScript } from '../../app/ssh/script/script-run';
import { transcriptIn } from '../../app/ssh/transcript/transcript';
import { measure, type Bench } from './measured';
import { never, withServer, type BenchServer } from './ssh-server';

const size = 200_000_000;
/** MB that the process may grow by while all of it goes through. */
const mostGrowth = 50;

/**
 * 200 MB of lines through a pty, our session, the prompt watch and the transcript on the disk, against OpenSSH's own client
 * that throws them away, on the same server. Besides: how much this process grows while it does so.
 */
export const scriptOutput: Bench = (runs) =>
  withServer(async (server) => {
    const file = server.sshd.file('lines.txt');
    writeLines(file, size);
    const session = await server.signIn();
    // Loaded and compiled before; the heap is still as small as it begins.
    const short = server.sshd.file('few-lines.txt');
    writeLines(short, size / 100);
    await ours(session, short, server);
    const times: [number, number][] = [];
    const growths: [number, number][] = [];
    for (let run = 0; run < Math.max(1, Math.min(runs, 5)); run++) {
      const { ms, grown } = await ours(session, file, server);
      times.push([ms, await plainClient(server, file)]);
      growths.push([grown, mostGrowth]);
    }
    return [measure('script-output time', 'ms', times, 2), measure('script-output memory', 'MB', growths, 1)];
  });

/** Block by block: a text of all of it in this process would hide how much the process grows by. */
function writeLines(path: string, bytes: number): void {
  const line = (at: number): string =>
    `${String(at).padStart(8, '0')} user "Line ${String(at)}" copied: 3 voicemails, 12 contacts, 1 fax (ok)\n`;
  const block = Array.from({ length: 1_000 }, (_, at) => line(at)).join('');
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes; written += block.length) writeSync(file, block);
  closeSync(file);
}

async function ours(
  session: SshSession,
  file: string,
  { sshd }: BenchServer,
): Promise<{ ms: number; grown: number }> {
  const path = sshd.file('transcript.txt');
  const transcript = transcriptIn(path, {
    clock: { now: () => new Date() },
    onFailure: (failure) => {
      throw failure;
    },
  });
  let shown = 0;
  let chunks = 0;
  const before = process.memoryUsage().rss;
  let most = before;
  const began = performance.now();
  const terminal = await session.terminal({ command: `cat ${file}`, cols: 500, rows: 50 }, never);
  const run = await runScript(
    terminal,
    {
      recipe: ScriptRecipe.parse(emptyScriptRecipe),
      choices: { users: true },
      secret: (name) => Promise.resolve(`${name}-Kq7!wXz#2mPv`),
      policy: 'run',
      transcript,
      onOutput: (bytes) => {
        shown += bytes.length;
        if (++chunks % 100 === 0) most = Math.max(most, process.memoryUsage.rss());
      },
      onState: () => undefined,
      clock: {
        now: () => new Date(),
        sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
      },
    },
    never,
  );
  await run.ended;
  const ms = performance.now() - began;
  most = Math.max(most, process.memoryUsage().rss);
  // Every byte, and a carriage return for each line; a transcript is never shorter than what it is of.
  const { size: all } = statSync(file);
  if (shown < all || statSync(path).size < all) throw new Error(`only ${shown} bytes came through`);
  rmSync(path);
  return { ms, grown: (most - before) / 1_000_000 };
}

/** Milliseconds that OpenSSH's client takes for it. */
async function plainClient({ sshd, user, key }: BenchServer, file: string): Promise<number> {
  const began = performance.now();
  const options = ['-F', '/dev/null', '-i', key, '-p', String(sshd.port), '-tt', '-o', 'LogLevel=ERROR'];
  const trust = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
  const client = spawn('ssh', [...options, ...trust, `${user}@${sshd.host}`, `cat ${file}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(client, 'exit')) as [number];
  if (code !== 0) throw new Error(`ssh ended with ${code}`);
  return performance.now() - began;
}
