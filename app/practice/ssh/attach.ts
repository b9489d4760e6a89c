import type { Screen } from './screen';
import { complain, type Shell } from './shell';

/** Empties a terminal and begins at its top. */
const CLEAR = '\u001b[H\u001b[2J';
/** tmux's own key, and the one that leaves after it. */
const PREFIX = '\u0002';

/** Looks on at a screen and types into it, until it ends, the person leaves (Ctrl+B, d) or the line is cut; 0. */
export async function attach(shell: Shell, screen: Screen): Promise<number> {
  const { terminal } = shell;
  const { keyboard } = terminal;
  if (!keyboard) return complain(shell, 'open terminal failed: not a terminal', 1);
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const state = { over: false };
    const leave = (word: string): void => {
      if (state.over) return;
      state.over = true;
      for (const end of ends.splice(0)) end();
      terminal.out(`\n[${word}]\n`);
      resolve(0);
    };
    // Line ends of a screen are whole already.
    const show = (text: string): void => terminal.out(text.replaceAll('\r\n', '\n'));
    show(CLEAR + screen.shown().join('\n'));
    if (screen.exit !== null && !screen.remains) {
      leave('exited');
      return;
    }
    const away = (): void =>
      leave(screen.exit === null ? `detached (from session ${screen.name})` : 'exited');
    ends.push(screen.watch({ show, leave: away }), keyboard.whenClosed(away));
    ends.push(keyboard.giveTo(keysTo(screen, away)));
    // It may have been left by what was typed before.
    if (state.over) for (const end of ends.splice(0)) end();
  });
}

function keysTo(screen: Screen, away: () => void): (text: string) => void {
  let isPrefixed = false;
  return (text) => {
    for (const sign of text) {
      if (isPrefixed && sign === 'd') away();
      else if (sign !== PREFIX) screen.keyboard.feed(sign);
      isPrefixed = sign === PREFIX;
    }
  };
}
