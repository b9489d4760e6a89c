import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openApp } from '../e2e/support/app';
import { activateVirtual, finish, type Visit, type VisitSecrets } from '../e2e/support/activate-virtual';
import { Installer } from '../e2e/support/installer';
import { Practice } from '../e2e/support/practice';
import { Screens } from '../e2e/support/screens';
import { filesHolding } from '../e2e/support/secret-search';

/**
 * The whole job in the real app against a practice PBX, through the window as a person would. Exit 0 only when the job
 * ended done with what was read back, and no secret of the run is in any file it left.
 */

const { values } = parseArgs({
  options: {
    job: { type: 'string', default: 'activate-virtual' },
    preset: { type: 'string', default: 'virtual-4.01' },
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
  steps: { id: string; state: string; way: string; ms: number }[];
}

/** As much of the report as the demo judges by. */
interface ReportFile {
  steps: {
    id: string;
    state: string;
    way: string;
    ms?: number;
    evidence: { proof: string }[];
    startedAt: string | null;
    endedAt: string | null;
  }[];
}

const jobs: Record<string, (visit: Visit) => Promise<VisitSecrets>> = { 'activate-virtual': activateVirtual };

const out = resolve(values.out);
const play = jobs[values.job];
if (!play) {
  console.error(`There is no demo of the job "${values.job}". There are: ${Object.keys(jobs).join(', ')}.`);
  process.exit(2);
}
async function demo(play: (visit: Visit) => Promise<VisitSecrets>): Promise<Outcome> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'screens'), { recursive: true });
  const began = Date.now();
  const practice = await Practice.start(values.preset, { speed: Number(values.speed) });
  const running = await openApp();
  const installer = new Installer(running.window);
  const base = { job: values.job, preset: values.preset };
  try {
    const screens = new Screens(running, join(out, 'screens'));
    await screens.keep('home');
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
    // The report cannot know how its own step ended.
    const steps = stepsOf(readReport(join(out, 'report.json'))).map((step) =>
      step.id === 'report' ? { ...step, state: reportState } : step,
    );
    const why = whyNot(steps) ?? leaks(secrets, running.data);
    return {
      ...base,
      ok: why === null,
      why,
      durationMs: Date.now() - began,
      actions: installer.actions,
      steps,
    };
  } catch (error) {
    await running.window
      .screenshot({ path: join(out, 'screens', 'stopped-here.png') })
      .catch(() => undefined); // it may be gone
    await running.close().catch(() => undefined); // it may be gone
    return {
      ...base,
      ok: false,
      why: String(error),
      durationMs: Date.now() - began,
      actions: installer.actions,
      steps: [],
    };
  } finally {
    await practice.stop();
  }
}

function jobFolder(data: string): string {
  const [job] = readdirSync(join(data, 'jobs'));
  return join(data, 'jobs', job ?? '');
}

function readReport(file: string): ReportFile {
  return JSON.parse(readFileSync(file, 'utf8')) as ReportFile;
}

function stepsOf({ steps }: ReportFile): (Outcome['steps'][number] & { readBack: boolean })[] {
  return steps.map(({ id, state, way, startedAt, endedAt, evidence }) => ({
    id,
    state,
    way,
    ms: startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : 0,
    readBack: evidence.some(({ proof }) => proof === 'read-back'),
  }));
}

/** Steps that can be read back from the PBX and so must have been. */
const provable = ['deploy', 'sign-in', 'admin-password', 'upgrade', 'activate', 'licences'];

function whyNot(steps: ReturnType<typeof stepsOf>): string | null {
  const open = steps.find(({ state }) => state !== 'done' && state !== 'already-done');
  if (open) return `the step ${open.id} is ${open.state}`;
  const unproven = steps.find(({ id, readBack }) => provable.includes(id) && !readBack);
  return unproven ? `the step ${unproven.id} has nothing that was read back` : null;
}

function leaks(secrets: VisitSecrets, data: string): string | null {
  const found = [...filesHolding(Object.values(secrets), data), ...filesHolding(Object.values(secrets), out)];
  return found.length === 0 ? null : `a secret stands in ${found.join(', ')}`;
}

const outcome = await demo(play);
writeFileSync(join(out, 'demo.json'), `${JSON.stringify(outcome, null, 2)}\n`);
console.log(
  outcome.ok
    ? `Done: ${String(outcome.actions)} actions. See ${values.out}.`
    : `Not done: ${outcome.why ?? ''}`,
);
process.exit(outcome.ok ? 0 : 1);
