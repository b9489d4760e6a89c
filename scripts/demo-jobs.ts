import type { StartableKind } from '../app/domain/job-kinds';
import { activateCloud } from '../e2e/support/activate-cloud';
import { activateHardware } from '../e2e/support/activate-hardware';
import { activateVirtual, type Visit, type VisitSecrets } from '../e2e/support/activate-virtual';
import { changeLicences } from '../e2e/support/change-licences';
import { moveToCloud } from '../e2e/support/move-to-cloud';
import type { Practice, PracticeUser } from '../e2e/support/practice';
import { reviewLicences } from '../e2e/support/review-licences';
import { swapPbx } from '../e2e/support/rma-swap';
import { upgradeNetwork } from '../e2e/support/upgrade-network';
import { whyNot, type JudgedStep, type ReportFile } from './demo-judge';
import { whyNotMoved } from './move-judge';
import { whyNotAll } from './network-judge';
import { whyNotChanged, whyNotReviewed } from './review-judge';
import { whyNotSwapped } from './rma-judge';

/** What a demo left behind, to be judged. */
export interface Left {
  preset: string;
  report: ReportFile;
  steps: readonly JudgedStep[];
  practice: Practice;
  /** All users, as they were when the demo began. */
  before: readonly PracticeUser[];
}

export interface Demo {
  /** The practice PBX that it is played on, unless another is named. */
  preset: string;
  play: (visit: Visit) => Promise<VisitSecrets>;
  /** Null: done, and rightly so. */
  judge: (left: Left) => Promise<string | null>;
}

async function whyNotByKind({ preset, steps, report, practice }: Left): Promise<string | null> {
  return whyNot(preset, steps, report, await practice.state());
}

/** By job kind. */
export const demos: Record<StartableKind, Demo> = {
  'activate-virtual': {
    preset: 'virtual-4.01',
    play: activateVirtual,
    judge: whyNotByKind,
  },
  'activate-hardware': {
    preset: 'hardware-new',
    play: activateHardware,
    judge: whyNotByKind,
  },
  'activate-cloud': {
    preset: 'cloud-birth',
    play: activateCloud,
    judge: whyNotByKind,
  },
  'review-licences': {
    preset: 'big-5000',
    play: reviewLicences,
    judge: async ({ report, steps, practice, before }) => {
      const { counters } = await practice.state();
      const after = await practice.users();
      return whyNotReviewed({ report, steps, before, after, writes: counters.licencePutsByUser });
    },
  },
  'change-licences': {
    preset: 'over-entitlement',
    play: changeLicences,
    judge: async ({ steps, practice }) => {
      const { counters } = await practice.state();
      return whyNotChanged(steps, counters.puts);
    },
  },
  'upgrade-network': {
    preset: 'network-3',
    play: upgradeNetwork,
    judge: async ({ report, steps, practice }) => whyNotAll(steps, report, await practice.state()),
  },
  'move-to-cloud': {
    preset: 'old-4.01-sqlite',
    play: moveToCloud,
    judge: async ({ steps, practice }) => {
      const { counters } = await practice.state();
      return whyNotMoved({
        steps,
        old: await practice.users(),
        cloud: await practice.cloudUsers(),
        counters,
      });
    },
  },
  'rma-swap': {
    preset: 'rma-hw-hw',
    play: swapPbx,
    judge: async ({ report, steps, practice }) => {
      const truth = await practice.state();
      return whyNotSwapped({
        report,
        steps,
        old: await practice.oldUsers(),
        now: await practice.users(),
        truth,
      });
    },
  },
};
