import { isDown } from '../pbx/power';
import type { Shell } from '../ssh/shell';

/** Why something did not come to its end: Ctrl+C, nobody is there any more, or the PBX went down. */
export type Stopped = 'interrupted' | 'gone';

const SIGNS = 24;
/** How often the bar is drawn, in real milliseconds. */
const DRAW_MS = 40;

/** Draws a bar that fills in so many inside milliseconds, as far as `until` (1: to its end), over itself with carriage returns. */
export async function fillBar(shell: Shell, label: string, ms: number, until = 1): Promise<Stopped | null> {
  const { world, terminal } = shell;
  const began = world.clock.inside();
  let drawn = '';
  for (;;) {
    const stopped = hasStopped(shell);
    if (stopped) return stopped;
    const part = Math.min(until, (world.clock.inside() - began) / ms);
    const bar = barOf(label, part);
    if (bar !== drawn) terminal.out(`\r${bar}`);
    drawn = bar;
    if (part >= until) break;
    await new Promise((resolve) => setTimeout(resolve, DRAW_MS));
  }
  terminal.out('\n');
  return null;
}

function barOf(label: string, part: number): string {
  const full = Math.floor(part * SIGNS);
  const percent = String(Math.floor(part * 100)).padStart(3);
  return `${label.padEnd(24)} [${'#'.repeat(full)}${'-'.repeat(SIGNS - full)}] ${percent}%`;
}

function hasStopped({ world, terminal }: Shell): Stopped | null {
  if (terminal.gone() || isDown(world)) return 'gone';
  return terminal.keyboard?.wasInterrupted() ? 'interrupted' : null;
}
