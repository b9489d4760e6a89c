import { expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import type { JobId, SecretName } from '../domain/job';
import type { JournalEvent, TimedEvent } from '../domain/journal-event';
import { lookAt } from './move.fixture';
import type { Ports } from './ports';
import { Manager } from './manager';
import { journalInMemory, pbxPortOf, secretsInMemory } from './test-kit';

const id: JobId = 'upgrade-network-20260101-test01';
const at = '2026-01-01T00:00:00.000Z';
const numbers = ['1', '2', '3'];

function facts(number: string) {
  const address = `192.0.2.${number}`;
  const look = lookAt(address, `FP:${number}`);
  return { address, look, pin: look.certificate, version: '6.09.20250117.1' };
}

/** A network whose clients each still have the wizard's token. */
function journal(): JournalEvent[] {
  const members = Object.fromEntries(
    numbers.map((number) => [
      number,
      {
        told: { name: `client-${number}`, address: `192.0.2.${number}`, serial: '', version: '', role: null },
        facts: facts(number),
      },
    ]),
  );
  const token = (number: string): SecretName => `member-token-${number}`;
  return [
    {
      type: 'job-created',
      id,
      kind: 'upgrade-network',
      steps: ['prepare', 'connect', 'sign-in', 'members', 'clients', 'upgrade', 'licences', 'report'],
      preset: null,
      app: { version: '0', electron: '0', platform: 'test' },
    },
    { type: 'facts', facts: { network: { members } }, source: 'test' },
    ...numbers.flatMap((number): JournalEvent[] => [
      {
        type: 'intent',
        step: 'clients',
        action: `a${number}`,
        code: 'make-token',
        params: { member: number, pbx: `client-${number}` },
      },
      { type: 'outcome', step: 'clients', action: `a${number}`, outcome: 'done' },
      { type: 'secret', secret: { name: token(number), kept: 'memory', at, origin: 'made-on-pbx' } },
    ]),
  ];
}

test('closing asks all PBXs of a network for the end of their tokens at once, and names each that kept its own', async () => {
  const events: TimedEvent[] = journal().map((event) => ({ at, event }));
  const secrets = secretsInMemory();
  for (const number of numbers) await secrets.put(id, `member-token-${number}`, 'access_1');
  const asked: string[] = [];
  let letGo = (): void => undefined;
  const allAsked = new Promise<void>((resolve) => (letGo = resolve));
  const ports: Partial<Ports> = {
    clock: { now: () => new Date(at), sleep: () => new Promise(() => undefined) },
    secrets,
    recipes: { all: () => [] },
    journals: {
      create: () => Promise.reject(new Error('not asked')),
      list: () => Promise.resolve([]),
      open: () => Promise.resolve(journalInMemory(events)),
    },
    // None answers before all were asked: one after the other would never come to the second.
    pbx: pbxPortOf({
      signIn: async ({ address }) => {
        if (asked.push(address.host) === numbers.length) letGo();
        await allAsked;
        throw new Failure('unreachable', { address: address.host });
      },
    }),
  };
  const app = { version: '0', electron: '0', platform: 'test', pid: 1 };
  const manager = new Manager(ports as Ports, app, () => undefined);
  await manager.close(id);
  expect(asked.sort()).toEqual(numbers.map((number) => `192.0.2.${number}`));
  const left = events.flatMap(({ event }) => (event.type === 'notice' ? [event.notice] : []));
  expect(left.map(({ code, params }) => `${code} ${String(params?.pbx)}`).sort()).toEqual(
    numbers.map((number) => `token-left client-${number}`),
  );
  expect(await secrets.get(id, 'member-token-1')).toBeNull();
});
