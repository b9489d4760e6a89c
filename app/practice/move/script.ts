import { isPassword } from '../pbx/password-hash';
import { reach } from '../ssh/reach';
import { complain, say, type Shell } from '../ssh/shell';
import { readTyped } from '../ssh/terminal';
import { majorOf } from '../versions';
import { cloudOf, type World } from '../world';
import { carry, carryAdmin, countOf } from './carry';
import { fillBar } from './progress';
import { SCRIPT, type Kind } from './script-words';
import { ENGLISH, GERMAN, type Wording } from './wording';

/** With what it ends where it does not come to its end. Of ours, as the vendor's are not published. */
export const EXIT = {
  failed: 1,
  unsupported: 2,
  unreachable: 3,
  password: 4,
  lost: 5,
  usage: 64,
  interrupted: 130,
  killed: 137,
  died: 139,
};

/** How long each kind takes, in inside milliseconds. */
const TAKES: Record<Kind, number> = {
  users: 4_000,
  recordings: 6_000,
  voicemail: 3_000,
  calls: 5_000,
  phonebooks: 2_000,
  sounds: 2_000,
};

/** How long it waits for the cloud PBX, in real milliseconds. */
const CONNECT_MS = 5_000;
const TRIES = 3;

/** One run of the script. */
interface Run {
  shell: Shell;
  /** The cloud PBX. */
  cloud: World;
  words: Wording;
  place: { host: string; port: number };
  /** How many kinds were begun to be moved. */
  begun: number;
}

/** A step of it: null, or with what it ends. */
type Ending = number | null;

/** `to-cloud.sh HOST[:PORT]`: moves this practice PBX to its cloud PBX, as the vendor's script is said to. */
export async function moveToCloud(shell: Shell, [target = '']: readonly string[]): Promise<number> {
  const { world, user, terminal } = shell;
  if (user !== 'root') return complain(shell, `sh: ${SCRIPT}: Permission denied`, 126);
  if (!terminal.keyboard) return tell(shell, 'must be run in a terminal', EXIT.failed);
  const place = placeIn(target);
  const cloud = cloudOf(world);
  if (!place) return tell(shell, 'usage: to-cloud.sh CLOUD-PBX[:SSH-PORT]', EXIT.usage);
  if (!cloud) return tell(shell, 'this practice PBX has no cloud PBX', EXIT.failed);
  const words = world.faults.argument('move-in-german') === undefined ? ENGLISH : GERMAN;
  world.store.change(({ counters }) => (counters.movesBegun += 1));
  const run: Run = { shell, cloud, words, place, begun: 0 };
  for (const step of [supported, connect, password, unknown, kinds, finish]) {
    const ending = await step(run);
    if (ending !== null) return ending;
  }
  return 0;
}

/** Of version 3 only SQLite3 can be moved (vendor's guide, 2020). */
function supported({ shell, words }: Run): Ending {
  const { preset, store } = shell.world;
  say(shell, `${words.hello}\n`);
  const isOld = majorOf(store.state.version) <= 3 && preset.machine.database.engine !== 'sqlite';
  return isOld ? tell(shell, words.unsupported(store.state.version), EXIT.unsupported) : null;
}

async function connect(run: Run): Promise<Ending> {
  const { shell, words, place } = run;
  const named = `${place.host}:${place.port}`;
  say(shell, words.connecting(named));
  if (!(await isReached(run))) {
    say(shell, '\n');
    return tell(shell, words.closed(named), EXIT.unreachable);
  }
  say(shell, `${words.connected}\n`);
  return null;
}

async function isReached({ shell, cloud, place }: Run): Promise<boolean> {
  if (place.port !== cloud.store.state.ports.ssh) return false;
  const { world, terminal } = shell;
  return (await reach(world, place.host, place.port, CONNECT_MS, () => terminal.gone())) === 'open';
}

async function password({ shell, cloud, words }: Run): Promise<Ending> {
  const again = shell.world.faults.argument('move-asks-password-twice');
  const { users, passwords } = cloud.store.state;
  const kept = passwords[users.find(({ role }) => role === 'admin')?.id ?? ''];
  for (let left = TRIES; left > 0; left--) {
    const given = await readTyped(shell.terminal, words.password, false);
    if (given === null) return stopped(shell, words);
    if (!kept || !isPassword(given, kept)) {
      say(shell, `${words.wrong}\n`);
      continue;
    }
    if (again === undefined) return null;
    const second = await readTyped(
      shell.terminal,
      again === 'same' ? words.password : words.passwordAgain,
      false,
    );
    if (second === null) return stopped(shell, words);
    if (second === given) return null;
    say(shell, `${words.differs}\n`);
  }
  return tell(shell, words.tooOften, EXIT.password);
}

/** Any answer will do. */
async function unknown({ shell, words }: Run): Promise<Ending> {
  if (shell.world.faults.argument('move-asks-unknown') === undefined) return null;
  const answer = await readTyped(shell.terminal, words.unknown, true);
  return answer === null ? stopped(shell, words) : null;
}

async function kinds(run: Run): Promise<Ending> {
  for (const kind of run.words.order) {
    const ending = await moveKind(run, kind);
    if (ending !== null) return ending;
  }
  return null;
}

async function moveKind(run: Run, kind: Kind): Promise<Ending> {
  const { shell, words, cloud } = run;
  const name = words.kinds[kind];
  const isWanted = await yesOrNo(run, words.move(name));
  if (isWanted === null) return stopped(shell, words);
  if (!isWanted) return said(shell, words.skipped(name));
  if (!(await isReached(run))) return tell(shell, words.lost, EXIT.lost);
  run.begun += 1;
  const dies = Number(shell.world.faults.argument('move-dies')) === run.begun;
  const ending = await fillBar(shell, name, TAKES[kind], dies ? 0.5 : 1);
  if (ending === 'interrupted') return stopped(shell, words);
  if (ending === 'gone') return EXIT.killed;
  if (dies) return complain(shell, 'Segmentation fault', EXIT.died);
  carry(shell.world, cloud, kind);
  return said(shell, words.moved(name, countOf(cloud.store.state, kind)));
}

async function yesOrNo({ shell, words }: Run, prompt: string): Promise<boolean | null> {
  for (;;) {
    const given = (await readTyped(shell.terminal, prompt, true))?.trim().toLowerCase();
    if (given === undefined) return null;
    if (words.yes.includes(given)) return true;
    if (words.no.includes(given)) return false;
    say(shell, `${words.yesOrNo}\n`);
  }
}

function finish({ shell, cloud, words }: Run): Ending {
  carryAdmin(shell.world, cloud);
  shell.world.store.change(({ counters }) => (counters.movesDone += 1));
  return said(shell, words.done);
}

/** `HOST`, `HOST:PORT` or `[ADDRESS]:PORT`; the port is the vendor's 2222 where none is named. */
function placeIn(target: string): Run['place'] | null {
  const [, bracketed, plain, port = '2222'] =
    /^(?:\[([\da-f:]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(target) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? null : { host, port: Number(port) };
}

/** Called off, or nobody is there any more. */
function stopped(shell: Shell, words: Wording): number {
  if (shell.terminal.gone()) return EXIT.killed;
  said(shell, words.interrupted);
  return EXIT.interrupted;
}

function said(shell: Shell, text: string): null {
  say(shell, `${text}\n`);
  return null;
}

function tell(shell: Shell, text: string, code: number): number {
  return complain(shell, `to-cloud.sh: ${text}`, code);
}
