import type { Screen } from './screen';
import { complain, type Shell } from './shell';

/** One who looks on at a screen from a terminal. */
export interface Onlooker {
  /** Before anything is shown. */
  begin: () => void;
  show: (text: string) => void;
  /** What is typed at the terminal. */
  typed: (text: string) => void;
  /** Nothing is shown any more. */
  over: () => void;
}

/** Looks on until the screen ends, the onlooker leaves or the line is cut; ends with 0. */
export async function lookOn(
  shell: Shell,
  screen: Screen,
  onlooker: (leave: () => void) => Onlooker,
): Promise<number> {
  const { keyboard } = shell.terminal;
  if (!keyboard) return complain(shell, 'open terminal failed: not a terminal', 1);
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const state = { over: false };
    const leave = (): void => {
      if (state.over) return;
      state.over = true;
      for (const end of ends.splice(0)) end();
      over();
      resolve(0);
    };
    const { begin, show, typed, over } = onlooker(leave);
    begin();
    ends.push(screen.watch({ show, leave }), keyboard.whenClosed(leave));
    ends.push(keyboard.giveTo(typed));
    // It may have been left at once, or by what was typed before.
    if (state.over) for (const end of ends.splice(0)) end();
  });
}
