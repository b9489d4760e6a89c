import { attach } from './attach';
import { Screen } from './screen';
import { complain, type Shell } from './shell';
import { forget, keep, mine, readAsked } from './tmux-sessions';
import { typeIn } from './type-in';

/** `new-session [-A] [-d] [-s NAME] [COMMAND]`. */
export function newSession(shell: Shell, words: readonly string[]): number | Promise<number> {
  const { options, others } = readAsked(words);
  const wanted = options.get('s') ?? String(mine(shell).length);
  const known = mine(shell).find(({ name }) => name === wanted);
  if (known)
    return options.has('A') ? attach(shell, known) : complain(shell, `duplicate session: ${wanted}`, 1);
  if (!options.has('d') && !shell.terminal.keyboard)
    return complain(shell, 'open terminal failed: not a terminal', 1);
  const screen = new Screen(wanted);
  keep(shell, screen);
  void runOn(screen, shell, others);
  return options.has('d') ? 0 : attach(shell, screen);
}

/** Runs what it was made for, whatever becomes of who made it. */
async function runOn(screen: Screen, from: Shell, words: readonly string[]): Promise<void> {
  const shell = { ...from, terminal: screen.terminal };
  // What was asked for in the same call is settled before it begins.
  await new Promise((resolve) => setImmediate(resolve));
  const [line = ''] = words;
  const work =
    words.length > 1 ? shell.call(shell, words) : line === '' ? typeIn(shell) : shell.run(shell, line);
  const code = await work.catch(() => 1);
  if (screen.exit !== null) return;
  if (screen.remains) {
    screen.stay(code);
    return;
  }
  screen.end(code);
  forget(from, screen);
}
