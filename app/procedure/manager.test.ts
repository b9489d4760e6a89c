import { expect, it } from 'vitest';
import { Failure } from '../domain/failure';
import { foldAll } from '../domain/fold';
import type { OpenJournal, Ports, SecretsPort } from './ports';
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

/** A keychain that holds its entries while it is locked, over one journal and as many processes as the test wants. */
class LockedAtTimes {
  readonly events = [created(['prepare'])];
  readonly entries = new Map<string, string>();
  locked = false;

  /** What a new process has: nothing in memory. */
  process(): Manager {
    const memory = new Map<string, string>();
    const secrets: SecretsPort = {
      put: (_job, name, value) => {
        (this.locked ? memory : this.entries).set(name, value);
        return Promise.resolve(this.locked ? 'memory' : 'keychain');
      },
      get: (_job, name) =>
        Promise.resolve(memory.get(name) ?? (this.locked ? undefined : this.entries.get(name)) ?? null),
      forget: (_job, name, keptIn) => {
        memory.delete(name);
        if (this.locked && keptIn === 'keychain') return Promise.reject(new Failure('keychain-refused'));
        if (!this.locked) this.entries.delete(name);
        return Promise.resolve();
      },
    };
    const journals: Partial<Ports['journals']> = {
      open: () => Promise.resolve(journalInMemory(this.events)),
    };
    const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
    const ports = { journals, secrets, clock, recipes: { all: () => [] } } as never;
    return new Manager(ports, { version: '0', electron: '0', platform: 'test', pid: 1 }, () => undefined);
  }
}

const day2 = ['as it is', 'given anew', 'given anew, and lost with its process'] as const;

it.each(day2)('no secret is called forgotten that a locked keychain has, %s', async (what) => {
  const computer = new LockedAtTimes();
  const name = 'pbx-key';
  await computer.process().putSecret(id, name, 'a-key-of-the-pbx-0123456789', 'typed');
  computer.locked = true;
  let manager = computer.process();
  if (what !== 'as it is') await manager.putSecret(id, name, 'another-key-of-the-pbx-012345', 'typed');
  if (what === 'given anew, and lost with its process') {
    manager = computer.process();
    // Steps ask for it again.
    expect((await manager.open(id)).runner.job().secrets).toEqual([]);
  }
  const refused = { error: { code: 'keychain-refused' } };
  await expect(manager.close(id)).rejects.toMatchObject(refused);
  await expect(manager.giveUp(id)).rejects.toMatchObject(refused);
  expect((await manager.open(id)).runner.job().closed).toBeNull();
  computer.locked = false;
  await manager.close(id);
  expect(computer.entries.size).toBe(0);
  expect(foldAll(computer.events)).toMatchObject({ closed: { outcome: 'left-open' }, secrets: [] });
});
