/**
 * Judges a played job: by its report, and by what the practice PBX itself knows. Ended well is not enough. What can be
 * read back must have been, and what the report claims must be so on the PBX.
 */

/** On what the end of a step rests: read back from the PBX, the installer's word, or neither where nothing is claimed. */
export type Proof = 'read-back' | 'word' | 'none';

/** As much of the report as is judged. */
export interface ReportFile {
  pbx: { versionAfter: string | null; activated: boolean | null; swSerial: string | null };
  licences: { types: { type: string; usersBefore: number | null; usersAfter: number | null }[] };
  steps: {
    id: string;
    state: string;
    way: string;
    evidence: { proof: string; said: { code: string } }[];
    actions?: { code: string; at: string; params?: Record<string, string | number> }[];
    startedAt: string | null;
    endedAt: string | null;
  }[];
}

export interface JudgedStep {
  id: string;
  state: string;
  way: string;
  proof: Proof;
  ms: number;
}

/**
 * Evidence by code: what proves the step when it was read back, and what is the installer's word for it, which counts only
 * beside what had to be `seen`.
 */
const proofs: Readonly<Record<string, { readBack: readonly string[]; word?: string; seen?: string }>> = {
  deploy: { readBack: ['address-answers', 'looks-like-pbx'] },
  cabling: { readBack: ['address-answers', 'looks-like-pbx'] },
  'cloud-ready': { readBack: ['address-answers', 'looks-like-pbx'] },
  connect: { readBack: ['address-answers', 'looks-like-pbx'] },
  'sign-in': { readBack: ['signed-in', 'version-read'] },
  'admin-password': { readBack: ['new-password-works', 'old-password-refused'], word: 'password-works' },
  upgrade: { readBack: ['version-changed'], word: 'upgrade-by-hand' },
  portal: { readBack: [], word: 'portal-entry-made' },
  activate: { readBack: ['activated-read', 'sw-serial-matches'], word: 'activated-said' },
  licences: { readBack: ['types-read-back'], word: 'types-reviewed' },
  inventory: { readBack: ['inventory-read'] },
  cloud: { readBack: ['cloud-read'] },
  'open-door': { readBack: ['door-reached'], word: 'door-told' },
  compare: { readBack: ['cloud-opens-by-old', 'move-same'] },
  'close-door': { readBack: ['door-shut'], word: 'door-shut-told' },
  'after-move': { readBack: [], word: 'after-move-phones' },
  'old-pbx': { readBack: ['old-pbx-read', 'captured-swSerial', 'captured-users'] },
  swap: { readBack: [], word: 'swap-direction' },
  'sw-key': { readBack: [], word: 'sw-serial-kept' },
  'taken-over': { readBack: ['taken-over-same'] },
  // That it stays off is a word; that nothing answers there now must have been seen as well.
  'old-off': { readBack: [], word: 'old-off-said', seen: 'old-silent' },
  members: { readBack: ['network-read', 'signed-in'], word: 'network-said' },
  clients: { readBack: ['version-changed', 'same-pbx'], word: 'upgrade-by-hand' },
  'portal-change': { readBack: ['portal-change-read'], word: 'portal-change-word' },
};

/** What a preset's job must end with, exactly. */
interface Expected {
  /** Steps that rest on the installer's word. */
  words: readonly string[];
  /** Steps that the installer did by hand. */
  guided: readonly string[];
  version: string;
}

/** Steps of one job only, with what they must rest on there: hardware was converted, a cloud PBX has activated itself. */
const alsoProved: Readonly<Record<string, { step: string; code: string }>> = {
  'hardware-new': { step: 'activate', code: 'hw-serial-converted' },
  'cloud-birth': { step: 'sign-in', code: 'activated-read' },
};

/** Always the installer's: what only a person knows, the host of the virtual machine, the portal. */
const guided = ['prepare', 'deploy', 'portal'];

