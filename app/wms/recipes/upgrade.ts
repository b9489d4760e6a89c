/**
 * How the answers of the upgrade routes are recognised; the vendor has published none of their keys. Keys are compared
 * squeezed (lower case, letters and digits only), patterns are tried on the squeezed value. Edit this table when real
 * answers are known; nothing else has to change.
 */
export interface UpgradeRecipe {
  /** Keys whose text says what the PBX is doing. */
  stateKeys: readonly string[];
  /** Keys that are true while something runs, or when a reboot is due. */
  runningKeys: readonly string[];
  rebootKeys: readonly string[];
  /** Keys that are empty, false or 0 while all is well. */
  errorKeys: readonly string[];
  /** Keys of a text that says why it failed. */
  reasonKeys: readonly string[];
  percentKeys: readonly string[];
  /** First fit wins, in this order. */
  phases: readonly { phase: 'idle' | 'failed' | 'reboot-needed' | 'finished' | 'running'; words: RegExp }[];
  /** Text of a check that still runs, and keys that are true meanwhile. */
  checkingWords: RegExp;
  checkingKeys: readonly string[];
  /** Keys of a version on offer, best first; and of versions that are not. */
  offeredKeys: RegExp;
  otherKeys: RegExp;
  /** Keys (whole) that by themselves say whether anything is on offer, and texts that say that nothing is. */
  tellingKeys: RegExp;
  nothingWords: RegExp;
  /** Texts that say that something is, without a version. */
  somethingWords: RegExp;
  /** Where the repository's name stands, and how the vendor's names look (`rel40`, `rel50`: start guide). */
  repositoryKeys: RegExp;
  repositoryName: RegExp;
}

export const upgradeRecipe: UpgradeRecipe = {
  stateKeys: ['status', 'state', 'phase', 'stage', 'step', 'result', 'process'],
  runningKeys: ['running', 'inprogress', 'isrunning', 'upgrading', 'active', 'processing'],
  rebootKeys: [
    'needreboot',
    'needsreboot',
    'rebootneeded',
    'rebootrequired',
    'reboot',
    'restartrequired',
    'needrestart',
  ],
  errorKeys: ['error', 'errors', 'failed', 'failure', 'lasterror'],
  reasonKeys: ['error', 'errors', 'message', 'reason', 'failure', 'lasterror', 'details'],
  percentKeys: ['percent', 'progress', 'percentage', 'percents', 'completed'],
  phases: [
    {
      phase: 'idle',
      words: /^(|idle|none|no|not.*|noupgrade|stopped|ready|uptodate|latest|waiting|0|false|null)$/,
    },
    { phase: 'failed', words: /fail|error|broken|abort|denied|nospace|diskfull/ },
    { phase: 'reboot-needed', words: /reboot|restart/ },
    { phase: 'finished', words: /finish|done|complete|installed|success/ },
    {
      phase: 'running',
      words: /run|progress|download|install|upgrad|updat|unpack|extract|prepar|start|verif|copy/,
    },
  ],
  checkingWords: /checking|inprogress|progress|running|pending|search|wait|started/,
  checkingKeys: ['inprogress', 'checking', 'running', 'pending', 'ischecking'],
  offeredKeys: /new|avail|latest|offer|candidate|next|target|upgrade|update/,
  otherKeys: /current|installed|old|prev|running|minimum/,
  tellingKeys:
    /^(has|is|any)?(newer|newest|new|available|avail|latest|next|target|offered|offer|candidate|upgradable|updatable|upgrade|update)+(version|release|build|upgrade|update)?s?(available|offered|found)?$/,
  nothingWords:
    /uptodate|^(latest|newest)$|(is|are|has|have|run|runs|running|using|already|on)(the)?(latest|newest)|nonew|noup(date|grade)|notavail|nothingnew/,
  somethingWords:
    /(version|release|build|update|upgrade)s?(is|are)?(available|avail|found|ready)|^(available|new)/,
  repositoryKeys: /repo/,
  repositoryName: /^rel\d+\w*$/i,
};
