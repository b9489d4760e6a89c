import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StartableKind } from '../app/domain/job-kinds';
import { finish, type Visit, type VisitSecrets } from '../e2e/support/activate-virtual';
import { openApp, type RunningApp } from '../e2e/support/app';
import { Installer } from '../e2e/support/installer';
import { Practice } from '../e2e/support/practice';
import { Screens } from '../e2e/support/screens';
import { filesHolding } from '../e2e/support/secret-search';
import { stepsOf, type JudgedStep, type ReportFile } from './demo-judge';
import { demos, type Demo } from './demo-jobs';

export interface Outcome {
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

/** How far it came, for the one who reads why it stopped. */
interface Played {
  actions: number;
  steps: JudgedStep[];
  why: string | null;
}

/** What is played, and where it leaves its report and its pictures: a folder that is emptied first. */
export interface Wish {
  job: StartableKind;
  preset?: string | undefined;
  out: string;
  /** How much faster than ours the clock of the practice PBX goes. */
  speed?: number;
}

/**
 * A whole job in the real app against a practice PBX, through the window as a person would. `ok` only when the job ended done,
 * on what was read back wherever that can be, and no secret of the run is in any file it left.
 */
export async function playDemo({ job, out, speed = 60, ...wish }: Wish): Promise<Outcome> {
  const preset = wish.preset ?? demos[job].preset;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'screens'), { recursive: true });
  const began = Date.now();
  const { why, actions, steps } = await withPractice(preset, speed, (practice) =>
    withApp(out, (running) => playAndJudge({ demo: demos[job], preset, out }, running, practice)),
  ).catch((error: unknown): Played => ({ why: String(error), actions: 0, steps: [] }));
  return {
    job,
    preset,
    ok: why === null,
    why,
    durationMs: Date.now() - began,
    actions,
    guidedSteps: steps.filter(({ way }) => way === 'guided').length,
    steps,
  };
}

async function withPractice(
  preset: string,
  speed: number,
  use: (practice: Practice) => Promise<Played>,
): Promise<Played> {
  const practice = await Practice.start(preset, { speed });
  try {
    return await use(practice);
  } finally {
    await practice.stop();
  }
}

/** Where it stopped is kept as a picture. */
async function withApp(out: string, use: (running: RunningApp) => Promise<Played>): Promise<Played> {
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

async function playAndJudge(
  { demo, preset, out }: { demo: Demo; preset: string; out: string },
  running: RunningApp,
  practice: Practice,
): Promise<Played> {
  const installer = new Installer(running.window);
  const screens = new Screens(running, join(out, 'screens'));
  await screens.keep('home');
  const before = await practice.users();
  const visit: Visit = {
    installer,
    app: running.app,
    practice,
    customer: 'Muster & Söhne GmbH',
    pbxName: 'muster',
    seen: (step, moment) => screens.keep(moment === 'after' ? step : `${step}-${moment}`),
  };
  const secrets = await demo.play(visit);
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
  const why =
    (await demo.judge({ preset, report, steps, practice, before })) ?? leaks(secrets, [running.data, out]);
  return { actions: installer.actions, steps, why };
}

function jobFolder(data: string): string {
  const [job] = readdirSync(join(data, 'jobs'));
  return join(data, 'jobs', job ?? '');
}

function readReport(file: string): ReportFile {
  return JSON.parse(readFileSync(file, 'utf8')) as ReportFile;
}

function leaks(secrets: VisitSecrets, folders: readonly string[]): string | null {
  const found = folders.flatMap((folder) => filesHolding(Object.values(secrets), folder));
  return found.length === 0 ? null : `a secret stands in ${found.join(', ')}`;
}
