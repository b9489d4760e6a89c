import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TerminalPiece } from '../contract/terminal-views';
import type { ScriptRun } from '../procedure/ports';
import { TerminalHost } from './terminal-host';

/** The terminal between a script and a window that may be slow, late or gone. */

const job = 'move-to-cloud-20260310-abcdef';
let folder: string;
let pieces: TerminalPiece[];
let host: TerminalHost;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = mkdtempSync(join(tmpdir(), 'terminal-host-'));
  pieces = [];
  host = new TerminalHost({
    send: (piece) => pieces.push(piece),
    folderOf: () => folder,
    clock: { now: () => new Date('2026-03-10T13:00:00Z'), sleep: () => new Promise(() => undefined) },
  });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** A script's terminal, and whether the script has to wait. */
function opened(): ReturnType<TerminalHost['open']> & {
  isHeld: () => boolean;
  print: (text: string) => void;
} {
  const terminal = host.open(job, true, () => undefined);
  let held = false;
  const run: Partial<ScriptRun> = {
    pause: () => (held = true),
    resume: () => (held = false),
  };
  terminal.view.bind(run as ScriptRun);
  return {
    ...terminal,
    isHeld: () => held,
    print: (text) => terminal.view.output(Buffer.from(text)),
  };
}

const sent = (): string => pieces.map(({ text }) => text).join('');
const line = (number: number): string => `${String(number).padStart(9)} `.repeat(100);
/** How long output is gathered at most, in milliseconds. */
const gathered = 20;

describe('a window', () => {
  test('that draws nothing holds the script for two seconds and no longer, and is shown all when it is back', () => {
    const { isHeld, print } = opened();
    host.begin(job);
    for (let number = 0; number < 310; number++) print(line(number));
    expect(isHeld()).toBe(true);
    vi.advanceTimersByTime(1_990);
    expect(isHeld()).toBe(true);
    vi.advanceTimersByTime(20);
    expect(isHeld()).toBe(false);
    // It counts as gone: nothing more goes to it, and nothing waits for it.
    pieces = [];
    for (let number = 310; number < 700; number++) print(line(number));
    vi.advanceTimersByTime(5_000);
    expect([isHeld(), sent()]).toEqual([false, '']);
    host.of(job)?.drawn(1);
    expect(pieces).toHaveLength(1);
    expect(pieces[0]?.anew).toBe(true);
    expect(pieces[0]?.text.endsWith(line(699))).toBe(true);
  });

  test('that draws late lets the script go on as soon as it has', () => {
    const { isHeld, print } = opened();
    host.begin(job);
    for (let number = 0; number < 310; number++) print(line(number));
    vi.advanceTimersByTime(500);
    expect(isHeld()).toBe(true);
    host.of(job)?.drawn(sent().length);
    expect(isHeld()).toBe(false);
    print('and more');
    vi.advanceTimersByTime(3_000);
    expect(sent().endsWith('and more')).toBe(true);
    expect(pieces.some(({ anew }) => anew)).toBe(false);
  });

  test('that comes late sees what is kept, and then what comes, each sign once', () => {
    const { print, view, file } = opened();
    print('Password: ');
    view.state({ phase: 'running' });
    vi.advanceTimersByTime(gathered);
    expect(sent()).toBe('');
    const begun = host.begin(job);
    expect(begun).toMatchObject({ job, text: 'Password: ', anew: true, file, script: { phase: 'running' } });
    print('\r\nok\r\n');
    vi.advanceTimersByTime(gathered);
    expect(begun.text + sent()).toBe('Password: \r\nok\r\n');
    expect(host.begin(job).text).toBe('Password: \r\nok\r\n');
  });

  test('of a job without a script shows nothing', () => {
    expect(host.begin(job)).toEqual({ job, text: '', anew: true, script: null, file: null });
    expect(host.of(job)).toBeNull();
  });

  test('that is open when another script begins is emptied, and each script has a file of its own', async () => {
    const first = opened();
    host.begin(job);
    first.print('the first');
    vi.advanceTimersByTime(gathered);
    await first.transcript.end();
    const second = host.open(job, true, () => undefined);
    expect([first.file, second.file]).toEqual(['move-transcript.txt', 'move-transcript-2.txt']);
    expect(pieces.at(-1)).toMatchObject({ text: '', anew: true, file: second.file });
    second.view.output(Buffer.from('the second'));
    vi.advanceTimersByTime(gathered);
    expect(pieces.at(-1)).toMatchObject({ text: 'the second', anew: false });
  });
});

describe('output', () => {
  test('may come with a sign of several bytes in halves', () => {
    const { print, view } = opened();
    const [one, two] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
    view.output(one);
    view.output(two);
    print('!');
    expect(host.begin(job).text).toBe('ü!');
  });
});

describe('5 MB of output', () => {
  const pieceSize = 32_000;
  const much = (print: (text: string) => void): void => {
    for (let signs = 0; signs < 5_000_000; signs += pieceSize) print('x'.repeat(pieceSize - 1) + '\n');
    print('the end');
  };

  test('with nobody looking on does not grow what is kept', () => {
    const { print, isHeld } = opened();
    much(print);
    expect([isHeld(), pieces]).toEqual([false, []]);
    const { text } = host.begin(job);
    expect(text.length).toBeLessThanOrEqual(400_000);
    expect(text.length).toBeGreaterThan(300_000);
    expect(text.endsWith('the end')).toBe(true);
  });

  test('with a window that draws reaches it whole', () => {
    const { print, isHeld } = opened();
    host.begin(job);
    let drawn = 0;
    much((text) => {
      print(text);
      vi.advanceTimersByTime(gathered);
      const signs = sent().length;
      pieces = [];
      host.of(job)?.drawn(signs);
      drawn += signs;
    });
    expect(isHeld()).toBe(false);
    expect(drawn).toBe(Math.ceil(5_000_000 / pieceSize) * pieceSize + 'the end'.length);
  });
});
