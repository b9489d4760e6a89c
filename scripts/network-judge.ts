import { notEnded, notProved, type JudgedStep, type ReportFile } from './demo-judge';

/** As much of what the practice PBXs know of themselves as is judged. */
interface Pbx {
  version: string;
  counters: { upgrades: number; failedSignIns: Record<string, number> };
}

/** Null: every PBX of the network is at one version, upgraded once, and the server after its clients. */
export function whyNotAll(
  steps: readonly JudgedStep[],
  report: ReportFile,
  { members, ...server }: Pbx & { members: readonly Pbx[] },
): string | null {
  const all = [server, ...members];
  return (
    steps.map(notEnded).find((why) => why !== null) ??
    steps.map((step) => notProved(step, { words: [] })).find((why) => why !== null) ??
    all.map((one) => notAt(server.version, one)).find((why) => why !== null) ??
    notInOrder(report, members.length)
  );
}

function notAt(version: string, one: Pbx): string | null {
  if (one.version !== version) return `one PBX runs ${one.version}, the server ${version}`;
  if (one.counters.upgrades !== 1) return `one PBX was upgraded ${String(one.counters.upgrades)} times`;
  const wrong = Object.values(one.counters.failedSignIns).reduce((sum, count) => sum + count, 0);
  return wrong === 0 ? null : 'a wrong password was sent';
}

/** By the times at which each upgrade was begun. */
function notInOrder({ steps }: ReportFile, clients: number): string | null {
  const begun = (id: string): string[] =>
    (steps.find((step) => step.id === id)?.actions ?? [])
      .filter(({ code }) => code === 'start-upgrade')
      .map(({ at }) => at);
  const [first] = begun('upgrade');
  const before = begun('clients');
  if (before.length !== clients) return `${String(before.length)} upgrades of clients were begun`;
  if (first === undefined) return 'the server was not upgraded by the wizard';
  return before.every((at) => at < first) ? null : 'the server was begun before a client';
}
