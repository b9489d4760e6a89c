import type { PracticeState, PracticeUser } from '../e2e/support/practice';
import { notEnded, notProved, type JudgedStep, type ReportFile } from './demo-judge';

/** What is judged of a swap: by the report, and by what both practice PBXs know of themselves. */
export interface Swapped {
  report: Pick<ReportFile, 'pbx'>;
  steps: readonly JudgedStep[];
  old: readonly PracticeUser[];
  now: readonly PracticeUser[];
  truth: Pick<PracticeState, 'version' | 'activation' | 'old'>;
}

/** Steps that nothing can be read back for: what is done at the rack and in the portal, and that a machine stays off. */
const words = ['swap', 'sw-key', 'old-off'];

/** Null: done, and rightly so. */
export function whyNotSwapped({ report, steps, old, now, truth }: Swapped): string | null {
  return (
    steps.map(notEnded).find((why) => why !== null) ??
    steps.map((step) => notProved(step, { words })).find((why) => why !== null) ??
    notSame(old, now) ??
    notTrue(report, truth)
  );
}

/** Extension, name and type of everybody but the admin are the same on both. */
function notSame(old: readonly PracticeUser[], now: readonly PracticeUser[]): string | null {
  const lines = (users: readonly PracticeUser[]): string[] =>
    users
      .filter(({ role }) => role !== 'admin')
      .map(({ extension, name, licenseType }) => `${extension} ${name} ${licenseType ?? ''}`);
  const [before, after] = [lines(old), lines(now)];
  if (before.length === 0) return 'nobody was on the old PBX';
  const missing = before.find((line) => !after.includes(line));
  if (missing !== undefined) return `not on the new PBX: ${missing}`;
  return before.length === after.length ? null : `the new PBX has ${String(after.length)} users`;
}

function notTrue({ pbx }: Swapped['report'], { version, activation, old }: Swapped['truth']): string | null {
  if (pbx.versionAfter !== version)
    return `the report says WMS ${String(pbx.versionAfter)}, the PBX runs ${version}`;
  if (pbx.swSerial === null || activation?.swSerial !== pbx.swSerial)
    return `the report says the SW Serial ${String(pbx.swSerial)}, the PBX ${String(activation?.swSerial)}`;
  return old?.down === true ? null : 'the old PBX still answers';
}
