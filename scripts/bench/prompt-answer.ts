import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import ssh2 from 'ssh2';
import { emptyScriptRecipe, ScriptRecipe } from '../../app/domain/script-recipe';
import { runScript } from '../../app/ssh/script/script-run';
import { transcriptIn } from '../../app/ssh/transcript/transcript';
import { measure, median, type Bench, type Measured } from './measured';
import { never, withServer, type BenchServer } from './ssh-server';

const child = fileURLToPath(new URL('slow-way-child.ts', import.meta.url));
const questions = 20;
const ends = 'Shall we go on:';

/** Asks, and then lets the line fall silent, so that what is on the wire is known to be the next question. */
const script = `for i in $(seq ${questions}); do sleep 0.1; read -rp "$i. ${ends} " a; [ "$a" = on ] || exit 1; done`;

/**
 * From a prompt on the wire to its answer on the wire, at the server's end of the way: against the round trip that the way
 * adds, and without any against a bare client of the same library that answers as soon as it sees the prompt.
 */
export const promptAnswer: Bench = (runs) =>
  withServer(async (server) => {
    const results: Measured[] = [];
    writeFileSync(server.sshd.file('ask.sh'), script);
    const pairs: [number, number][] = [];
    for (let run = 0; run < Math.max(1, Math.min(runs, 5)); run++)
      pairs.push([(await turn(server, 0, ours)) * 1_000, (await turn(server, 0, bare)) * 1_000]);
    results.push(measure('prompt-answer 0 ms', 'µs', pairs, 1.5));
    for (const ms of [20, 200])
      results.push(measure(`prompt-answer ${ms} ms`, 'ms', [[await turn(server, ms, ours), ms]], 1.5));
    return results;
  });

type Client = (server: BenchServer, port: number, command: string) => Promise<number | null>;

/** Milliseconds until an answer, the middle one of all. */
async function turn(server: BenchServer, roundTripMs: number, client: Client): Promise<number> {
  const { sshd } = server;
  const way = fork(child, [sshd.host, String(sshd.port), String(roundTripMs)], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const [port] = (await once(way, 'message')) as [number];
    const exit = await client(server, port, `bash ${sshd.file('ask.sh')}`);
    if (exit !== 0) throw new Error(`the questions were not answered: ${exit}`);
    way.send('turns');
    const [turns] = (await once(way, 'message')) as [number[]];
    // Signing in has turns too, and so has hanging up.
    return median(turns.slice(-questions - 1, -1));
  } finally {
    way.disconnect();
  }
}

let count = 0;

async function ours({ signIn, sshd }: BenchServer, port: number, command: string): Promise<number | null> {
  const session = await signIn(port);
  const terminal = await session.terminal({ command, cols: 500, rows: 50 }, never);
  const prompts = [{ words: [ends], answer: { text: 'on' }, times: questions }];
  const run = await runScript(
    terminal,
    {
      recipe: ScriptRecipe.parse({ ...emptyScriptRecipe, prompts }),
      choices: {},
      secret: () => Promise.resolve('Kq7!wXz#2mPv%9RtLb4-'),
      policy: 'run',
      transcript: transcriptIn(sshd.file(`transcript-${++count}.txt`), {
        clock: { now: () => new Date() },
        onFailure: (failure) => {
          throw failure;
        },
      }),
      onOutput: () => undefined,
      onState: () => undefined,
      clock: {
        now: () => new Date(),
        sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
      },
    },
    never,
  );
  const { exit } = await run.ended;
  return exit;
}

function bare({ sshd, user, key }: BenchServer, port: number, command: string): Promise<number | null> {
  const client = new ssh2.Client();
  const done = new Promise<number | null>((resolve, reject) => {
    client.on('error', reject);
    client.on('ready', () => {
      client.exec(command, { pty: { cols: 500, rows: 50 } }, (error, channel) => {
        if (error) {
          reject(error);
          return;
        }
        channel.on('data', (chunk: Buffer) => {
          if (chunk.includes(ends)) channel.write('on\r');
        });
        channel.on('close', (exit: number | null) => resolve(exit));
      });
    });
  });
  client.connect({ host: sshd.host, port, username: user, privateKey: readFileSync(key) });
  return done.finally(() => client.end());
}
