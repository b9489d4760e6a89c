import type { Page } from 'playwright';
import { openApp, type RunningApp } from '../../e2e/support/app';
import { Installer } from '../../e2e/support/installer';
import { Practice } from '../../e2e/support/practice';
import { measure, median, type Bench } from './measured';
import { memoryOf } from './memory';

/** Key presses that are measured, in each of the two windows. */
const presses = 20;

/**
 * The table of 10,000 users in the real window against that of a small PBX: from a key press in the search to the painted
 * result, the memory of all processes, and how many row elements are alive.
 */
export const table: Bench = async (runs) => {
  const times: [number, number][] = [];
  const memories: [number, number][] = [];
  const alive: [number, number][] = [];
  for (let run = 0; run < Math.max(1, Math.min(runs, 3)); run++) {
    const small = await shown('virtual-6');
    const large = await shown('big-10000');
    times.push([large.us, small.us]);
    memories.push([large.memoryMb, small.memoryMb]);
    alive.push([large.rows, 99]);
  }
  return [
    measure('table-10000 filter', 'µs', times, 1.5),
    measure('table-10000 memory', 'MB', memories, 1.5),
    measure('table-10000 rows alive', 'rows', alive, 1),
  ];
};

interface Shown {
  us: number;
  memoryMb: number;
  rows: number;
}

async function shown(preset: string): Promise<Shown> {
  const practice = await Practice.start(preset, { speed: 60 });
  const running = await openApp();
  try {
    await toTable(running, practice);
    const us = await filterMicroseconds(running.window);
    const rows = await running.window.locator('table.users tbody tr').count();
    return { us, rows, memoryMb: memoryOf(running.app.process().pid ?? 0) };
  } finally {
    await running.close();
    await practice.stop();
  }
}

async function toTable({ window }: RunningApp, practice: Practice): Promise<void> {
  const installer = new Installer(window);
  await installer.click(installer.button(/^Review licences/));
  await installer.at('prepare');
  await installer.prepare({ customer: 'Bench', pbxName: 'bench', address: practice.address });
  await installer.next('connect');
  await installer.untilEnded('connect');
  await installer.next('sign-in');
  await installer.signIn();
  await installer.next('licences');
  await installer.settle('licences', 120_000);
  await window.getByRole('table', { name: 'Users and their licence types' }).waitFor();
}

/** A letter typed and taken away again; the time to the second frame after it, when its result is on the screen. */
async function filterMicroseconds(page: Page): Promise<number> {
  const search = page.getByLabel('Search users');
  await search.focus();
  const all: number[] = [];
  for (let press = 0; press < presses; press++) {
    const painted = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          window.addEventListener(
            'input',
            (event) => {
              // A result put off to a quieter moment counts until it is there: the count is told when rows have changed.
              const told = document.querySelector('.licences [role=status].unseen');
              const before = told?.textContent;
              const look = (): void => {
                if (
                  told !== null &&
                  told.textContent === before &&
                  performance.now() - event.timeStamp < 2_000
                )
                  requestAnimationFrame(look);
                else
                  requestAnimationFrame(() =>
                    setTimeout(() => resolve((performance.now() - event.timeStamp) * 1_000)),
                  );
              };
              look();
            },
            { once: true, capture: true },
          );
        }),
    );
    await page.keyboard.press(press % 2 === 0 ? '5' : 'Backspace');
    all.push(await painted);
  }
  return median(all);
}
