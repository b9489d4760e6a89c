import { lookOn } from './look-on';
import type { Screen } from './screen';
import type { Shell } from './shell';

/** Empties a terminal and begins at its top. */
const CLEAR = '\u001b[H\u001b[2J';
/** tmux's own key, and the one that leaves after it. */
const PREFIX = '\u0002';

/** Looks on at a screen and types into it, until it ends, the person leaves (Ctrl+B, d) or the line is cut; 0. */
export function attach(shell: Shell, screen: Screen): Promise<number> {
  const { terminal } = shell;
  // Line ends of a screen are whole already.
  const show = (text: string): void => terminal.out(text.replaceAll('\r\n', '\n'));
  return lookOn(shell, screen, (leave) => ({
    begin: () => {
      show(CLEAR + screen.shown().join('\n'));
      if (screen.exit !== null && !screen.remains) leave();
    },
    show,
    typed: keysTo(screen, leave),
    over: () => {
      const isThere = screen.exit === null || screen.remains;
      terminal.out(`\n[${isThere ? `detached (from session ${screen.name})` : 'exited'}]\n`);
    },
  }));
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
