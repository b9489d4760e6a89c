import { expect, test } from 'playwright/test';
import { activateCloud } from './support/activate-cloud';
import { activateHardware } from './support/activate-hardware';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';
import type { Visit } from './support/activate-virtual';

/** The jobs for hardware and for a cloud PBX, played through the window to their ends, and what the PBX knows afterwards. */

async function play<T>(
  preset: string,
  use: (visit: Visit, direct: Direct, practice: Practice, running: RunningApp) => Promise<T>,
): Promise<void> {
  const practice = await Practice.start(preset);
  const running = await openApp();
  try {
    const visit: Visit = {
      installer: new Installer(running.window),
      app: running.app,
      practice,
      customer: 'Example Ltd',
      pbxName: 'example',
      seen: () => Promise.resolve(),
    };
    await use(visit, new Direct(running.window), practice, running);
  } finally {
    await running.close();
    await practice.stop();
  }
}

async function jobOf(direct: Direct) {
  const [job] = await direct.call('jobs.list');
  if (!job) throw new Error('no job');
  return (await direct.withJob(job.id).view()).state;
}

function codes(job: Awaited<ReturnType<typeof jobOf>>, id: string): string[] {
  return job.steps.find((step) => step.id === id)?.evidence.map(({ said }) => said.code) ?? [];
}

test('a hardware PBX ends activated, with its serial before and after', async () => {
  await play('hardware-new', async (visit, direct, practice) => {
    const before = (await practice.state()).serial;
    await activateHardware(visit);
    const job = await jobOf(direct);
    expect(job.steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
    const truth = await practice.state();
    expect(truth).toMatchObject({ activated: true, version: '4.03.44842.11' });
    expect(truth.serial).not.toBe(before);
    expect(job.facts).toMatchObject({ hwSerial: before, swSerial: truth.serial, activated: true });
    expect(codes(job, 'cabling')).toContain('hardware-bought-as');
    expect(codes(job, 'portal')).toContain('hw-serial-read');
    expect(codes(job, 'activate')).toContain('hw-serial-converted');
    // The PBX tells another serial now, and that is the one it was turned into: the sign-in is looked at again, and is content.
    await direct.call('steps.look', { job: job.id, step: 'sign-in' });
    expect((await direct.settled('sign-in')).state).toBe('already-done');
  });
});

test('a cloud PBX is waited for, and was activated by nobody', async () => {
  await play('cloud-birth', async (visit, direct, practice) => {
    await activateCloud(visit);
    const job = await jobOf(direct);
    expect(job.steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
    expect(await practice.state()).toMatchObject({ activated: true, version: '6.10.20250512.4' });
    expect(job.facts.activated).toBe(true);
    expect(codes(job, 'cloud-ready')).toContain('cloud-waited');
    expect(codes(job, 'sign-in')).toContain('activated-read');
    expect(codes(job, 'portal')).toEqual(expect.arrayContaining(['portal-cloud-chosen', 'sw-serial-given']));
    expect(codes(job, 'portal')).not.toContain('pbx-key-given');
    expect(job.secrets.map(({ name }) => name)).not.toContain('pbx-key');
  });
});

test('waiting for a cloud PBX is called off at once, and begun again', async () => {
  // So slow that it never comes up by itself.
  const practice = await Practice.start('cloud-birth', { speed: 1 });
  const running = await openApp();
  try {
    const direct = new Direct(running.window);
    const { job } = await direct.call('jobs.create', { kind: 'activate-cloud', preset: null });
    direct.withJob(job);
    await direct.call('jobs.open', { job });
    const inputs = { installer: 'Ada', partner: 'P', customer: 'C', pbxName: 'example' };
    for (const [field, value] of Object.entries({ ...inputs, address: practice.address }))
      await direct.call('steps.input', { job, step: 'prepare', field, value });
    await direct.apply('prepare');
    await direct.go('portal');
    const { swSerial } = await practice.buyCloud(
      'example',
      { region: 'Europe (example)', storage: '10 GB' },
      { essential: 60 },
    );
    for (const [field, value] of Object.entries({ period: 'yearly', 'count-essential': '60', swSerial }))
      await direct.call('steps.input', { job, step: 'portal', field, value });
    expect((await direct.apply('portal')).state).toBe('done');
    expect(await direct.go('cloud-ready')).toMatchObject({ state: 'ready', error: null });
    const waits = () =>
      expect.poll(async () => (await direct.view()).progress?.doing.code).toBe('applying.cloud-wait');
    await direct.call('steps.apply', { job, step: 'cloud-ready' });
    await waits();
    await direct.call('steps.cancel', { job, step: 'cloud-ready' });
    expect(await direct.settled('cloud-ready')).toMatchObject({ state: 'unknown' });
    await direct.call('steps.look', { job, step: 'cloud-ready' });
    expect((await direct.settled('cloud-ready')).state).toBe('ready');
    await direct.call('steps.apply', { job, step: 'cloud-ready' });
    await waits();
    await practice.advance(160_000);
    expect((await direct.settled('cloud-ready')).state).toBe('done');
  } finally {
    await running.close();
    await practice.stop();
  }
});
