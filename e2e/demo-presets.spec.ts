import { expect, test } from 'playwright/test';
import type { StepId } from '../app/domain/job';
import { activateVirtual } from './support/activate-virtual';
import { openApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

test.describe.configure({ mode: 'parallel' });

/** The demo's whole job where the person has most to do: a second factor that comes half-way, and a PBX that tells little. */

const cases: { preset: string; version: string; words: StepId[] }[] = [
  { preset: 'crossing-2fa', version: '6.10.20250721.3', words: ['portal'] },
  { preset: 'quiet', version: '5.04.20220309.1', words: ['upgrade', 'portal', 'activate'] },
];
/** The installer's words that a step may end on. */
const words = new Set([
  'password-works',
  'upgrade-by-hand',
  'portal-entry-made',
  'activated-said',
  'types-reviewed',
]);

for (const { preset, version, words: resting } of cases) {
  test(`the whole job on ${preset} ends done, and the PBX agrees`, async () => {
    const practice = await Practice.start(preset);
    const running = await openApp();
    try {
      const installer = new Installer(running.window);
      await activateVirtual({
        installer,
        app: running.app,
        practice,
        customer: 'Example Ltd',
        pbxName: 'example',
        seen: () => Promise.resolve(),
      });
      const direct = new Direct(running.window);
      const [job] = await direct.call('jobs.list');
      if (!job) throw new Error('no job');
      const { steps } = (await direct.withJob(job.id).view()).state;
      expect(steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
      const onWord = steps.filter(({ evidence }) =>
        evidence.some(({ proof, said }) => proof === 'person' && words.has(said.code)),
      );
      expect(onWord.map(({ id }) => id)).toEqual(resting);
      const truth = await practice.state();
      expect(truth).toMatchObject({ version, activated: true });
      expect(truth.counters).toMatchObject({ failedSignIns: { admin: 1 }, wrongOtps: 0 });
    } finally {
      await running.close();
      await practice.stop();
    }
  });
}
