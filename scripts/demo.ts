import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openApp, type RunningApp } from '../e2e/support/app';
import { activateCloud } from '../e2e/support/activate-cloud';
import { activateHardware } from '../e2e/support/activate-hardware';
import { activateVirtual, finish, type Visit, type VisitSecrets } from '../e2e/support/activate-virtual';
import { changeLicences } from '../e2e/support/change-licences';
import { Installer } from '../e2e/support/installer';
import { moveToCloud } from '../e2e/support/move-to-cloud';
import { Practice, type PracticeUser } from '../e2e/support/practice';
import { reviewLicences } from '../e2e/support/review-licences';
import { swapPbx } from '../e2e/support/rma-swap';
import { Screens } from '../e2e/support/screens';
import { filesHolding } from '../e2e/support/secret-search';
import { upgradeNetwork } from '../e2e/support/upgrade-network';
import { stepsOf, whyNot, type JudgedStep, type ReportFile } from './demo-judge';
import { whyNotMoved } from './move-judge';
import { whyNotAll } from './network-judge';
import { whyNotChanged, whyNotReviewed } from './review-judge';
import { whyNotSwapped } from './rma-judge';

/**
 * The whole job in the real app against a practice PBX, through the window as a person would. Exit 0 only when the job
 * ended done, on what was read back wherever that can be, and no secret of the run is in any file it left.
 */

const { values } = parseArgs({
  options: {
    job: { type: 'string', default: 'activate-virtual' },
    preset: { type: 'string' },
    out: { type: 'string', default: 'out/demo' },
    speed: { type: 'string', default: '60' },
  },
});

interface Outcome {
  ok: boolean;
  why: string | null;
  job: string;
  preset: string;
  durationMs: number;
  actions: number;
  /** Steps that the installer did by hand. */
  guidedSteps: number;
  steps: JudgedStep[];
}

interface Demo {
  preset: string;
  play: (visit: Visit) => Promise<VisitSecrets>;
  /** Null: done, and rightly so. */
  judge: (report: ReportFile, steps: readonly JudgedStep[], practice: Practice) => Promise<string | null>;
}

const jobs: Record<string, Demo> = {
  'activate-virtual': {
    preset: 'virtual-4.01',
    play: activateVirtual,
    judge: async (report, steps, practice) => whyNot(preset, steps, report, await practice.state()),
  },
  'activate-hardware': {
    preset: 'hardware-new',
    play: activateHardware,
    judge: async (report, steps, practice) => whyNot(preset, steps, report, await practice.state()),
  },
  'activate-cloud': {
    preset: 'cloud-birth',
    play: activateCloud,
    judge: async (report, steps, practice) => whyNot(preset, steps, report, await practice.state()),
  },
  'review-licences': {
    preset: 'big-5000',
    play: reviewLicences,
    judge: async (report, steps, practice) => {
      const { counters } = await practice.state();
      const after = await practice.users();
      return whyNotReviewed({ report, steps, before, after, writes: counters.licencePutsByUser });
    },
  },
  'change-licences': {
    preset: 'over-entitlement',
    play: changeLicences,
    judge: async (_report, steps, practice) => {
      const { counters } = await practice.state();
      return whyNotChanged(steps, counters.puts);
    },
  },
  'upgrade-network': {
    preset: 'network-3',
    play: upgradeNetwork,
    judge: async (report, steps, practice) => whyNotAll(steps, report, await practice.state()),
  },
  'move-to-cloud': {
    preset: 'old-4.01-sqlite',
    play: moveToCloud,
    judge: async (_report, steps, practice) => {
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
    judge: async (report, steps, practice) => {
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

const out = resolve(values.out);
const job = jobs[values.job];
const preset = values.preset ?? job?.preset ?? '';
/** All users, as they were when the demo began. */
let before: PracticeUser[] = [];
if (!job) {
  console.error(`There is no demo of the job "${values.job}". There are: ${Object.keys(jobs).join(', ')}.`);
  process.exit(2);
}

/** How far it came, for the one who reads why it stopped. */
interface Played {
  actions: number;
  steps: JudgedStep[];
  why: string | null;
}

async function demo(job: Demo): Promise<Outcome> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'screens'), { recursive: true });
  const began = Date.now();
  const { why, actions, steps } = await withPractice((practice) =>
    withApp((running) => playAndJudge(job, running, practice)),
  ).catch((error: unknown): Played => ({ why: String(error), actions: 0, steps: [] }));
  return {
    job: values.job,
    preset,
    ok: why === null,
    why,
    durationMs: Date.now() - began,
    actions,
    guidedSteps: steps.filter(({ way }) => way === 'guided').length,
    steps,
  };
}

async function withPractice(use: (practice: Practice) => Promise<Played>): Promise<Played> {
  const practice = await Practice.start(preset, { speed: Number(values.speed) });
  try {
    return await use(practice);
  } finally {
    await practice.stop();
  }
}

/** Where it stopped is kept as a picture. */
async function withApp(use: (running: RunningApp) => Promise<Played>): Promise<Played> {
  const running = await openApp();
  try {
    return await use(running);
  } catch (error) {
    await new Screens(running, join(out, 'screens')).keep('stopped-here').catch(() => undefined); // it may be gone
    throw error;
  } finally {
    await running.close().catch(() => undefined); // it may be gone
  }
}

async function playAndJudge({ play, judge }: Demo, running: RunningApp, practice: Practice): Promise<Played> {
  const installer = new Installer(running.window);
  const screens = new Screens(running, join(out, 'screens'));
  await screens.keep('home');
  before = await practice.users();
  const visit: Visit = {
    installer,
    app: running.app,
    practice,
    customer: 'Muster & Söhne GmbH',
    pbxName: 'muster',
    seen: (step, moment) => screens.keep(moment === 'after' ? step : `${step}-${moment}`),
  };
  const secrets = await play(visit);
  const folder = jobFolder(running.data);
  const reportState = await installer.stateOf('report');
  await finish(visit);
  await screens.keep('home-finished');
  await running.close();
  for (const file of ['report.pdf', 'report.json']) cpSync(join(folder, file), join(out, file));
  const report = readReport(join(out, 'report.json'));
  // The report cannot know how its own step ended.
  const steps = stepsOf(report).map((step) =>
    step.id === 'report' ? { ...step, state: reportState } : step,
  );
  const why = (await judge(report, steps, practice)) ?? leaks(secrets, running.data);
  return { actions: installer.actions, steps, why };
}

function jobFolder(data: string): string {
  const [job] = readdirSync(join(data, 'jobs'));
  return join(data, 'jobs', job ?? '');
}

function readReport(file: string): ReportFile {
  return JSON.parse(readFileSync(file, 'utf8')) as ReportFile;
}

function leaks(secrets: VisitSecrets, data: string): string | null {
  const found = [...filesHolding(Object.values(secrets), data), ...filesHolding(Object.values(secrets), out)];
  return found.length === 0 ? null : `a secret stands in ${found.join(', ')}`;
}

const outcome = await demo(job);
writeFileSync(join(out, 'demo.json'), `${JSON.stringify(outcome, null, 2)}\n`);
console.log(
  outcome.ok
    ? `Done: ${String(outcome.actions)} actions. See ${values.out}.`
    : `Not done: ${outcome.why ?? ''}`,
);
process.exit(outcome.ok ? 0 : 1);