const expected: Readonly<Record<string, Expected>> = {
  'virtual-4.01': { words: ['portal'], guided, version: '4.03.44842.11' },
  'virtual-6': { words: ['portal'], guided, version: '6.10.20250512.4' },
  'hardware-new': { words: ['portal'], guided: ['prepare', 'cabling', 'portal'], version: '4.03.44842.11' },
  'cloud-birth': { words: ['portal'], guided: ['prepare', 'portal'], version: '6.10.20250512.4' },
  'crossing-2fa': { words: ['portal'], guided, version: '6.10.20250721.3' },
  // With a second factor no refusal and no answer tells whether the password alone is right.
  'virtual-7-2fa': { words: ['admin-password', 'portal'], guided, version: '7.06.20260216.3' },
  'old-3.88': { words: ['portal'], guided, version: '5.04.20220309.1' },
  'changed-labels': { words: ['portal'], guided: [...guided, 'activate'], version: '6.10.20250512.4' },
  // The wizard works its page; neither what is offered nor whether it is activated can be read back there.
  quiet: { words: ['upgrade', 'portal', 'activate'], guided, version: '5.04.20220309.1' },
};

export function stepsOf({ steps }: ReportFile): JudgedStep[] {
  return steps.map(({ id, state, way, startedAt, endedAt, evidence }) => ({
    id,
    state,
    way,
    proof: proofOf(id, evidence),
    ms: startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : 0,
  }));
}

/** A word weighs against the step, even where other things were read back. */
function proofOf(id: string, evidence: ReportFile['steps'][number]['evidence']): Proof {
  const { readBack = [], word, seen } = proofs[id] ?? {};
  const has = (code: string, proof: string): boolean =>
    evidence.some((one) => one.said.code === code && one.proof === proof);
  if (word !== undefined && has(word, 'person'))
    return seen === undefined || has(seen, 'observed') ? 'word' : 'none';
  return readBack.length > 0 && readBack.every((code) => has(code, 'read-back')) ? 'read-back' : 'none';
}

/** What the practice PBX knows of itself, asked from beside. */
export interface Truth {
  version: string;
  activated: boolean;
  counters: { failedSignIns: Record<string, number>; wrongOtps: number };
}

/** Null: done, and rightly so. */
export function whyNot(
  preset: string,
  steps: readonly JudgedStep[],
  report: ReportFile,
  truth: Truth,
): string | null {
  const wanted = expected[preset];
  if (!wanted) return `nobody has said what a job on ${preset} must end with`;
  return (
    steps.map(notEnded).find((why) => why !== null) ??
    steps.map((step) => notProved(step, wanted)).find((why) => why !== null) ??
    notItsWay(steps, wanted) ??
    notAlso(preset, report) ??
    notTrue(report, truth, wanted)
  );
}

export function notEnded({ id, state }: JudgedStep): string | null {
  return state === 'done' || state === 'already-done' ? null : `the step ${id} is ${state}`;
}

export function notProved({ id, proof }: JudgedStep, { words }: Pick<Expected, 'words'>): string | null {
  if (!(id in proofs)) return null;
  const wanted = words.includes(id) ? 'word' : 'read-back';
  if (proof === wanted) return null;
  if (proof === 'none') return `the step ${id} has nothing that proves it`;
  return wanted === 'word'
    ? `the step ${id} was read back: its preset no longer needs the installer's word`
    : `the step ${id} rests on the installer's word, and could be read back`;
}

function notItsWay(steps: readonly JudgedStep[], { guided }: Expected): string | null {
  const odd = steps.find(({ id, way }) => (way === 'guided') !== guided.includes(id));
  return odd ? `the step ${odd.id} went ${odd.way}` : null;
}

function notAlso(preset: string, { steps }: ReportFile): string | null {
  const also = alsoProved[preset];
  if (!also) return null;
  const evidence = steps.find(({ id }) => id === also.step)?.evidence ?? [];
  const proved = evidence.some(({ proof, said }) => said.code === also.code && proof === 'read-back');
  return proved ? null : `the step ${also.step} has no ${also.code} that was read back`;
}

function notTrue({ pbx }: ReportFile, truth: Truth, { version }: Expected): string | null {
  if (pbx.versionAfter !== truth.version)
    return `the report says WMS ${String(pbx.versionAfter)}, the PBX runs ${truth.version}`;
  if (truth.version !== version) return `the PBX runs ${truth.version}, not ${version}`;
  if (!truth.activated || pbx.activated !== true)
    return `activated: ${String(pbx.activated)} says the report, ${String(truth.activated)} the PBX`;
  const wrong = Object.values(truth.counters.failedSignIns).reduce((sum, one) => sum + one, 0);
  // The one is the proof that the old password is refused.
  if (wrong > 1) return `${String(wrong)} wrong passwords were sent`;
  return truth.counters.wrongOtps > 0 ? 'a wrong one-time password was sent' : null;
}
