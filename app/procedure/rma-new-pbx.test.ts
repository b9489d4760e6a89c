import { describe, expect, it } from 'vitest';
import type { TimedEvent } from '../domain/journal-event';
import { RmaVisit } from './rma.fixture';
import { connect } from './steps/deploy';
import { listEarlierJobs } from './steps/rma/earlier-jobs';
import { oldPbx } from './steps/rma/old-pbx';
import { upgradeForSwap } from './steps/rma/upgrade-for-swap';
import { identify } from './steps/sign-in';
import { said } from './step';

/** What a swap adds to the steps that any PBX goes through, and what it takes from earlier jobs. */

const known = (value: string) => ({ value, origin: 'read' as const, at: '', source: 'test' });

describe('the upgrade of a new PBX', () => {
  async function upgraded(version: string): Promise<RmaVisit> {
    const visiting = new RmaVisit([upgradeForSwap]);
    visiting.fresh.version = version;
    visiting.fresh.offersNothing = true;
    await visiting.metNew();
    const capture = { version: known('4.03.44842.11') };
    await visiting.runner.record({ type: 'facts', facts: { capture }, source: 'test' });
    return visiting;
  }

  it.each(['4.03.44842.11', '6.09.20250117.1'])(
    'ends where it is not older than the old one: %s',
    async (version) => {
      const visiting = await upgraded(version);
      expect(await visiting.look('upgrade')).toMatch(/^(already-)?done$/);
    },
  );

  it('asks for a reason where it stays older', async () => {
    const visiting = await upgraded('4.01.44168.28');
    expect(await visiting.look('upgrade')).toBe('needs-person');
    expect(visiting.step('upgrade').plan).toEqual([
      { code: 'warn.new-older', params: { now: '4.01.44168.28', old: '4.03.44842.11' } },
    ]);
    expect(await visiting.press('upgrade')).toBe('needs-person');
    await visiting.accept('upgrade');
    expect(await visiting.press('upgrade')).toMatch(/^(already-)?done$/);
  });
});

it('the old PBX is never worked on in the place of the new one', async () => {
  const visiting = new RmaVisit([connect]);
  await visiting.metNew();
  const capture = { serial: known('00-22') };
  await visiting.runner.record({ type: 'facts', facts: { capture }, source: 'test' });
  const identified = visiting.runner.aside('connect', said('applying.sign-in'), async (context) =>
    identify(context, await context.connection.pbx(context.signal)),
  );
  await expect(identified).rejects.toMatchObject({ error: { code: 'new-is-old' } });
});

describe('an earlier job', () => {
  const at = '2026-01-05T09:00:00.000Z';
  const app = { version: '0', electron: '0', platform: 'test' };
  const facts = { version: '4.01.44168.28', swSerial: '5f01', typesAfter: [{ type: 'basic', users: 7 }] };
  const id = 'activate-virtual-earlier';
  const journal: TimedEvent[] = [
    {
      type: 'job-created' as const,
      id,
      kind: 'activate-virtual' as const,
      steps: ['prepare' as const],
      preset: null,
      app,
    },
    { type: 'input' as const, step: 'prepare' as const, field: 'customer', value: 'Rossi' },
    { type: 'facts' as const, facts, source: 'test' },
    { type: 'closed' as const, outcome: 'done' as const },
  ].map((event) => ({ at, event }));

  async function visiting(): Promise<RmaVisit> {
    const visit = new RmaVisit([connect, oldPbx]);
    visit.journals.push({ id, events: journal, readOnly: null });
    const capture = { swSerial: known('5f01') };
    await visit.runner.record({ type: 'facts', facts: { capture }, source: 'test' });
    await visit.runner.skip('connect', 'not the subject of this test');
    return visit;
  }

  it('of the same serial is listed', async () => {
    const visit = await visiting();
    const { journals } = visit.ports();
    if (!journals) throw new Error('no journals');
    const listed = await listEarlierJobs(visit.runner.job(), { journals });
    expect(listed).toMatchObject([{ id, customer: 'Rossi', endedAt: at, swSerial: '5f01' }]);
  });

  it('of a practice PBX is not listed for a customer’s', async () => {
    const visit = await visiting();
    const [created] = journal;
    if (created?.event.type !== 'job-created') throw new Error('no job');
    const practised = { at, event: { ...created.event, preset: 'virtual-6' } };
    visit.journals.splice(0, 1, { id, events: [practised, ...journal.slice(1)], readOnly: null });
    const { journals } = visit.ports();
    if (!journals) throw new Error('no journals');
    expect(await listEarlierJobs(visit.runner.job(), { journals })).toEqual([]);
  });

  it('tells what it left behind, with its name as the source', async () => {
    const visit = await visiting();
    await visit.look('old-pbx');
    await visit.type('old-pbx', { captureFrom: 'earlier-job', earlierJob: id });
    expect(visit.plan('old-pbx')).toEqual(['do.take-job']);
    expect(await visit.press('old-pbx')).toBe('needs-person');
    expect(visit.runner.job().facts.capture).toMatchObject({
      swSerial: { origin: 'read' },
      version: { value: '4.01.44168.28', origin: 'earlier-job', at, source: `job ${id}` },
      userCount: { value: 7, origin: 'earlier-job' },
    });
    await visit.type('old-pbx', { oldBackup: 'none' });
    await visit.accept('old-pbx');
    expect(await visit.press('old-pbx')).toBe('done');
    expect(visit.evidence('old-pbx')).toContain('captured-version observed');
  });

  it('that is not one of those listed is not taken', async () => {
    const visit = await visiting();
    await visit.look('old-pbx');
    await visit.type('old-pbx', { captureFrom: 'earlier-job', earlierJob: 'of-somebody-else' });
    expect(await visit.press('old-pbx')).toBe('failed');
    expect(visit.step('old-pbx').error).toMatchObject({ code: 'job-not-found' });
  });
});
