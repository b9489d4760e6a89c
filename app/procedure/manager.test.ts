import { expect, it } from 'vitest';
import type { OpenJournal, Ports } from './ports';
import { Manager } from './manager';
import { created, journalInMemory, secretsInMemory } from './test-kit';

const id = 'activate-virtual-test01';

/** A manager over one job, whose journal is let go of only when the test says so. */
function managerOf(): { manager: Manager; opened: OpenJournal[]; letGo: () => void } {
  const opened: OpenJournal[] = [];
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const events = [created(['prepare'])];
  const journals: Partial<Ports['journals']> = {
    open: () => {
      const journal = { ...journalInMemory(events), close: () => released };
      opened.push(journal);
      return Promise.resolve(journal);
    },
  };
  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const ports = { journals, secrets: secretsInMemory(), clock, recipes: { all: () => [] } } as never;
  const app = { version: '0', electron: '0', platform: 'test', pid: 1 };
  return { manager: new Manager(ports, app, () => undefined), opened, letGo };
}

it('a job that is left and opened again at once is the new one, opened when the old one is gone', async () => {
  const { manager, opened, letGo } = managerOf();
  const first = await manager.open(id);
  const left = manager.leave(id);
  const again = manager.open(id);
  expect(await manager.ifOpen('activate-virtual-other01')).toBeNull();
  expect(opened).toHaveLength(1);
  letGo();
  await left;
  expect((await again).runner).not.toBe(first.runner);
  expect(opened).toHaveLength(2);
});

it('everything that is left is waited for, also what was on its way out', async () => {
  const { manager, letGo } = managerOf();
  await manager.open(id);
  void manager.leave(id);
  let gone = false;
  const all = manager.leaveAll().then(() => {
    gone = true;
  });
  await Promise.resolve();
  expect(gone).toBe(false);
  letGo();
  await all;
  expect(gone).toBe(true);
});
