import { lookOn } from './look-on';
import type { Screen } from './screen';
import type { Shell } from './shell';

/** How `tmux -CC` opens and closes what it says, so that a terminal knows it from the rest. */
const OPENS = '\u001bP1000p';
const CLOSES = '\u001b\\';

/**
 * tmux's control mode, as its manual has it: what is shown comes as `%output` lines, and each line that is typed is a command
 * whose answer stands between `%begin` and `%end` or `%error`. Here are the few commands that a program needs.
 */
export function controlMode(shell: Shell, screen: Screen): Promise<number> {
  const { terminal } = shell;
  let count = 0;
  const answer = (lines: readonly string[], ok: boolean): void => {
    count += 1;
    const mark = `${String(Math.floor(Date.now() / 1000))} ${String(count)} 1`;
    terminal.out([`%begin ${mark}`, ...lines, `%${ok ? 'end' : 'error'} ${mark}`, ''].join('\n'));
  };
  return lookOn(shell, screen, () => ({
    begin: () => {
      terminal.out(OPENS);
      answer([], true);
    },
    show: (text) => terminal.out(`%output %0 ${escaped(text)}\n`),
    typed: linesTo((line) => obey(screen, line, answer)),
    over: () => terminal.out(`%exit\n${CLOSES}`),
  }));
}

function obey(screen: Screen, line: string, answer: (lines: readonly string[], ok: boolean) => void): void {
  const words = line.split(' ');
  const hex = words.indexOf('-H');
  if (words[0] === 'send-keys' && hex > 0) {
    const bytes = Buffer.from(words.slice(hex + 1).join(''), 'hex');
    screen.keyboard.feed(bytes.toString('utf8'));
    answer([], true);
  } else if (words[0] === 'capture-pane') answer(screen.all(), true);
  else if (words[0] === 'refresh-client') answer([], true);
  else answer([`unknown command: ${words[0] ?? ''}`], false);
}

/** Whole lines out of what is typed. */
function linesTo(take: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split(/\r\n|[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines.filter((one) => one !== '')) take(line);
  };
}

/** Signs below a blank, and the backslash, as three octal digits. */
function escaped(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\\]/g,
    (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}
