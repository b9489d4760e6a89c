import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright';
import { openApp, type RunningApp } from '../../e2e/support/app';
import { Direct } from '../../e2e/support/direct';
import { Practice } from '../../e2e/support/practice';
import { measure, median, type Bench } from './measured';
import { memoryOf } from './memory';

/** Each of them changes how many users are shown, in both companies. */
const keys = ['5', '7', 'Backspace', 'Backspace', '3', '8', 'Backspace', 'Backspace'];
/** How often they are pressed; the first time is not counted, since the code is compiled while it runs. */
const rounds = 4;
/** How long a shown table is left alone before its memory is read. */
const calmMs = 1_500;
/** Fewer than 100 rows alive. */
const mostRows = 99;

/**
 * The licence step with 10,000 users against the same with 100, in the real window and each time in an app newly started: from
 * a key press in the search field to the painted result, the memory of all the app's processes, and how many rows exist.
 */
export const table: Bench = async (runs) => {
  const large = await Practice.start('big-10000');
  const small = await Practice.start('company-100');
  try {
    const time: [number, number][] = [];
    const memory: [number, number][] = [];
    const rows: [number, number][] = [];
    for (let run = 0; run < runs; run++) {
      const seen = new Map<Practice, Shown>();
      for (const practice of run % 2 === 0 ? [large, small] : [small, large])
        seen.set(practice, await showOnce(practice));
      const [a, b] = [seen.get(large), seen.get(small)];
      if (!a || !b) continue;
      time.push([a.keyMs, b.keyMs]);
      memory.push([a.memoryMb, b.memoryMb]);
      rows.push([a.rows, mostRows]);
    }
    return [
      measure('table key', 'ms', time, 1.5),
      measure('table memory', 'MB', memory, 1.5),
      measure('table rows', 'rows', rows, 1),
    ];
  } finally {
    await large.stop();
    await small.stop();
  }
};

interface Shown {
  keyMs: number;
  memoryMb: number;
  rows: number;
}

async function showOnce(practice: Practice): Promise<Shown> {
  const running = await openApp();
  try {
    await upToTable(running, practice);
    const { window } = running;
    await wait(calmMs);
    const memoryMb = memoryOf(running.app.process().pid ?? 0);
    const rows = await window.getByRole('row').count();
    return { keyMs: await keyMs(window), memoryMb, rows };
  } finally {
    await running.close();
  }
}

async function upToTable({ window }: RunningApp, practice: Practice): Promise<void> {
  const direct = new Direct(window);
  await direct.atLicences(practice);
  await direct.show('licences');
  await window.locator('table.users tbody tr[data-index]').first().waitFor();
}

interface Watched {
  pressed: number;
  painted: number | null;
}
type Watching = typeof globalThis & { watched?: Watched };

/** Median over the keys. What was seen is written to a variable of the page, and asked for: nothing there waits. */
async function keyMs(window: Page): Promise<number> {
  await window.evaluate(watch);
  await window.getByRole('searchbox').first().focus();
  const times: number[] = [];
  for (const key of Array.from({ length: rounds }, () => keys).flat()) {
    await window.keyboard.press(key);
    const painted = await window.waitForFunction(
      () => {
        const { watched } = globalThis as Watching;
        return watched?.painted == null ? null : { ms: watched.painted - watched.pressed };
      },
      undefined,
      { timeout: 10_000 },
    );
    times.push((await painted.jsonValue())?.ms ?? Number.NaN);
    await wait(100);
  }
  return median(times.slice(keys.length));
}

/** In the page: when a key went down, and when the frame with the new number of rows was over. */
function watch(): void {
  const page = globalThis as Watching;
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      page.watched = { pressed: timeStamp, painted: null };
    },
    true,
  );
  const users = document.querySelector('table.users');
  if (!users) throw new Error('no table of users');
  new MutationObserver(() => {
    const { watched } = page;
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (watched) watched.painted ??= performance.now();
      }),
    );
  }).observe(users, { attributes: true, attributeFilter: ['aria-rowcount'] });
}
