/**
 * A second process for the tests, with one of these acts as first argument:
 *
 * - `append <dataFolder> <jobId>`: appends numbered events for ever and prints each number when it is on the disk.
 * - `race <dataFolder>`: for each `<jobId> <start time>` on its input, opens that job at that time and prints how it went;
 *   keeps it open.
 * - `turns <dataFolder> <jobId> <count>`: opens, appends once and closes, until it could do so `count` times.
 */
import { createInterface } from 'node:readline';
import { openJournal } from './journal';
import { numbered } from './numbered.fixture';

const [act, dataFolder = '', jobId = '', count = '0'] = process.argv.slice(2);
const options = { redact: (text: string) => text, now: () => new Date() };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function appendForEver(): Promise<void> {
  const journal = await openJournal(dataFolder, jobId, options);
  if (journal.readOnly) throw new Error(JSON.stringify(journal.readOnly));
  for (let number = journal.events.length; ; number++) {
    await journal.append(numbered(number));
    say(String(number));
  }
}

async function race(): Promise<void> {
  say('ready');
  for await (const line of createInterface(process.stdin)) {
    const [id = '', start = '0'] = line.split(' ');
    while (Date.now() < Number(start)) {
      // All children wait awake, so that they start as close together as can be.
    }
    const { readOnly } = await openJournal(dataFolder, id, options);
    say(readOnly ? JSON.stringify(readOnly) : `held ${String(process.pid)}`);
  }
}

async function takeTurns(): Promise<void> {
  for (let done = 0; done < Number(count);) {
    const journal = await openJournal(dataFolder, jobId, options);
    if (journal.readOnly) {
      if (journal.readOnly.code !== 'read-only.journal-locked')
        throw new Error(JSON.stringify(journal.readOnly));
      await new Promise((resolve) => setTimeout(resolve, 1));
      continue;
    }
    await journal.append(numbered(++done));
    await journal.close();
  }
  say('done');
}

const acts: Record<string, () => Promise<void>> = { append: appendForEver, race, turns: takeTurns };
await acts[act ?? '']?.();
