import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../domain/failure';
import { PlainText } from '../expect/plain-text';
import { Transcript, transcriptIn } from './transcript';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

class Written {
  text = '';
  seconds = 0;
  readonly failures: Failure[] = [];
  readonly options = {
    clock: { now: () => new Date(Date.UTC(2026, 10, 24, 12, 0, this.seconds)) },
    onFailure: (failure: Failure) => this.failures.push(failure),
  };
  readonly transcript = new Transcript(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.text += chunk.toString();
        done();
      },
    }),
    this.options,
  );
  private readonly plain = new PlainText();

  show(...texts: string[]): void {
    for (const text of texts) {
      this.transcript.add(this.plain.push(Buffer.from(text)));
      this.seconds++;
    }
  }

  /** The lines, their time as the seconds in it. */
  async lines(): Promise<string[]> {
    await this.transcript.end();
    expect(this.text === '' || this.text.endsWith('\n')).toBe(true);
    return this.text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.replace(/^2026-11-24T12:00:(\d\d)\.000Z ([|*] )/, '$1$2'));
  }
}

async function linesOf(...texts: string[]): Promise<string[]> {
  const written = new Written();
  written.show(...texts);
  return written.lines();
}

describe('lines', () => {
  test.each([
    [
      'have the time of their first sign',
      ['one\r\ntw', 'o\r\nth', 'ree'],
      ['00| one', '00| two', '01| three'],
    ],
    ['have no escapes in them', ['\x1b[31mred\x1b[', '0m\r\n'], ['00| red']],
    ['may be empty', ['a\n\n\nb\n'], ['00| a', '00| ', '00| ', '00| b']],
    ['are kept in each state', ['\r1%\r', '2%\r\r\n', 'x'], ['00| 1%', '01| 2%', '02| x']],
    ['end as one where their end is cut in two', ['a\r', '\nb\r', '\r\n'], ['00| a', '01| b']],
    ['lose what moves backwards', ['|\b/\b-\n'], ['00| |/-']],
    ['are as many as a program draws', ['\x1b[5;1Ha\x1b[6;1Hb'], ['00| ', '00| a', '00| b']],
    ['are none where nothing is shown', ['', '\x1b[m'], []],
  ])('%s', async (_what, texts, lines) => {
    expect(await linesOf(...texts)).toEqual(lines);
  });

  test('of the wizard are told apart, and end the prompt they are about', async () => {
    const written = new Written();
    written.show('Password: ');
    written.transcript.note('answered ‹cloud-password›\nx');
    written.show('\r', '\nok\n\x01* no\n');
    written.transcript.note('done');
    expect(await written.lines()).toEqual([
      '00| Password: ',
      '01* answered ‹cloud-password› x',
      '02| ok',
      '02| * no',
      '03* done',
    ]);
  });
});

describe('secrets', () => {
  test('are in none of it, and what may be the beginning of one waits and has its own time', async () => {
    const written = new Written();
    written.transcript.secret('Se-cret1');
    written.show('Se', '-cre', 't1 Se-c', '\r\nS', 'e-', 'x');
    expect(await written.lines()).toEqual(['00| ‹secret› Se-c', '03| Se-x']);
  });

  test('are in no line of the wizard', async () => {
    const written = new Written();
    written.transcript.secret('Se-cret1');
    written.show('Se-cr');
    written.transcript.note('typed Se-cret1');
    expect(await written.lines()).toEqual(['00| Se-cr', '01* typed ‹secret›']);
  });

  test('are found through escapes and control signs', async () => {
    const written = new Written();
    written.transcript.secret('Se-cret1');
    written.show('S\x1b[1me\0-\x1b', '[mcr\x1b]0;t\x07et1\n');
    expect(await written.lines()).toEqual(['00| ‹secret›']);
  });
});

describe('a file', () => {
  function place(): string {
    const folder = mkdtempSync(join(tmpdir(), 'transcript-'));
    folders.push(folder);
    return join(folder, 'transcript.txt');
  }

  test('is new, complete and for its owner only', async () => {
    const path = place();
    const written = new Written();
    const transcript = transcriptIn(path, written.options);
    for (let at = 0; at < 50_000; at++) transcript.add(`line ${String(at)}\n`);
    await transcript.end();
    const lines = readFileSync(path, 'utf8').split('\n');
    expect([lines.length, lines[49_999]]).toEqual([50_001, '2026-11-24T12:00:00.000Z | line 49999']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const second = transcriptIn(path, written.options);
    await second.end();
    expect(written.failures.map(({ error }) => error.code)).toEqual(['file-failed']);
  });

  test('that takes no more says so, and what goes on does not wait for it', async () => {
    const path = place();
    closeSync(openSync(path, 'w'));
    const written = new Written();
    let drained = 0;
    const full = new Writable({
      highWaterMark: 10,
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
      },
    });
    const transcript = new Transcript(full, written.options);
    transcript.onDrain = () => drained++;
    expect(transcript.add('more than ten signs')).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    expect(written.failures.map(({ error }) => error.code)).toEqual(['disk-full']);
    expect(drained).toBe(1);
    expect(transcript.add('more than ten signs')).toBe(true);
    await transcript.end();
  });

  const noFull = existsSync('/dev/full') ? '' : ' (skipped: no /dev/full here)';
  test.skipIf(noFull !== '')(`on a full disk is a full disk${noFull}`, async () => {
    const written = new Written();
    const { createWriteStream } = await import('node:fs');
    const transcript = new Transcript(createWriteStream('/dev/full'), written.options);
    transcript.add('a\n');
    await transcript.end();
    expect(written.failures.map(({ error }) => error.code)).toEqual(['disk-full']);
  });
});
